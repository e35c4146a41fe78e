"""Sending mail for this installation, after the transaction that made it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Thread

from tracker.mail import outbox
from tracker.mail.outbox import Mail, Outcome
from tracker.services import installation
from tracker.services.installation import Installation


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that is sent once at most, and is claimed: the row that says so, and how often it was tried."""

    center_id: int
    row: int
    tries: int
    mail: Mail


def send(mail: Mail) -> Outcome:
    """Send a mail the way this installation does, and say what became of it."""
    return _send_from(mail, installation.current())


def send_once(mail: Mail) -> Outcome:
    """Send a mail that must not come twice, and say what became of it; it is kept nowhere but in the folder."""
    here = installation.current()
    return outbox.send_once(
        mail,
        sender=here.mail_from,
        folder=here.mail_outbox,
        smtp_url=here.smtp_url,
        unsent=here.data / "unsent",
    )


def send_later(mail: Mail) -> Thread | None:
    """Send a mail without waiting for the mail server, so that how long the answer takes tells nothing.

    Returns the thread that sends, or None where the mail went into the folder at once. A mail is kept before it is
    sent: one that the end of the process interrupts is found in the folder `unsent`.
    """
    here = installation.current()
    return _beside(here, partial(_send_from, mail, here))


def send_to_nobody() -> Thread | None:
    """Take the time of `send_later`, and send nothing: for an address that nobody has."""
    here = installation.current()
    # Where a mail server is set there is no outbox; what it is to send is kept in the other folder first.
    return _beside(here, partial(outbox.pretend, here.mail_outbox or here.data / "unsent"))


def _beside(here: Installation, work: Callable[[], object]) -> Thread | None:
    """Do what sends a mail: at once into the folder, beside the answer where a mail server is asked."""
    if here.smtp_url is None:
        work()
        return None
    thread = Thread(target=work, name="mail", daemon=True)
    thread.start()
    return thread


def _send_from(mail: Mail, here: Installation) -> Outcome:
    return outbox.send(
        mail,
        sender=here.mail_from,
        folder=here.mail_outbox,
        smtp_url=here.smtp_url,
        unsent=here.data / "unsent",
    )
