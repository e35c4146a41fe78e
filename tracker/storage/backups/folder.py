"""A folder of backups: adding one whole or not at all, naming those that are there, dropping old ones."""

import contextlib
import io
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from tracker.domain.errors import NotFound, Refused, UnreadableFile
from tracker.storage.backups.encryption import Recipients
from tracker.storage.backups.manifest import LARGEST, Manifest, Part
from tracker.storage.backups.writing import lay, trouble_with
from tracker.storage.durable import flush_folders, make_root
from tracker.storage.locks import only_one

MANIFEST, SEAL, OBJECTS = "manifest.json", "manifest.sha256", "objects"
_NAME = re.compile(r"tracker-(\d{4}-\d{2}-\d{2}-\d{6})Z(?:-\d+)?", re.ASCII)
_MOMENT = "%Y-%m-%d-%H%M%S"
_UNFINISHED = ".unfinished-"
_SEALED = re.compile(rb"([0-9a-f]{64})  manifest\.json\n", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished backup: its folder's name, and when it was made."""

    name: str
    made_at: datetime


class BackupFolder:
    """Backups below one folder. Methods raise OSError as the disk gives it; whoever calls says what it means."""

    def __init__(self, root: Path) -> None:
        """Look at `root`; nothing is made before the first backup."""
        self.root = root

    def kept(self) -> list[Kept]:
        """Return the finished backups, oldest first; what is in them is not read."""
        found = []
        for path in self.root.iterdir() if self.root.is_dir() else ():
            named = _NAME.fullmatch(path.name)
            if named and not path.is_symlink() and (path / SEAL).is_file():
                with contextlib.suppress(ValueError):  # a name that looks like ours and holds no day
                    found.append(Kept(path.name, datetime.strptime(named[1], _MOMENT).replace(tzinfo=UTC)))
        return sorted(found, key=lambda each: (each.made_at, len(each.name), each.name))

    def manifest(self, name: str) -> Manifest:
        """Read a backup's manifest. Raises NotFound where it was never finished, UnreadableFile where it changed."""
        folder = self.root / name
        if not folder.is_dir():
            raise NotFound(f"{folder}: there is no such folder.")
        if not (folder / SEAL).is_file():
            raise NotFound(f"{folder}: manifest.sha256 is missing: this is no backup, or one that was never finished.")
        if not (folder / MANIFEST).is_file():
            raise UnreadableFile(f"{folder}: manifest.json is missing.")
        if (folder / MANIFEST).stat().st_size > LARGEST:
            raise UnreadableFile(f"{folder}: manifest.json is far too large to be one.")
        content, sealed = (folder / MANIFEST).read_bytes(), _SEALED.fullmatch((folder / SEAL).read_bytes())
        if sealed is None:
            raise UnreadableFile(f"{folder}: manifest.sha256 is damaged.")
        if sha256(content).hexdigest() != sealed[1].decode():
            raise UnreadableFile(f"{folder}: manifest.json and manifest.sha256 do not agree; one of them is damaged.")
        try:
            return Manifest.from_json(content)
        except UnreadableFile as wrong:
            raise UnreadableFile(f"{folder}: {wrong.message}") from None

    def place(self, name: str, part: Part) -> Path:
        """Return where a file lies that the manifest of a backup names."""
        shared = part.path.startswith(f"{OBJECTS}/")
        return (self.root if shared else self.root / name) / part.path

    def troubles(self, name: str, manifest: Manifest) -> Iterator[str]:
        """Read every file of a backup and yield what is wrong, naming it. Costs reading them all."""
        for part in (*manifest.parts, *manifest.objects):
            if trouble := trouble_with(self.place(name, part), part):
                yield trouble

    @contextmanager
    def begin(self) -> Iterator["Draft"]:
        """Begin a backup; nothing of it stays unless it is finished inside the block.

        Raises Conflict while another one is being made into this folder, Refused where it is laid with links.
        """
        make_root(self.root)
        with self._locked():
            self._refuse_links()
            self._sweep()
            draft = Draft(self, self.root / f"{_UNFINISHED}{secrets.token_hex(8)}")
            try:
                yield draft
            finally:
                shutil.rmtree(draft.path, ignore_errors=True)

    def drop(self, names: Iterable[str]) -> None:
        """Remove backups, then the shared files that no remaining one names.

        Where a remaining manifest cannot be read, no shared file is removed: it might name any.
        """
        with self._locked():
            for name in names:
                # First out of sight in one step: half a backup must not look like a damaged one.
                gone = self.root / f"{_UNFINISHED}{secrets.token_hex(8)}"
                (self.root / name).rename(gone)
                shutil.rmtree(gone)
            with contextlib.suppress(UnreadableFile):
                named = {part.path for each in self.kept() for part in self.manifest(each.name).objects}
                self._refuse_links()
                for path in (self.root / OBJECTS).glob("*/*"):
                    if path.relative_to(self.root).as_posix() not in named:
                        path.unlink()

    def known_objects(self) -> dict[str, Part]:
        """Return the shared files that readable manifests name, by path."""
        found: dict[str, Part] = {}
        for each in self.kept():
            with contextlib.suppress(UnreadableFile):
                found |= {part.path: part for part in self.manifest(each.name).objects}
        return found

    def new_name(self, moment: datetime) -> str:
        """Return the name of a backup made at a moment; a second one of the same second is numbered."""
        name = f"tracker-{moment.astimezone(UTC).strftime(_MOMENT)}Z"
        numbered = (f"{name}-{number}" for number in range(2, 1000))
        return next(each for each in (name, *numbered) if not (self.root / each).exists())

    def _locked(self) -> AbstractContextManager[None]:
        return only_one(self.root / ".lock", f"{self.root}: another backup is being made here. Wait until it is done.")

    def _refuse_links(self) -> None:
        """Refuse folders of ours that lead elsewhere: what is cleared away here would be cleared away there."""
        shared = self.root / OBJECTS
        for path in (shared, *(shared.iterdir() if shared.is_dir() else ())):
            if path.is_symlink():
                raise Refused(f"{path} is a link to another place. Backups lie in folders of their own: remove it.")

    def _sweep(self) -> None:
        """Remove what backups that died left behind."""
        for path in self.root.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(path, ignore_errors=True)
        for path in (self.root / OBJECTS / "incoming").glob("*"):
            path.unlink(missing_ok=True)


class Draft:
    """A backup in the making, invisible until `finish`."""

    def __init__(self, folder: BackupFolder, path: Path) -> None:
        """Make an empty one."""
        self.path, self._folder = path, folder
        self._known = folder.known_objects()
        path.mkdir(mode=0o700)
        make_root(folder.root / OBJECTS)

    def add(self, path: str, source: BinaryIO, recipients: Recipients) -> Part:
        """Add a file of this backup alone; encrypted, its path ends in .age."""
        path = f"{path}.age" if recipients else path
        written = lay(source, self.path / path, self.path, recipients)
        assert written is not None  # noqa: S101 only a stream that was to have a digest can be refused
        return Part(path, *written)

    def share(self, name: str, digest: str, source: BinaryIO | None, recipients: Recipients) -> Part | None:
        """Add a file of evidence that backups share, under a name; one that is there and whole is used again.

        Returns None where its source is missing or is not what its `digest` says, and no earlier backup has it.
        """
        path = f"{OBJECTS}/{name[:2]}/{name}{'.age' if recipients else ''}"
        # Not encrypted, a file's name is its digest, so that one left by a backup that died can be trusted too.
        known = self._known.get(path)
        target = self._folder.root / path
        if known is None and not recipients and target.is_file():
            known = Part(path, target.stat().st_size, digest)
        if known is not None and not trouble_with(target, known):
            return known
        written = source and lay(source, target, self._folder.root / OBJECTS, recipients, expected=digest)
        return Part(path, *written) if written else None

    def finish(self, name: str, manifest: Manifest) -> Path:
        """Write the manifest and its digest, and give the backup its name; return its folder once that is durable."""
        content = manifest.to_json()
        seal = f"{sha256(content).hexdigest()}  {MANIFEST}\n".encode()
        for file, text in ((MANIFEST, content), (SEAL, seal)):
            lay(io.BytesIO(text), self.path / file, self.path, Recipients())
        shutil.rmtree(self.path / "incoming")
        flush_folders(self.path, self.path)
        target = self._folder.root / name
        self.path.rename(target)
        flush_folders(self._folder.root, self._folder.root)
        return target
