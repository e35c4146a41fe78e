"""Accounts at the shell: helping in who lost everything they sign in with, and naming who looks after all."""

import click
from flask.cli import with_appcontext

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict, NotFound
from tracker.formatting import join_names
from tracker.services import administrators, lost_factors, mailing


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


@click.command("make-administrator")
@click.argument("email")
@with_appcontext
def make_administrator(email: str) -> None:
    """Let the account with this address look after the installation, beside who does already.

    It begins centers and is asked for a second factor. It reads no records but those of its own center, if it has one.
    """
    try:
        with unit_of_work():
            mail = administrators.appoint(email, clock.now())
    except (NotFound, Conflict) as refused:
        raise click.ClickException(refused.message) from None
    mailing.send(mail)
    click.echo(f"{email} administers this installation. It is signed out everywhere, and a mail tells its owner.")


COMMANDS = (reset_second_factor, make_administrator)
