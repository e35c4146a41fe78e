"""Archives as files: one ZIP with a manifest, written member by member, and read by nobody who did not check it."""

from tracker.storage.archives.folder import ArchiveFolder
from tracker.storage.archives.manifest import MANIFEST, SEAL, Manifest, Member
from tracker.storage.archives.reading import ArchiveReader
from tracker.storage.archives.writing import ArchiveWriter

__all__ = ["MANIFEST", "SEAL", "ArchiveFolder", "ArchiveReader", "ArchiveWriter", "Manifest", "Member"]
