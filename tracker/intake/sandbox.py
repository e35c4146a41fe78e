"""The child process in which files are read: started for one file, limited, and killed with all it started.

What it answers is not believed but checked: whoever wrote the file may have taken the child over.
"""

import contextlib
import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import tracker
from tracker.domain.errors import UnreadableFile
from tracker.intake.answer import Answer, check
from tracker.intake.cover import Cover
from tracker.intake.errand import Errand, Want
from tracker.intake.formats import Format
from tracker.intake.limits import Limits
from tracker.intake.turn import Queue, turn
from tracker.intake.words import Refusal

log = logging.getLogger(__name__)
LONGEST_ANSWER = 64 * 1024
# How an errand is done in a scratch folder, up to a moment on the monotonic clock; what it answered.
Way = Callable[[Errand, str, float], bytes]
ROOT = Path(tracker.__file__).parent.parent
_PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from tracker.intake.reader.program import main; main()"
_LONGEST_END = 2.0
# Threads of the picture libraries would each reserve 64 MB of address space, those of numpy 40.
ENVIRONMENT = {"MALLOC_ARENA_MAX": "1", "OPENBLAS_NUM_THREADS": "1"}


def read_apart(
    path: Path,
    form: Format,
    want: Want,
    limits: Limits,
    queue: Queue = Queue.UPLOADS,
    covers: tuple[Cover, ...] = (),
    first: int = 0,
) -> Answer:
    """Read a file in a child process and return what it found, with the copies it made in memory.

    Raises UnreadableFile in plain words when the file is no good, or when the child crashed, hung or grew
    too large. Costs a process of 60 to 90 ms on top of the reading.
    """
    return do_errand(path, Errand(-1, form, want, limits, covers, first), queue, _alone)


def do_errand(path: Path, asked: Errand, queue: Queue, way: Way) -> Answer:
    """Open a file, wait for a turn, let a child read it in one of the ways, and check what it answers.

    Raises UnreadableFile.
    """
    until = time.monotonic() + asked.limits.patience + asked.limits.seconds
    try:
        with (
            tempfile.TemporaryDirectory(prefix="intake-", ignore_cleanup_errors=True) as scratch,
            path.open("rb") as file,
        ):
            errand = replace(asked, handle=file.fileno())
            with turn(queue, errand.limits.patience):
                raw = way(errand, scratch, until)
            return check(raw, Path(scratch), errand)
    except OSError as error:
        # No process, no room for its folder: nothing that the file did, and nothing that its sender can mend.
        raise UnreadableFile(Refusal.UNABLE.words) from error


def hear(ear: int, until: float) -> bytes:
    """Hear until the end, and give up at `until` on the monotonic clock or when too much is said.

    Raises UnreadableFile.
    """
    heard = b""
    waiting = select.poll()
    waiting.register(ear, select.POLLIN | select.POLLHUP)
    while len(heard) <= LONGEST_ANSWER:
        if not waiting.poll(max(0.0, until - time.monotonic()) * 1000):
            raise UnreadableFile(Refusal.TOO_SLOW.words)
        piece = os.read(ear, LONGEST_ANSWER)
        if not piece:
            return heard
        heard += piece
    raise UnreadableFile(Refusal.TOO_HEAVY.words)


def _alone(errand: Errand, scratch: str, until: float) -> bytes:
    """Start a process for this errand alone."""
    with _child(errand, scratch) as child:
        return _converse(child, errand.to_line(), until)


@contextmanager
def _child(errand: Errand, scratch: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-I", "-c", _PROGRAM, str(ROOT)]
    child = subprocess.Popen(  # noqa: S603 our own program; nothing of the file is in the command
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=scratch,
        env=ENVIRONMENT,
        pass_fds=(errand.handle,),
        process_group=0,
    )
    try:
        yield child
    finally:
        _see_off(child)


def _see_off(child: subprocess.Popen[bytes]) -> None:
    """Kill a child with its group, and wait until it is gone: not for ever, for what it started may hold it."""
    # Before it is waited for, so that the number of the group cannot have gone to somebody else.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
    try:
        child.wait(_LONGEST_END)
    except subprocess.TimeoutExpired:
        log.error("a child that read a file cannot be ended")


def _converse(child: subprocess.Popen[bytes], line: bytes, until: float) -> bytes:
    """Say one line and hear the answer."""
    assert child.stdin is not None and child.stdout is not None  # noqa: S101 both were asked for above
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(line)
        child.stdin.close()
    return hear(child.stdout.fileno(), until)
