"""A disk as it stands in memory and as a power cut could leave it: contents by sector, names each for itself.

The model is harsher than common file systems: a name is certain only after its folder was flushed, and what was written
since the last flush of a file may be there by any of its sectors.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

SECTOR = 512
FOLDER = -1


@dataclass(frozen=True)
class Step:
    """One thing that happened to the disk, or an acknowledgement that was given.

    `kind`: write, truncate, flush (of a file), name (given or, with `inode` None, taken), flush_folder, said.
    """

    kind: str
    path: str = ""
    inode: int | None = None
    at: int = 0
    data: bytes = b""
    also: str = ""  # the name that a rename takes away in the same step


@dataclass
class File:
    """What is certain of a file, and what was done to it since."""

    certain: bytes = b""
    since: list[Step] = field(default_factory=list)


@dataclass
class Disk:
    """What is certain of a disk, and what is not yet."""

    files: dict[int, File] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    since: list[Step] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path) -> "Disk":
        """Read a folder, all of it certain. Its files are numbered by their names' order."""
        disk = cls()
        for number, path in enumerate(sorted(folder.rglob("*"))):
            name = str(path.relative_to(folder))
            disk.names[name] = FOLDER if path.is_dir() else number
            if path.is_file():
                disk.files[number] = File(path.read_bytes())
        return disk

    def take(self, steps: Iterable[Step]) -> "Disk":
        """Let steps happen; returns itself."""
        for step in steps:
            if step.kind in {"write", "truncate"}:
                self.files.setdefault(step.inode or 0, File()).since.append(step)
            elif step.kind == "flush":
                kept = self.files.setdefault(step.inode or 0, File())
                kept.certain, kept.since = _changed(kept.certain, kept.since), []
            elif step.kind == "name":
                self.since.append(step)
            elif step.kind == "flush_folder":
                self._flush_folder(step.path)
        return self

    def cut(self, chance: random.Random, folder: Path) -> None:
        """Write the disk into an empty folder as a power cut could leave it."""
        names = dict(self.names)
        for step in _survivors(self.since, chance):
            _rename(names, step)
        for name, inode in sorted(names.items()):
            if inode == FOLDER and (folder / name).parent.is_dir():
                (folder / name).mkdir(mode=0o700)
        for name, inode in names.items():
            if inode != FOLDER and (folder / name).parent.is_dir():
                (folder / name).write_bytes(_torn(self.files.get(inode, File()), chance))

    def _flush_folder(self, path: str) -> None:
        later = []
        for step in self.since:
            if str(Path(step.path).parent) == path:
                _rename(self.names, step)
            else:
                later.append(step)
        self.since = later


def _rename(names: dict[str, int], step: Step) -> None:
    if step.also:
        names.pop(step.also, None)
    if step.inode is None:
        names.pop(step.path, None)
    else:
        names[step.path] = step.inode


def _survivors(steps: list[Step], chance: random.Random) -> list[Step]:
    """Return the changes of names that reached the disk: the first so many, or any, in order for each name."""
    if chance.random() < 0.5:
        return steps[: chance.randint(0, len(steps))]
    stopped: set[str] = set()
    kept = []
    for step in steps:
        if step.path in stopped or chance.random() < 0.5:
            stopped.add(step.path)
        else:
            kept.append(step)
    return kept


def _torn(file: File, chance: random.Random) -> bytes:
    way = chance.random()
    if way < 0.25:
        return file.certain
    if way < 0.5:
        return _changed(file.certain, file.since)
    if way < 0.75:
        return _changed(file.certain, file.since[: chance.randint(0, len(file.since))])
    return _changed(file.certain, [piece for step in file.since for piece in _pieces(step) if chance.random() < 0.5])


def _pieces(step: Step) -> list[Step]:
    """Cut a write at the sectors of the disk."""
    if step.kind != "write":
        return [step]
    first = SECTOR - step.at % SECTOR
    edges = [0, *range(first, len(step.data), SECTOR), len(step.data)]
    return [
        Step("write", inode=step.inode, at=step.at + begin, data=step.data[begin:end]) for begin, end in pairwise(edges)
    ]


def _changed(content: bytes, steps: Iterable[Step]) -> bytes:
    changed = bytearray(content)
    for step in steps:
        missing = step.at + len(step.data) - len(changed)
        if missing > 0:
            changed += b"\0" * missing
        if step.kind == "truncate":
            del changed[step.at :]
        else:
            changed[step.at : step.at + len(step.data)] = step.data
    return bytes(changed)
