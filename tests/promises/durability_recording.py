"""Reading what strace wrote of a run: the steps of a disk, in their order."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.promises.durability_disks import FOLDER, Disk, Step

# Every byte in hexadecimal, however long a write is.
WITH_CONTENT = ("-xx", "-s", "100000000")
_LINE = re.compile(r"^(\w+)\((.*)\)\s+= (\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_HANDLE = re.compile(r"^(\d+)<")
_LAST = re.compile(r", (\d+)$")


@dataclass
class Reader:
    """Follows handles and names through a trace. `marks` is the file that acknowledgements are written to."""

    root: Path
    marks: Path
    disk: Disk
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with what is there."""
        self._names = dict(self.disk.names)
        self._next = max([0, *self._names.values()]) + 1
        self._open: dict[int, str] = {}
        self._inodes: dict[int, int] = {}
        self._ends: dict[int, int] = {}

    def read(self, log: Path) -> list[Step]:
        """Return the steps of a trace."""
        for line in log.read_text(errors="replace").splitlines():
            if match := _LINE.match(line):
                name, arguments, result = match.groups()
                if act := getattr(self, f"_{name}", None):
                    act(arguments, int(result))
        return self.steps

    def _openat(self, arguments: str, handle: int) -> None:
        path = _text(arguments).decode()
        self._open[handle] = path
        self._inodes.pop(handle, None)
        if (name := self._name(path)) is None:
            return
        if "O_CREAT" in arguments and name not in self._names:
            self._give(name, self._new())
        inode = self._names.get(name, FOLDER)
        if inode != FOLDER:
            self._inodes[handle], self._ends[handle] = inode, 0
            if "O_TRUNC" in arguments:
                self.steps.append(Step("truncate", inode=inode))

    def _write(self, arguments: str, count: int) -> None:
        handle = _handle(arguments)
        if self._open.get(handle) == str(self.marks):
            self.steps.append(Step("said", data=_text(arguments)[:count]))
        elif handle in self._inodes:
            at = self._ends[handle]
            self._ends[handle] += count
            self.steps.append(Step("write", inode=self._inodes[handle], at=at, data=_text(arguments)[:count]))

    def _pwrite64(self, arguments: str, count: int) -> None:
        if (handle := _handle(arguments)) in self._inodes:
            data = _text(arguments)[:count]
            self.steps.append(Step("write", inode=self._inodes[handle], at=_last(arguments), data=data))

    def _ftruncate(self, arguments: str, _result: int) -> None:
        if (handle := _handle(arguments)) in self._inodes:
            self.steps.append(Step("truncate", inode=self._inodes[handle], at=_last(arguments)))

    def _fsync(self, arguments: str, _result: int) -> None:
        handle = _handle(arguments)
        if handle in self._inodes:
            self.steps.append(Step("flush", inode=self._inodes[handle]))
        elif (name := self._name(self._open.get(handle, ""))) is not None:
            self.steps.append(Step("flush_folder", path=name))

    _fdatasync = _fsync

    def _rename(self, arguments: str, _result: int) -> None:
        old, new = (self._name(_decoded(text).decode()) for text in _TEXT.findall(arguments))
        # A packet's drawn page is named by a fork, from its own folder: what is lost of it is drawn anew.
        if old in self._names and new is not None:
            self._names[new] = self._names.pop(old)
            self.steps.append(Step("name", path=new, inode=self._names[new], also=old))

    def _unlink(self, arguments: str, _result: int) -> None:
        if (name := self._name(_text(arguments).decode())) in self._names:
            del self._names[str(name)]
            self.steps.append(Step("name", path=str(name)))

    def _mkdir(self, arguments: str, _result: int) -> None:
        if (name := self._name(_text(arguments).decode())) is not None:
            self._give(name, FOLDER)

    def _give(self, name: str, inode: int) -> None:
        self._names[name] = inode
        self.steps.append(Step("name", path=name, inode=inode))

    def _new(self) -> int:
        self._next += 1
        return self._next

    def _name(self, path: str) -> str | None:
        """Return the name below the installation's folder; None for what lies elsewhere, or is no part of it."""
        # Shared memory is written without system calls, and SQLite makes it anew.
        if path.endswith("-shm") or not Path(path).is_relative_to(self.root):
            return None
        return str(Path(path).relative_to(self.root))


def _handle(arguments: str) -> int:
    found = _HANDLE.match(arguments)
    return int(found[1]) if found else -1


def _text(arguments: str) -> bytes:
    found = _TEXT.search(arguments)
    return _decoded(found[1]) if found else b""


def _decoded(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _last(arguments: str) -> int:
    found = _LAST.search(arguments)
    return int(found[1]) if found else 0
