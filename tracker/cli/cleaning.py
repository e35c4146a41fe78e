"""Removing what is over its time, by hand; the background work does it by itself once an hour."""

import json

import click
from flask.cli import with_appcontext

from tracker import clock
from tracker.cli.answering import for_programs
from tracker.domain.errors import TrackerError
from tracker.services import packets, removing_files, retention, tidying


@click.command("clean-up")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@for_programs
@with_appcontext
def clean_up(dry_run: bool, as_json: bool) -> None:
    """Remove what is over its time and what was uploaded and never saved."""
    try:
        counts = {each.key: each.count for each in retention.clean_up(clock.now(), dry_run=dry_run)}
        if not dry_run:
            swept = tidying.sweep(clock.now())
            counts["removed files"] = removing_files.finish(clock.now())
            counts["withdrawn packets"] = packets.finish(clock.now())
            counts |= {"uploads": swept.waiting, "unfinished files": swept.unfinished, "files": swept.unnamed}
    except TrackerError as error:
        raise click.ClickException(error.message) from None
    if as_json:
        click.echo(json.dumps({"dry_run": dry_run, "counts": counts}, indent=1))
        return
    for key, count in counts.items():
        if count:
            click.echo(f"{count} {key}")
    if not any(counts.values()):
        click.echo("Nothing is over its time.")
    elif dry_run:
        click.echo("Nothing was removed.")


COMMANDS = (clean_up,)
