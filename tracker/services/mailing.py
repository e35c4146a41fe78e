"""Sending mail for this installation, after the transaction that made it."""

from threading import Thread

from tracker.mail import outbox
from tracker.mail.outbox import Mail, Outcome
from tracker.services import installation
from tracker.services.installation import Installation


def send(mail: Mail) -> Outcome:
    """Send a mail the way this installation does, and say what became of it."""
    return _send_from(mail, installation.current())


def send_later(mail: Mail) -> Thread | None:
    """Send a mail without waiting for the mail server, so that how long the answer takes tells nothing.

    Returns the thread that sends, or None where the mail went into the folder at once. A mail is kept before it is
    sent: one that the end of the process interrupts is found in the folder `unsent`.
    """
    here = installation.current()
    if here.smtp_url is None:
        send(mail)
        return None
    thread = Thread(target=_send_from, args=(mail, here), name="mail", daemon=True)
    thread.start()
    return thread


def send_to_nobody() -> Thread | None:
    """Take the time of `send_later`, and send nothing: for an address that nobody has."""
    here = installation.current()
    if here.smtp_url is None:
        outbox.pretend(here.mail_outbox or here.data / "unsent")
        return None
    thread = Thread(target=outbox.pretend, args=(here.data / "unsent",), name="mail", daemon=True)
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
