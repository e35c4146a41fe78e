"""The program of a reading room: it loads what one kind of file needs, and splits off a child for each file.

The room itself looks at no file. It sees each child off: one whose time is up is killed, and so is what it started.
"""

import contextlib
import ctypes
import json
import os
import signal
import socket
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, NoReturn

from tracker.intake.errand import SEEN_OFF, UNABLE, Errand
from tracker.intake.reader import confinement, program
from tracker.intake.reader.program import LONGEST_ERRAND, Look

_ENDS = {signal.SIGCHLD, signal.SIGALRM}
_SET_CHILD_SUBREAPER = 36
# So often it is looked whether all that was killed is gone, a hundredth of a second apart.
_LOOKS = 100


class _Asked(NamedTuple):
    """An errand, until when on the monotonic clock, where to answer, and the folder to work in."""

    errand: Errand
    until: float
    mouth: int
    folder: int


def main() -> None:
    """Do errand after errand, each in a child, until whoever asks hangs up."""
    confinement.give_way()
    desk = socket.socket(fileno=int(sys.argv[2]))
    # With a handler, for a system may throw away a signal that is ignored although it is held back.
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    _take_orphans()
    look: Look | None = None
    while asked := _next(desk):
        look = look or program.reader_of(asked.errand)
        desk.sendall(_done(desk, look, asked))


def _done(desk: socket.socket, look: Look, asked: _Asked) -> bytes:
    """Do an errand in a child and see that off; return what is said of it."""
    room = os.getpid()
    try:
        child = os.fork()
    except OSError:
        return UNABLE
    finally:
        if os.getpid() == room:
            for handle in (asked.errand.handle, asked.mouth, asked.folder):
                os.close(handle)
    if not child:
        desk.close()
        _read(look, asked, room)
    _see_off(child, asked.until)
    return SEEN_OFF


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


def _read(look: Look, asked: _Asked, room: int) -> NoReturn:
    """Shut the door, look at the file, answer, and end: whatever happens, the child does not go on as the room."""
    with contextlib.suppress(BaseException):
        os.setpgid(0, 0)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)
        os.fchdir(asked.folder)
        os.close(asked.folder)
        confinement.limit(asked.errand.limits)
        confinement.shut_in()
        # It dies with the room from here on; one that was gone before will not take it along.
        if os.getppid() == room:
            with os.fdopen(asked.mouth, "w") as mouth:
                json.dump(program.answer_of(look, asked.errand), mouth)
    os._exit(0)


def _see_off(child: int, until: float) -> None:
    """Wait until a child ends or its time is up, and kill it with all that it started; end where that cannot be."""
    signal.setitimer(signal.ITIMER_REAL, max(0.001, until - time.monotonic()))
    signal.sigwait(_ENDS)
    signal.setitimer(signal.ITIMER_REAL, 0)
    # Before it is waited for, so that its number cannot have gone to somebody else.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    for _ in range(_LOOKS):
        for each in (child, *_children()):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(each, signal.SIGKILL)
        if _all_reaped():
            break
        time.sleep(0.01)
    else:
        os._exit(1)
    while signal.sigpending() & _ENDS:
        signal.sigwait(_ENDS)


def _all_reaped() -> bool:
    """Take leave of every child that ended; tell whether none is left."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return True
    return False


def _take_orphans() -> None:
    """Become the parent of whatever children leave behind, where the system has that."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _children() -> list[int]:
    with contextlib.suppress(OSError):
        return [int(each) for each in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    return []
