"""What the child may not do: grow, run long, write much, reach a network, or open other files.

Limits on memory, time and size of files hold everywhere but for memory on macOS. Namespaces and Landlock are Linux,
taken where the kernel and the container give them, and are a second wall, not the first.
"""

import contextlib
import ctypes
import math
import os
import resource
import signal
import struct
import sys
import sysconfig
from pathlib import Path

from tracker.intake.limits import Limits

# Whoever waits for a page goes before whoever waits for a file to be read; more gently than this an ordinary file would
# take longer than people wait, on a busy machine.
GENTLY = 5
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
_SET_DEATH_SIGNAL, _SET_NO_NEW_PRIVILEGES = 1, 38
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RULE_PATH_BENEATH = 1
_READ = 0b1101  # execute (shared libraries), read a file, read a folder
_WORK = _READ | 0b10 | 1 << 5 | 1 << 8  # and write, remove, make plain files


def give_way() -> None:
    """Ask for the processor more gently than pages do; before any library is loaded, for that is most of the work.

    It counts inside a session only, where the system shares the processor out by sessions: the child stays in its
    parent's. Whoever is as gentle already, as the process that works in the background, stays so.
    """
    os.nice(max(0, GENTLY - os.nice(0)))


def limit(limits: Limits) -> None:
    """Bound this process for good; before anything of the file is read."""
    seconds = math.ceil(limits.seconds)
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.output),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS refuses a limit on address space; the others and the wall clock still hold there.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def shut_in() -> None:
    """Give up the network and all files but the working folder and the libraries; die with the parent."""
    if not sys.platform.startswith("linux"):
        return
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    library.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if library.unshare(_NEW_USER | _NEW_NETWORK):
        library.unshare(_NEW_NETWORK)
    _lock_files(library)


def _lock_files(library: ctypes.CDLL) -> None:
    version = library.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return
    # The rights that a rule set of this version knows; those that are not named stay open.
    handled = (1 << 13) - 1 | (1 << 13 if version >= 2 else 0) | (1 << 14 if version >= 3 else 0)
    network = 0b11 if version >= 4 else 0
    # From version 6 on it can signal nobody who is not shut in with it, and reach no abstract socket.
    scoped = 0b11 if version >= 6 else 0
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    attributes = struct.pack("=QQQ", handled, network, scoped)[:size]
    rules = library.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    if rules < 0:
        return
    for folder, rights in [*((folder, _READ) for folder in _libraries()), (Path.cwd(), _WORK)]:
        _allow(library, rules, folder, rights)
    library.syscall(_RESTRICT_SELF, rules, 0)
    os.close(rules)


def _libraries() -> set[Path]:
    """Where Python and shared libraries lie; some are loaded only when first used."""
    ours = {Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    return ours | {Path("/usr/lib"), Path("/usr/lib64"), Path("/lib"), Path("/lib64"), Path("/dev/null")}


def _allow(library: ctypes.CDLL, rules: int, place: Path, rights: int) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
        rights = rights if place.is_dir() else rights & ~0b1000
        library.syscall(_ADD_RULE, rules, _RULE_PATH_BENEATH, struct.pack("=Qi", rights, handle), 0)
        os.close(handle)
