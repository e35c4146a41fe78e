"""Finding a backup and reading what it says of itself, before anything is done with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.errors import NotFound, Refused
from tracker.storage.backups import BackupFolder, Identity, Manifest, Part
from tracker.storage.backups.failures import told_of
from tracker.storage.backups.folder import SEAL


@dataclass(frozen=True, slots=True)
class Opened:
    """A finished backup and its manifest, which is whole; its files are read when asked for."""

    folder: BackupFolder
    name: str
    manifest: Manifest
    identity: Identity | None = None

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder.root / self.name

    def place(self, part: Part) -> Path:
        """Where one of its files lies."""
        return self.folder.place(self.name, part)

    def troubles(self) -> Iterator[str]:
        """Yield what is wrong with its files, each named. Costs reading them all."""
        with told_of(self.path):
            yield from self.folder.troubles(self.name, self.manifest)


def look_at(path: Path, identity: Path | None = None) -> Opened:
    """Read the manifest of a backup; of a folder of backups, that of the latest.

    Raises NotFound where there is none, UnreadableFile where its manifest was damaged, Refused for a wrong identity.
    """
    # The folder itself, not a link to it: the files that backups share lie beside it.
    path = path.resolve()
    with told_of(path):
        folder, name = BackupFolder(path.parent), path.name
        if not (path / SEAL).exists() and (kept := BackupFolder(path).kept()):
            folder, name = BackupFolder(path), kept[-1].name
        elif not path.is_dir() or not any(path.glob("manifest.*")):
            raise NotFound(f"{path} holds no finished backup. Name the folder that `backup` wrote into.")
        manifest = folder.manifest(name)
    return Opened(folder, name, manifest, Identity.read(identity) if identity else None)


def refuse_unreadable(opened: Opened) -> None:
    """Raise Refused where a backup is encrypted and the identity for it is not at hand."""
    wanted = opened.manifest.recipients
    if not wanted:
        return
    if opened.identity is None:
        raise Refused(
            f"This backup is encrypted to {' and '.join(wanted)}. Name the file of its private key: --identity."
        )
    if opened.identity.recipient not in wanted:
        raise Refused(
            f"This backup is encrypted to {' and '.join(wanted)}; the identity at hand belongs to"
            f" {opened.identity.recipient}."
        )
