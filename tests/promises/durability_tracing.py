"""Breaking or listening to the system calls of a process that is there already, by strace (Linux)."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    *("openat", "write", "pwrite64", "pread64", "fsync", "fdatasync", "ftruncate", "fallocate", "utimensat"),
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir"),
)
# Reading and taking away do not run out of room.
NEED_ROOM = {"openat", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "fallocate", "rename", "link", "mkdir"}
_CALL = re.compile(r"^(\w+)\((.*)$")


@dataclass(frozen=True)
class Call:
    """The so many-th call of its name that a process made."""

    name: str
    number: int

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


def is_possible() -> bool:
    """Tell whether strace is here and may look into a process of ours."""
    strace = shutil.which("strace")
    if strace is None:
        return False
    tried = subprocess.run([strace, "-o", "/dev/null", "true"], capture_output=True, check=False)  # noqa: S603 found by name
    return tried.returncode == 0


@contextmanager
def traced(pid: int, log: Path, *more: str) -> Iterator[None]:
    """Listen to a process inside the block, its calls written to `log`; `more` says what is broken, and how."""
    strace = shutil.which("strace") or "strace"
    command = [strace, "-p", str(pid), "-y", "-o", str(log), "-e", f"trace={','.join(CALLS)}", *more]
    listener = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 found by name
    assert listener.stderr is not None
    said = listener.stderr.readline()
    try:
        if "attached" not in said:
            raise RuntimeError(f"strace does not listen: {said}{listener.stderr.read()}")
        yield
    finally:
        listener.terminate()
        listener.communicate(timeout=30)


def breaking(call: Call, how: str) -> tuple[str, str]:
    """Return what breaks one call: `error=EIO`, or `signal=KILL`."""
    return "-e", f"inject={call.name}:{how}:when={call.number}"


def calls_below(folder: Path, log: Path) -> list[Call]:
    """Return the calls that concerned a file below a folder, each with its number among all of its name."""
    counts: dict[str, int] = {}
    found = []
    for line in log.read_text(errors="replace").splitlines():
        if match := _CALL.match(line):
            name, rest = match.groups()
            counts[name] = counts.get(name, 0) + 1
            if str(folder) in rest:
                found.append(Call(name, counts[name]))
    return found
