"""Backing up, looking at a backup, and restoring one onto an empty machine."""

import os
from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import with_appcontext

from tracker import clock
from tracker.cli.answering import answer, for_programs
from tracker.cli.migrating import migrations
from tracker.domain.errors import TrackerError
from tracker.formatting import format_count, format_size
from tracker.services import backup, inspection, installation, keys
from tracker.services.backup import Made, Opened, Restored
from tracker.storage.backups import Identity, Recipients

FOLDER = click.Path(file_okay=False, path_type=Path)
FROM_THE_BACKUP = (
    "No key of your own was there to hold the backup against, so whoever wrote it could have written anything. Hold a"
    " head that was printed against it: `verify-history --expect`; and read `access-report`."
)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.argument("folder", metavar="DIR", type=FOLDER, required=False)
@click.option(
    "--key", "recipients", multiple=True, help="Encrypt to this public key (age1…); else to BACKUP_KEY, if set."
)
@click.option("--with-keys", is_flag=True, help="Keep the installation's keys in it although it is not encrypted.")
@for_programs
@with_appcontext
def back_up(folder: Path | None, recipients: tuple[str, ...], with_keys: bool, as_json: bool) -> None:
    """Back up database, evidence and history of one moment into DIR, while people work; without DIR into BACKUP_DIR."""
    plan = installation.current().backup
    root = folder or (plan.folder if plan else None)
    if root is None:
        raise click.UsageError("Name the folder that backups go into, or set BACKUP_DIR.")
    try:
        wanted = Recipients.read(" ".join(recipients)) if recipients else Recipients(_set_key())
        made = backup.make(root.absolute(), wanted, with_keys=with_keys, now=clock.now())
    except TrackerError as error:
        raise click.ClickException(error.message) from None
    it = made.manifest
    facts = {"folder": made.folder, "size": made.size, "made_at": it.made_at, "encrypted": bool(it.recipients)}
    facts |= {"keys_inside": it.keys_inside, "counts": it.counts, "missing": it.missing}
    answer(as_json, facts, _words_of(made))
    if it.missing:
        raise SystemExit(1)


@click.command("check-backup")
@click.argument("folder", metavar="DIR", type=FOLDER)
@for_programs
@with_appcontext
def check_backup(folder: Path, as_json: bool) -> None:
    """Read a whole backup (of a folder of backups, the latest) and say what is damaged or forged; exit code 1 if so."""
    key = installation.current().history_key
    try:
        opened = backup.look_at(folder)
        found = [*backup.forgery(opened.manifest, key), *opened.troubles()]
    except TrackerError as error:
        raise click.ClickException(error.message) from None
    may_tell = backup.may_tell(opened.manifest, key)
    whole = [f"{opened.path} is whole.", *([] if may_tell else [backup.CANNOT_TELL])]
    facts = {"backup": opened.path, "problems": found, "held_against_own_key": may_tell}
    answer(as_json, facts, found or whole)
    if found:
        raise SystemExit(1)


@click.command("restore")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--identity", type=FILE, help="The file of the private key, where the backup is encrypted.")
@click.option("--without-keys", is_flag=True, help="Restore although the keys are lost for good, and make new ones.")
@for_programs
@with_appcontext
def restore(folder: Path, identity: Path | None, without_keys: bool, as_json: bool) -> None:
    """Restore a backup (of a folder of backups, the latest) into an empty TRACKER_DATA, and check what is there."""
    own_key = installation.current().history_key
    try:
        opened = backup.look_at(folder, identity)
        backup.restore(opened, migrations(), without_keys=without_keys)
        keys.make(installation.current().data)
        done = backup.finish(opened, clock.now())
    except TrackerError as error:
        raise click.ClickException(error.message) from None
    may_tell, problems = backup.may_tell(opened.manifest, own_key), inspection.problems()
    it = opened.manifest
    facts = {"backup": opened.path, "made_at": it.made_at, "version": it.product, "counts": done.contents.counts}
    facts |= {"last_change_at": it.last_change_at, "held_against_own_key": may_tell, "problems": problems}
    answer(as_json, facts, _words_after(opened, done, may_tell, problems))
    if problems:
        raise SystemExit(1)


@click.command("make-backup-key")
@click.argument("file", type=FILE)
def make_backup_key(file: Path) -> None:
    """Make a key to encrypt backups to: the private half goes into FILE, the public half is printed."""
    identity = Identity.make()
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise click.ClickException(f"{file} is there already. A key is never overwritten; name another file.") from None
    with os.fdopen(descriptor, "w") as stream:
        stream.write(f"# public key: {identity.recipient}\n{identity.text}\n")
        stream.flush()
        os.fsync(stream.fileno())
    click.echo(identity.recipient)
    click.echo(
        f"Set BACKUP_KEY to the line above. Move {file} off this machine, to two places: whoever has it can read every"
        " backup, and without it nobody can.",
        err=True,
    )


def _set_key() -> tuple[str, ...]:
    plan = installation.current().backup
    return plan.recipients if plan else ()


def _words_of(made: Made) -> Iterator[str]:
    yield str(made.folder)
    yield f"{_counted(made.manifest.counts)}; {format_size(made.size)}"
    if not made.manifest.keys_inside:
        kept = installation.current().data / "keys"
        yield f"Not in it: the keys. Keep a copy of {kept} somewhere else; without it nobody can sign in as before."
    for digest in made.manifest.missing:
        yield f"File {digest}: it was missing or damaged already, and no earlier backup has it."


def _words_after(opened: Opened, done: Restored, may_tell: bool, problems: list[str]) -> Iterator[str]:
    it, last = opened.manifest, opened.manifest.last_change_at
    yield f"Restored: {opened.path}"
    yield f"As it was at {it.made_at:%Y-%m-%d %H:%M:%S} UTC, made by version {it.product}."
    yield _counted(done.contents.counts)
    yield f"The last change in it: {last:%Y-%m-%d %H:%M:%S} UTC" if last else "Nothing was changed in it yet."
    if not may_tell:
        yield FROM_THE_BACKUP
    yield from problems
    yield "Something is wrong, as listed above." if problems else "The installation is whole."
    yield (
        "Everybody signs in anew, and links and invitations sent before do not work any more. What was changed after"
        " that moment is not here: look through who may sign in, then start with `serve`."
    )


def _counted(counts: dict[str, int]) -> str:
    words = (("centers", "center"), ("people", "person"), ("files", "file"))
    return ", ".join(format_count(counts[name], word) for name, word in words)


COMMANDS = (back_up, check_backup, restore, make_backup_key)
