"""Who can get into what, told at the shell."""

from collections.abc import Iterator
from dataclasses import asdict

import click
from flask.cli import with_appcontext

from tracker import clock
from tracker.cli.answering import answer, for_programs
from tracker.domain.errors import TrackerError
from tracker.services import access_report, centers
from tracker.services.access_programs import Program
from tracker.services.access_report import Entrant, Report
from tracker.services.access_warnings import warnings


@click.command("access-report")
@click.option("--center", help="The center's id, or its name; all of them unless said.")
@for_programs
@with_appcontext
def access_report_command(center: str | None, as_json: bool) -> None:
    """Tell who can get into what, what they prove themselves with, and what should be looked at."""
    try:
        center_id = centers.find(center).id if center else None
    except TrackerError as error:
        raise click.ClickException(error.message) from None
    report = access_report.of_installation(clock.now(), center_id)
    facts = asdict(report) | {"warnings": [asdict(warned) for warned in warnings(report)]}
    answer(as_json, facts, _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for center in report.centers:
        yield f"{center.name} ({center.public_id}); asks for a second factor: {center.second_factor}"
        for who, post in report.members(center.public_id):
            yield f"  {post.role.label:9} {who.name} <{who.email}>: {_proofs(who)}; {_last(who)}"
        for invited in report.invitations:
            if invited.center == center.public_id:
                yield f"  Invited   {invited.email} as {invited.role.value}, until {invited.ends_at:%Y-%m-%d %H:%M} UTC"
        for each in report.programs:
            if each.center == center.public_id:
                yield f"  Program   {each.name} ({each.beginning}…): {each.may.value}s; {_used(each)}"
        for link in report.links:
            if link.center == center.public_id:
                until = f"until {link.ends_on}" if link.ends_on else "until somebody ends it"
                yield f"  Link      {link.kind.label}: {link.name}; given by {link.given_by}, {until}"
    for who in report.accounts:
        if who.administrator and who.active:
            yield f"Administrator of the installation: {who.name} <{who.email}>: {_proofs(who)}; {_last(who)}"
    found = warnings(report)
    yield f"To look at: {len(found)}"
    yield from (f"  {warned.words}" for warned in found)


def _proofs(who: Entrant) -> str:
    ways = [*(["password"] if who.password else []), *(["another provider"] if who.identities else [])]
    return f"{' or '.join(ways) or 'no way in'}, second factor: {who.factor_words or 'none'}"


def _used(program: Program) -> str:
    used = f"last used {program.last_used_on}" if program.last_used_on else "never used"
    return f"made by {program.made_by}, until {program.ends_on}; {used}"


def _last(who: Entrant) -> str:
    last = f"last signed in {who.last_sign_in:%Y-%m-%d}" if who.last_sign_in else "never signed in"
    return f"{last}, signed in now {who.sessions}, links {who.links}"


COMMANDS = (access_report_command,)
