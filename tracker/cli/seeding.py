"""Data to look at and to measure with: the demo center, and many centers at once."""

import json
from dataclasses import asdict

import click
from flask.cli import with_appcontext

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict
from tracker.services import demo, seeding

MOST_SHOWN = 12


@click.command("seed")
@click.option("--demo", "wants_demo", is_flag=True, help="Make the demo center, once, and print its logins.")
@click.option("--centers", type=click.IntRange(1, 10_000), help="How many centers to make.")
@click.option("--seed", "number", type=int, default=1, show_default=True, help="The same number makes the same data.")
@click.option("--people", type=click.IntRange(1, 1_000), default=12, show_default=True, help="People a center.")
@click.option("--completions", type=click.IntRange(0, 500), default=20, show_default=True, help="Completions a person.")
@click.option("--json", "as_json", is_flag=True, help="For programs: every login of --centers.")
@with_appcontext
def seed(wants_demo: bool, centers: int | None, number: int, people: int, completions: int, as_json: bool) -> None:
    """Fill the installation with invented data."""
    if not wants_demo and centers is None:
        raise click.UsageError("Say --demo, or --centers and how many.")
    if wants_demo and as_json:
        raise click.UsageError("--json goes with --centers; the demo center always has the same logins.")
    if wants_demo:
        _demo()
    if centers is not None:
        _many(centers, number, people, completions, as_json=as_json)


def _demo() -> None:
    with unit_of_work():
        made, logins = demo.make(clock.now())
    click.echo("The demo center is made." if made else "The demo center is there already; its data is kept.")
    click.echo("Sign in as (this center asks nobody for a second factor, for its passwords are printed here):")
    for login in logins:
        click.echo(f"  {login.role:9} {login.email:24} password: {login.password}")


def _many(centers: int, number: int, people: int, completions: int, *, as_json: bool) -> None:
    try:
        made = seeding.fill(centers, number, people, completions, clock.now())
    except Conflict as refused:
        raise click.ClickException(str(refused)) from None
    if as_json:
        click.echo(json.dumps(asdict(made), indent=1))
        return
    click.echo(f"{made.centers} centers, {made.people} people, {made.completions} completions.")
    click.echo(f"Sign in with the password {made.logins[0].password}; these centers ask nobody for a second factor.")
    for login in made.logins[:MOST_SHOWN]:
        secret = f"  second factor, for an app: {login.totp_secret}" if login.totp_secret else ""
        click.echo(f"  {login.role:13} {login.email}{secret}")
    if len(made.logins) > MOST_SHOWN:
        click.echo(f"  and {len(made.logins) - MOST_SHOWN} more, all listed with --json")


COMMANDS = (seed,)
