"""Writing an archive: member after member, each hashed and counted on its way, the manifest last."""

import contextlib
import hashlib
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import BinaryIO, Self

from tracker.storage.archives.manifest import MANIFEST, SEAL, Manifest, Member
from tracker.storage.copying import CHUNK

_READ_BY_ITS_OWNER = 0o600 << 16
Write = Callable[[bytes], None]


class ArchiveWriter:
    """Writes one archive into a stream; holds one chunk in memory, and the list of members."""

    def __init__(self, stream: BinaryIO, moment: datetime) -> None:
        """Begin; members bear `moment` as their date."""
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
        self._date = moment.timetuple()[:6]
        self.members: list[Member] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Whatever went wrong is on its way up already; left open, it would write again once the stream is closed.
        with contextlib.suppress(OSError, ValueError):
            self._zip.close()

    @contextmanager
    def member(self, name: str, *, packed: bool = True) -> Iterator[Write]:
        """Add a member: what the block writes is in it. `packed`: unless it is of a kind that is packed already."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(self._info(name, packed=packed), "w", force_zip64=True) as out:

            def write(content: bytes) -> None:
                nonlocal size
                digest.update(content)
                size += len(content)
                out.write(content)

            yield write
        self.members.append(Member(name, size, digest.hexdigest()))

    def add(self, name: str, source: BinaryIO, *, packed: bool = True) -> Member:
        """Add a member from a stream, and return it."""
        with self.member(name, packed=packed) as write:
            while chunk := source.read(CHUNK):
                write(chunk)
        return self.members[-1]

    def finish(self, manifest: Manifest, seal: Callable[[bytes], bytes]) -> None:
        """Write the manifest and its seal, and close."""
        content = manifest.to_json()
        for name, told in ((MANIFEST, content), (SEAL, seal(content))):
            self._zip.writestr(self._info(name, packed=True), told)
        self._zip.close()

    def _info(self, name: str, *, packed: bool) -> zipfile.ZipInfo:
        # A ZIP knows no year before 1980, which only a clock that was set has.
        date = max(self._date, (1980, 1, 1, 0, 0, 0))
        info = zipfile.ZipInfo(name, date)
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = _READ_BY_ITS_OWNER
        return info
