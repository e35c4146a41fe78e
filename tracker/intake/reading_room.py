"""A room in which files of one kind are read one after the other, each in a child process of its own.

Most of what a small file costs is loading the libraries that read it. A room loads them once and looks at no file: for
each it splits off a child, which is limited, shut in and killed as the one of `sandbox`.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from tracker.domain.errors import UnreadableFile
from tracker.intake.answer import Answer
from tracker.intake.errand import SEEN_OFF, UNABLE, Errand, Want
from tracker.intake.formats import Format
from tracker.intake.limits import Limits
from tracker.intake.sandbox import ENVIRONMENT, ROOT, do_errand, hear
from tracker.intake.turn import Queue
from tracker.intake.words import Refusal

_PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from tracker.intake.reader.room import main; main()"
# The room ends a child whose time is up; so much later the room is taken to hang itself.
_GRACE = 1.0
Kind = tuple[Format, Want]


class ReadingRoom:
    """Reads many files, best sorted by kind: a room is for one kind, and another file closes it and opens the next.

    For one thread, in a `with` block: at its end the room is closed.
    """

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._kind: Kind | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._desk: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._close()

    def read(self, path: Path, form: Format, want: Want, limits: Limits) -> Answer:
        """Read a file as `read_apart` does, raising as that. Costs 0.1 s for the first of a kind, 10 ms for others."""
        return do_errand(path, Errand(-1, form, want, limits), self._queue, self._ask)

    def _ask(self, errand: Errand, scratch: str, until: float) -> bytes:
        with contextlib.ExitStack() as held:
            folder = os.open(scratch, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            held.callback(os.close, folder)
            ear, mouth = os.pipe()
            held.callback(os.close, ear)
            with os.fdopen(mouth, "wb"):
                self._hand_over(errand, until, mouth, folder)
            try:
                return self._heard(ear, until)
            except (UnreadableFile, OSError):
                self._close()
                raise

    def _hand_over(self, errand: Errand, until: float, mouth: int, folder: int) -> None:
        said = f"{until!r}\n".encode() + errand.to_line()
        handles = [errand.handle, mouth, folder]
        try:
            socket.send_fds(self._desk_of((errand.form, errand.want)), [said], handles)
        except (BrokenPipeError, ConnectionResetError):
            # It ended after the file before, as when the machine had no memory left.
            self._close()
            socket.send_fds(self._desk_of((errand.form, errand.want)), [said], handles)

    def _heard(self, ear: int, until: float) -> bytes:
        """Return the answer once the child that gave it is gone, and all that it started."""
        heard = hear(ear, until + _GRACE)
        said = self._said_of_it(until + _GRACE)
        if said == UNABLE:
            raise OSError("The room could start no process.")
        if time.monotonic() >= until:
            raise UnreadableFile(Refusal.TOO_SLOW.words)
        if said != SEEN_OFF:
            raise UnreadableFile(Refusal.TOO_HEAVY.words)
        return heard

    def _said_of_it(self, until: float) -> bytes:
        """Return what the room says of the errand; nothing where it is gone, or says nothing in time."""
        assert self._desk is not None  # noqa: S101 an errand was handed over
        self._desk.settimeout(max(0.001, until - time.monotonic()))
        try:
            return self._desk.recv(1)
        except (TimeoutError, ConnectionResetError):
            return b""
        finally:
            self._desk.settimeout(None)

    def _desk_of(self, kind: Kind) -> socket.socket:
        """Return where errands of a kind are handed over, and open the room for it where another or none is open."""
        if self._desk is None or self._kind != kind:
            self._close()
            ours, theirs = socket.socketpair()
            with theirs, contextlib.ExitStack() as undone:
                undone.callback(ours.close)
                self._process = _opened(theirs)
                undone.pop_all()
            self._desk, self._kind = ours, kind
        return self._desk

    def _close(self) -> None:
        """Let the room see off whom it waits for, as if the time were up, and end; kill it where it does not."""
        if self._desk is None or self._process is None:
            return
        self._desk.close()
        self._process.send_signal(signal.SIGALRM)
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._desk = self._process = None


def _opened(desk: socket.socket) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 our own program; nothing of a file is in the command
        [sys.executable, "-I", "-c", _PROGRAM, str(ROOT), str(desk.fileno())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=ENVIRONMENT,
        pass_fds=(desk.fileno(),),
        process_group=0,
    )
