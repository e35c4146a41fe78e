"""Looking at an installation from outside."""

import json
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from werkzeug.routing import Rule

from tracker import clock
from tracker.cli.answering import answer, for_programs
from tracker.domain.errors import TrackerError
from tracker.services import backup, inspection, replies, virus_scanning
from tracker.services.inspection import ExpectedHead
from tracker.web.access import Permission, permission_of
from tracker.web.contract import fields_of


@click.command("routes")
@for_programs
@with_appcontext
def routes(as_json: bool) -> None:
    """List every address, its methods and who may use it; for programs also every field that it takes."""
    rows = [_row(rule) for rule in sorted(current_app.url_map.iter_rules(), key=lambda rule: rule.rule)]
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        click.echo(f"{'/'.join(row['methods']):9} {row['rule']:60} {row['permission']}")


@click.command("verify-history")
@click.option(
    "--expect",
    multiple=True,
    metavar="CENTER:NUMBER:DIGEST",
    help="The end of a history as it was printed once; may be given again.",
)
@for_programs
@with_appcontext
def verify_history(expect: tuple[str, ...], as_json: bool) -> None:
    """Check every center's chain of history; exit code 1 where one is broken, or is not what was printed."""
    try:
        heads = [ExpectedHead.read(text) for text in expect]
    except TrackerError as error:
        raise click.ClickException(error.message) from None
    _report("history", inspection.history_problems(heads), as_json)


@click.command("check")
@for_programs
@with_appcontext
def check(as_json: bool) -> None:
    """Check database, evidence files and history against each other; exit code 1 where something is wrong."""
    now = clock.now()
    found = [*inspection.problems(), *backup.troubles(now), *virus_scanning.troubles(), *replies.troubles()]
    _report("installation", found, as_json, [*inspection.notes(), *replies.notes(now)])


def _row(rule: Rule) -> dict[str, Any]:
    permission = permission_of(current_app, rule.endpoint) or Permission("undeclared")
    return {
        "rule": rule.rule,
        "endpoint": rule.endpoint,
        "methods": sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}),
        "permission": permission.word,
        "fields": fields_of(permission),
    }


def _report(what: str, found: list[str], as_json: bool, notes: list[str] | None = None) -> None:
    facts = {"checked": what, "whole": not found, "problems": found}
    noted = [f"Note: {line}" for line in notes or ()]
    answer(as_json, facts if notes is None else facts | {"notes": notes}, (found or [f"The {what} is whole."]) + noted)
    if found:
        raise SystemExit(1)


COMMANDS = (routes, verify_history, check)
