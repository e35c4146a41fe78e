"""Checking the catalog's links, when somebody asks for it."""

import json

import click
from flask.cli import with_appcontext

from tracker import clock
from tracker.cli.answering import for_programs
from tracker.db.work import unit_of_work
from tracker.formatting import format_count
from tracker.services import link_checks
from tracker.services.link_checks import Verdict, Visit, Visitor


@click.command("check-links")
@click.option("--limit", type=click.IntRange(1, 10_000), default=200, show_default=True, help="How many at most.")
@click.option("--days", type=click.IntRange(0, 365), default=7, show_default=True, help="Skip what was checked since.")
@click.option("--pause", type=click.FloatRange(1, 60), default=2, show_default=True, help="Seconds between two a host.")
@for_programs
@with_appcontext
def check_links(limit: int, days: int, pause: float, as_json: bool) -> None:
    """Ask each link of the catalog whether it still works, slowly; directors see what does not.

    Reaches out to the web, one question at a time. Exit code 1 where nothing there answered.
    """
    with unit_of_work():
        urls = link_checks.due(clock.now(), days=days, limit=limit)
    seen: list[Visit] = []
    for visit in link_checks.visits(urls, Visitor(pause=pause)):
        with unit_of_work():
            link_checks.note(visit, clock.now())
        seen.append(visit)
        if not as_json:
            click.echo(f"{visit.verdict:8} {visit.url}: {visit.seen}")
    counts = {verdict.value: sum(each.verdict is verdict for each in seen) for verdict in Verdict}
    if as_json:
        rows = [{"url": each.url, "verdict": each.verdict, "seen": each.seen} for each in seen]
        click.echo(json.dumps({"checked": "links", "counts": counts, "links": rows}, indent=1))
    else:
        click.echo(_summary(counts))
    if any(each.seen == link_checks.CUT_OFF for each in seen):
        raise SystemExit(1)


def _summary(counts: dict[str, int]) -> str:
    total = sum(counts.values())
    if not total:
        return "No link is due. To check again what was checked lately, say --days 0."
    words = ", ".join(f"{number} {verdict}" for verdict, number in counts.items() if number)
    return f"{format_count(total, 'link')}: {words}. Directors find the dead ones in the catalog, under Links."


COMMANDS = (check_links,)
