"""Reading an archive that may come from anybody: it is held against its manifest before anything of it is used."""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from tracker.domain.errors import UnreadableFile
from tracker.storage.archives.manifest import LARGEST_MANIFEST, MANIFEST, SEAL, Manifest, Member
from tracker.storage.copying import CHUNK

MOST_MEMBERS = 2_000_000
LONGEST_ROW = 64 * 1024 * 1024
_LARGEST_SEAL = 4096
_ENCRYPTED = 0x1
_NAMES = re.compile(
    r"README\.txt|center\.xlsx|data/[a-z_]{1,60}\.json|tables/[a-z-]{1,60}\.csv|files/[0-9a-f]{64}", re.ASCII
)
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError, OSError)
CHANGED = "its content is not what the manifest says. It was damaged or changed."
NO_ZIP = "It is no archive of a center, or it was cut off on its way: it cannot be read as a ZIP."


class ArchiveReader:
    """An archive that is open, and its manifest. Raises UnreadableFile in plain words for what is no whole archive."""

    def __init__(self, path: Path) -> None:
        """Open it and read what it says of itself; `verify` reads the rest."""
        self._reading: set[IO[bytes]] = set()
        try:
            self._zip = zipfile.ZipFile(path)
        except _DAMAGED as fault:
            raise UnreadableFile(NO_ZIP) from fault
        try:
            self._infos = _by_name(self._zip.infolist())
            content = self._told(MANIFEST, LARGEST_MANIFEST)
            self.manifest, self.manifest_told = Manifest.read(content), content
            self.seal = self._told(SEAL, _LARGEST_SEAL)
            self._compare_names()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Who gave up in the middle of a member may not have let go of it, and the file stays open as long.
        for source in self._reading:
            source.close()
        self._zip.close()

    @property
    def size(self) -> int:
        """How many bytes its members have, unpacked."""
        return sum(member.size for member in self.manifest.members)

    def verify(self) -> None:
        """Read every member and hold it against the manifest; a file also against its name. Costs reading it all."""
        for member in self.manifest.members:
            digest = hashlib.sha256()
            with self.open(member.name) as source:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
            if digest.hexdigest() != member.sha256 or not _is_named_right(member):
                raise UnreadableFile(f"{member.name}: {CHANGED}")

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Read a member. What fails in the block because it is damaged is told as that."""
        try:
            with self._zip.open(self._infos[name]) as source:
                self._reading.add(source)
                try:
                    yield source
                finally:
                    self._reading.discard(source)
        except _DAMAGED as fault:
            raise UnreadableFile(f"{name}: it cannot be read. The archive was damaged or changed.") from fault

    def lines(self, name: str) -> Iterator[tuple[int, bytes]]:
        """Yield the rows of a table, a line each, with its number. Raises UnreadableFile for another form."""
        with self.open(name) as source:
            number, line = 1, source.readline(LONGEST_ROW)
            is_right = line == b"[\n"
            while is_right and (line := source.readline(LONGEST_ROW)) not in {b"]\n", b""}:
                number += 1
                if not line.endswith(b"\n"):
                    is_right = False
                    break
                yield number, line.rstrip(b",\n")
            is_right = is_right and line == b"]\n" and source.read(1) == b""
        if not is_right:
            raise UnreadableFile(f"{name}, line {number}: it is not written as archives write it.")

    def _told(self, name: str, most: int) -> bytes:
        info = self._infos.get(name)
        if info is None or info.file_size > most:
            raise UnreadableFile(f"{name} is missing, or far too large: this is no archive of a center as it was made.")
        with self.open(name) as source:
            return source.read(most)

    def _compare_names(self) -> None:
        there, told = set(self._infos) - {MANIFEST, SEAL}, {it.name for it in self.manifest.members}
        if len(told) != len(self.manifest.members):
            raise UnreadableFile("manifest.json names a file twice.")
        if strange := sorted(there - told):
            raise UnreadableFile(f"{_shown(strange[0])}: the manifest does not name it. Somebody added it.")
        if gone := sorted(told - there):
            more = f", and {len(gone) - 1} more" if gone[1:] else ""
            raise UnreadableFile(f"{_shown(gone[0])} is missing{more}. The archive is not complete.")
        for it in self.manifest.members:
            if self._infos[it.name].file_size != it.size:
                raise UnreadableFile(f"{it.name}: {CHANGED}")


def _by_name(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(infos) > MOST_MEMBERS:
        raise UnreadableFile(f"It has {len(infos):,} files inside, more than any archive of a center.")
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if not _NAMES.fullmatch(info.orig_filename) and info.orig_filename not in {MANIFEST, SEAL}:
            raise UnreadableFile(f"{_shown(info.orig_filename)}: no archive of a center has a file of that name.")
        if info.filename in found:
            raise UnreadableFile(f"{info.filename}: it is in it twice.")
        if info.flag_bits & _ENCRYPTED or info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise UnreadableFile(f"{info.filename}: it is packed in a way that archives of a center are not.")
        found[info.filename] = info
    return found


def _is_named_right(member: Member) -> bool:
    folder, _, name = member.name.partition("/")
    return folder != "files" or name == member.sha256


def _shown(name: str) -> str:
    return repr(name[:80])
