"""Sending mail for this installation, after the transaction that made it."""

from tracker.mail import outbox
from tracker.mail.outbox import Mail, Outcome
from tracker.services import installation


def send(mail: Mail) -> Outcome:
    """Send a mail the way this installation does, and say what became of it."""
    here = installation.current()
    return outbox.send(
        mail,
        sender=here.mail_from,
        folder=here.mail_outbox,
        smtp_url=here.smtp_url,
        unsent=here.data / "unsent",
    )
