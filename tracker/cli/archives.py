"""Bringing a center back from the archive that its director took along."""

from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import with_appcontext

from tracker import clock
from tracker.cli.answering import answer, for_programs
from tracker.domain.errors import TrackerError
from tracker.services import archives, inspection, installation, packets
from tracker.services.archives import Brought

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("bring-center")
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--key", type=FILE, help="The old installation's public key of packets; only what it sealed comes in.")
@for_programs
@with_appcontext
def bring_center(file: Path, key: Path | None, as_json: bool) -> None:
    """Bring a center back from its archive, into an installation that nobody has set up yet: all of it, or nothing."""
    try:
        done = archives.bring(file, clock.now(), packets.read_public(key.read_bytes()) if key else None)
    except TrackerError as error:
        raise click.ClickException(error.message) from None
    problems, it = inspection.problems(), done.manifest
    facts = {"center": it.center, "name": it.center_name, "made_at": it.made_at, "rows": dict(it.rows)}
    facts |= {"sealed_by": done.sealed_by, "missing": it.missing, "problems": problems}
    answer(as_json, facts, _words(done, problems, held=key is not None))
    if problems:
        raise SystemExit(1)


def _words(done: Brought, problems: list[str], *, held: bool) -> Iterator[str]:
    it, here = done.manifest, installation.current()
    yield f"{it.center_name} is here, as it was at {it.made_at:%Y-%m-%d %H:%M} UTC."
    yield f"{it.rows['person']:,} people, {it.rows['completion']:,} completions, {done.lines:,} lines of history."
    for digest in it.missing:
        yield f"File {digest}: it was lost already when the archive was made."
    yield f"The archive was sealed by the key {done.sealed_by}" + (", which is the one you named." if held else ".")
    if not held:
        yield "Compare it with the one on the cover of a packet: anybody could make an archive with a key of their own."
    yield from problems
    yield "Something is wrong, as listed above." if problems else "The installation is whole."
    yield (
        f"Nobody has a password here. Everybody opens {here.base_url}/forgot-password and chooses one by the link that"
        " comes by mail; without a mail server it lies in the folder of mail. Links, invitations, desks and codes to"
        " check in work no more: give new ones. Name who looks after the installation: `make-administrator EMAIL`."
    )


COMMANDS = (bring_center,)
