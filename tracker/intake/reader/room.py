"""The program of a reading room: it loads what one kind of file needs, and splits off a child for each file.

The room itself looks at no file. It sees each child off: one whose time is up is killed, and so is what it started.
"""

import contextlib
import json
import os
import signal
import socket
import sys
import time
from dataclasses import replace
from typing import NamedTuple, NoReturn

from tracker.intake.errand import Errand
from tracker.intake.reader import confinement, program
from tracker.intake.reader.program import LONGEST_ERRAND, Look

_ENDS = {signal.SIGCHLD, signal.SIGALRM}


class _Asked(NamedTuple):
    """An errand, until when on the monotonic clock, where to answer, and the folder to work in."""

    errand: Errand
    until: float
    mouth: int
    folder: int


def main() -> None:
    """Do errand after errand, each in a child, until whoever asks hangs up."""
    desk = socket.socket(fileno=int(sys.argv[2]))
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    look: Look | None = None
    while asked := _next(desk):
        look = look or program.reader_of(asked.errand)
        child = os.fork()
        if not child:
            desk.close()
            _read(look, asked)
        for handle in (asked.errand.handle, asked.mouth, asked.folder):
            os.close(handle)
        _see_off(child, asked.until)


def _next(desk: socket.socket) -> _Asked | None:
    """Hear the next errand, a moment and a line with three handles; nothing where nobody asks any more."""
    said = b""
    handles: list[int] = []
    while said.count(b"\n") < 2:
        piece, more, _, _ = socket.recv_fds(desk, LONGEST_ERRAND, 3)
        if not piece:
            return None
        said, handles = said + piece, handles + more
    until, line = said.decode().split("\n", 1)
    file, mouth, folder = handles
    return _Asked(replace(Errand.from_line(line), handle=file), float(until), mouth, folder)


def _read(look: Look, asked: _Asked) -> NoReturn:
    """Shut the door, look at the file, answer, and end: whatever happens, the child does not go on as the room."""
    with contextlib.suppress(BaseException):
        os.setsid()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)
        os.fchdir(asked.folder)
        os.close(asked.folder)
        confinement.limit(asked.errand.limits)
        confinement.shut_in()
        with os.fdopen(asked.mouth, "w") as mouth:
            json.dump(program.answer_of(look, asked.errand), mouth)
    os._exit(0)


def _see_off(child: int, until: float) -> None:
    """Wait until a child ends or its time is up, and kill it with all that it started."""
    signal.setitimer(signal.ITIMER_REAL, max(0.001, until - time.monotonic()))
    signal.sigwait(_ENDS)
    signal.setitimer(signal.ITIMER_REAL, 0)
    # Before it is waited for, so that its number cannot have gone to somebody else.
    for kill in (os.kill, os.killpg):
        with contextlib.suppress(ProcessLookupError):
            kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while signal.sigpending() & _ENDS:
        signal.sigwait(_ENDS)
