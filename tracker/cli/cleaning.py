"""Removing what is over its time, by hand; the background work does it by itself once an hour."""

from collections.abc import Iterator

import click
from flask.cli import with_appcontext

from tracker import clock
from tracker.cli.answering import answer, for_programs
from tracker.domain.errors import TrackerError
from tracker.services import archives, packets, removing_files, retention, tidying


@click.command("clean-up")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@for_programs
@with_appcontext
def clean_up(dry_run: bool, as_json: bool) -> None:
    """Remove what is over its time and what was uploaded and never saved."""
    doubt = ""
    try:
        counts = {each.key: each.count for each in retention.clean_up(clock.now(), dry_run=dry_run)}
        if not dry_run:
            swept = tidying.sweep(clock.now())
            doubt = swept.doubt
            counts["removed files"] = removing_files.finish(clock.now())
            counts["withdrawn packets"] = packets.finish(clock.now())
            counts["files of archives"] = archives.sweep(clock.now())
            counts |= {"uploads": swept.waiting, "unfinished files": swept.unfinished, "files": swept.unnamed}
    except TrackerError as error:
        raise click.ClickException(error.message) from None
    facts = {"dry_run": dry_run, "counts": counts, "doubt": doubt}
    answer(as_json, facts, _words(counts, dry_run, doubt))


def _words(counts: dict[str, int], dry_run: bool, doubt: str) -> Iterator[str]:
    yield from (f"{count} {key}" for key, count in counts.items() if count)
    if doubt:
        yield f"Files that no row names stay, for one of them may be named after all: {doubt} `check` says which."
    if not any(counts.values()):
        yield "Nothing is over its time."
    elif dry_run:
        yield "Nothing was removed."


COMMANDS = (clean_up,)
