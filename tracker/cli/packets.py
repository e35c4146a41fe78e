"""Issuing evidence packets from the shell."""

import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from tracker import clock
from tracker.cli.answering import answer, for_programs
from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.db.work import unit_of_work
from tracker.domain.errors import TrackerError
from tracker.services import centers, packets
from tracker.services.actor import Actor


@click.command("issue-packet")
@click.option("--center", required=True, help="The center's id, or its name.")
@click.option("--standard", help="A standard that the center follows, such as nca-csec.")
@click.option("--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="The day it tells of; today unless said.")
@click.option("--known-on", type=click.DateTime(["%Y-%m-%d"]), help="As the record was known when this day ended.")
@click.option("--again", metavar="PACKET", help="Make an issued packet anew from its sealed inputs, by its id.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the PDF goes.")
@for_programs
@with_appcontext
def issue_packet(
    center: str,
    standard: str | None,
    as_of: datetime | None,
    known_on: datetime | None,
    again: str | None,
    out: Path,
    as_json: bool,
) -> None:
    """Issue a packet, seal it, and write its PDF; or make an issued one anew and compare."""
    if (standard is None) == (again is None):
        raise click.UsageError("Say --standard to issue a packet, or --again to make an issued one anew.")
    try:
        actor = centers.command_actor(centers.find(center), clock.now())
        if again is not None:
            _again(actor, again, out, as_json)
        else:
            _issue(actor, standard or "", (as_of, known_on), out, as_json)
    except TrackerError as error:
        raise click.ClickException(error.message) from None


def _issue(
    actor: Actor, standard: str, days: tuple[datetime | None, datetime | None], out: Path, as_json: bool
) -> None:
    as_of, known_on = (day.date() if day else None for day in days)
    with unit_of_work(), working_for(db.session(), actor.center_id):
        public_id = packets.ask(actor, standard, as_of or actor.today, known_on=known_on)
    packets.make(actor.center_id, public_id, clock.now)
    with working_for(db.session(), actor.center_id):
        it = packets.get(actor, public_id)
        if it.failure:
            raise click.ClickException(it.failure)
        _lay(packets.file_of(actor, public_id).path, out)
    facts = {"packet": public_id, "name": it.name, "pages": it.pages, "exhibits": it.exhibits, "sha256": it.sha256}
    said = f"{it.name} ({public_id}): {it.pages} pages, {it.exhibits} exhibits."
    troubles = [f"Exhibit {each.exhibit} {each.told}." for each in it.troubles]
    answer(as_json, facts | {"troubles": troubles, "file": out}, [said, *troubles, f"SHA-256 {it.sha256}", str(out)])


def _again(actor: Actor, public_id: str, out: Path, as_json: bool) -> None:
    with tempfile.TemporaryDirectory() as folder, working_for(db.session(), actor.center_id):
        made, same = packets.issue_again(actor, public_id, Path(folder), lambda *_: None)
        _lay(made.path, out)
    facts = {"packet": public_id, "sha256": made.sha256, "same": same, "file": out}
    answer(as_json, facts, [f"SHA-256 {made.sha256}", str(out)])
    if not same:
        raise click.ClickException(
            "It differs from the one that was issued: the program that draws it is another version, or a file of"
            " evidence is gone. The packet as issued is kept; download it from its page."
        )


def _lay(source: Path, out: Path) -> None:
    """Write a copy that is there whole or not at all, for its owner only."""
    draft = out.with_name(f".{out.name}.part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with source.open("rb") as read, os.fdopen(descriptor, "wb") as write:
            shutil.copyfileobj(read, write)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)


COMMANDS = (issue_packet,)
