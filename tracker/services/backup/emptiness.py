"""What a restore refuses before it writes anything: a place that is not empty, another key, a damaged backup."""

from pathlib import Path

from tracker.db import db
from tracker.domain.errors import Refused, UnreadableFile
from tracker.services.backup import keys, postgres_copy, sqlite_copy
from tracker.services.backup.reading import Opened
from tracker.services.installation import Installation
from tracker.storage.backups import Manifest, marker

# Keys are put in place first where they are not in the backup; a disk of its own has a folder for what it lost.
MAY_BE_THERE = {keys.FOLDER, "lost+found", marker.MARKER}
MOST_NAMED = 10
# Where it is lost, another one is made: packets from before stay genuine by the register and by the old public key.
REPLACEABLE = {"packets", "signatures"}


def refuse_full(here: Installation, manifest: Manifest) -> None:
    """Raise Refused where something is there already; what an interrupted restore left is no matter."""
    _refuse_full(here, manifest, interrupted=marker.is_there(here.data))


def refuse_begun(here: Installation, manifest: Manifest) -> None:
    """Raise Refused where something came meanwhile, though a restore that was begun just now noted itself."""
    _refuse_full(here, manifest, interrupted=False)


def _refuse_full(here: Installation, manifest: Manifest, *, interrupted: bool) -> None:
    if not interrupted:
        found = sorted(path.name for path in here.data.iterdir()) if here.data.is_dir() else []
        if there := [name for name in found if name not in MAY_BE_THERE]:
            raise Refused(
                f"{here.data} is not empty: {', '.join(there[:MOST_NAMED])}. A restore overwrites nothing. Set"
                " TRACKER_DATA to a new folder, or move this one away."
            )
    if manifest.database == "sqlite":
        file = Path(str(db.engine.url.database))
        if file.exists() and not (interrupted and file.is_relative_to(here.data)):
            raise Refused(f"{file} is there already. A restore overwrites nothing. Move it away.")
        return
    with db.engine.connect() as connection:
        if not postgres_copy.is_empty(connection) and not postgres_copy.is_unfinished(connection):
            raise Refused("The database that DATABASE_URL names has tables already. Make an empty one and name that.")


def refuse_wrong_keys(here: Installation, manifest: Manifest, *, without_keys: bool) -> None:
    """Raise Refused where a key is not the one that the backup was made under, or is nowhere to be found."""
    there = keys.fingerprints(keys.held(here))
    for name, fingerprint in manifest.keys.items():
        if there.get(name, fingerprint) != fingerprint:
            raise Refused(
                f"The key {name!r} of this machine is not the one of the backup: its fingerprint is {there[name]}, that"
                f" of the backup {fingerprint}. Put the right one into {here.data / keys.FOLDER}, or unset it."
            )
    lost = sorted(set(manifest.keys) - set(there) - REPLACEABLE)
    if lost and not manifest.keys_inside and not without_keys:
        named, folder = " and ".join(map(repr, lost)), here.data / keys.FOLDER
        raise Refused(
            f"The backup does not hold the keys {named}, and they are not in {folder}. Put the copy that you kept"
            " there, then run this again. Where they are lost for good: --without-keys."
        )


def refuse_damaged(opened: Opened) -> None:
    """Raise UnreadableFile naming what is damaged or missing. Costs reading the whole backup."""
    there = {part.path.removesuffix(".age") for part in opened.manifest.parts}
    found = [f"{path}: the manifest does not name it." for path in _must_be_named(opened.manifest) if path not in there]
    found += opened.troubles()
    if not found:
        return
    others = [each.name for each in opened.folder.kept() if each.name != opened.name]
    advice = f" Others are there: {', '.join(others[-3:])}." if others else ""
    more = f"\nand {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    named = "\n".join(found[:MOST_NAMED])
    raise UnreadableFile(f"{opened.path} is damaged; nothing was restored.{advice}\n{named}{more}")


def _must_be_named(manifest: Manifest) -> list[str]:
    if manifest.database == "sqlite":
        return [sqlite_copy.FILE]
    return [f"tables/{table.name}.csv" for table in manifest.tables]
