"""Helping somebody in who lost everything they sign in with."""

import click
from flask.cli import with_appcontext

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import NotFound
from tracker.formatting import join_names
from tracker.services import lost_factors, mailing


@click.command("reset-second-factor")
@click.argument("email")
@with_appcontext
def reset_second_factor(email: str) -> None:
    """Forget the second factor of the account with this address, and sign it out everywhere.

    Be sure that it is they who ask. Their password alone signs in then, until they set up another.
    They hear of it by mail.
    """
    try:
        with unit_of_work():
            done = lost_factors.reset(email, clock.now())
    except NotFound as nobody:
        raise click.ClickException(nobody.message) from None
    mailing.send(done.mail)
    click.echo(f"The second factor of {email} is reset. It had: {done.had or 'none'}.")
    click.echo("It is signed out everywhere, and a mail tells its owner.")
    if done.centers:
        click.echo(f"The history says so at {join_names(done.centers)}.")


COMMANDS = (reset_second_factor,)
