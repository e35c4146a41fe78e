"""The one way out for mail: a folder by default, a mail server by setting.

Mail is sent after the transaction that made it. With a mail server, a message is first kept in the folder `unsent` of
the data folder and leaves it once the server took it: whatever happens meanwhile, it can still be sent by hand. What
is true for a day only is kept nowhere: `send_once` says what became of it, and whoever sends writes that down.
"""

import contextlib
import logging
import os
import secrets
import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

log = logging.getLogger(__name__)

SECONDS_FOR_SERVER = 15
LONGEST_LINE = 900  # RFC 5322 allows 998
FOR_GOOD = 500  # a server's numbers from here on say that trying again is of no use
SMTPS_PORT, SUBMISSION_PORT = 465, 587
THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})


class Outcome(StrEnum):
    """What became of a mail.

    Sent; written into the folder that stands for sending; kept for a server that was not there. Of a mail that is kept
    nowhere: its address refused for good; not taken, so that it may be tried again; or broken off, and nobody can tell.
    """

    SENT = "sent"
    FOLDER = "folder"
    KEPT = "kept"
    REFUSED = "refused"
    NOT_TAKEN = "not_taken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mail:
    """One message: to whom, about what, in plain words; `html` says the same for programs that show it."""

    to: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def send(mail: Mail, *, sender: str, folder: Path | None, smtp_url: str | None, unsent: Path) -> Outcome:
    """Send a mail, and say what became of it."""
    message = _message(mail, sender)
    if smtp_url is None:
        _keep(message, folder or unsent)
        return Outcome.FOLDER
    kept = _keep(message, unsent)
    try:
        _deliver(message, smtp_url)
    except (OSError, smtplib.SMTPException) as fault:
        # The type and the file, never the server's words: they quote addresses.
        log.warning("mail %s kept in unsent: %s", kept.name, type(fault).__name__)
        return Outcome.KEPT
    kept.unlink()
    return Outcome.SENT


def send_once(mail: Mail, *, sender: str, folder: Path | None, smtp_url: str | None, unsent: Path) -> Outcome:
    """Send a mail that must not come twice, and say what became of it; without a server it goes into the folder.

    Never raises for a server: what it did not say for certain is unknown.
    """
    message = _message(mail, sender)
    if smtp_url is None:
        _keep(message, folder or unsent)
        return Outcome.FOLDER
    outcome = Outcome.NOT_TAKEN
    try:
        with _connected(smtp_url) as server:
            # From here on it may have been taken, whatever goes wrong.
            outcome = Outcome.UNKNOWN
            server.send_message(message)
            outcome = Outcome.SENT
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _ in refusal.recipients.values()]
        return Outcome.REFUSED if min(codes, default=0) >= FOR_GOOD else Outcome.NOT_TAKEN
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError, smtplib.SMTPNotSupportedError):
        return Outcome.NOT_TAKEN
    except (OSError, smtplib.SMTPException) as fault:
        if outcome is not Outcome.SENT:  # taken, and then no word of farewell: it is sent
            log.warning("a mail is %s: %s", outcome.value, type(fault).__name__)
    return outcome


def pretend(folder: Path) -> None:
    """Do what keeping a mail takes, and keep nothing: where nobody has an address, the time must not tell."""
    message = _message(Mail("nobody@localhost", "Nothing", "Nothing. " * 60), "nobody@localhost")
    _write(message, folder).unlink()


def sweep(folder: Path, before: datetime, *, dry_run: bool = False) -> int:
    """Remove mail that was written into a folder before a moment; return how many, or how many would go."""
    gone = 0
    for path in sorted((*folder.glob("*.eml"), *folder.glob("*.part"))):
        # Sent or taken away by hand meanwhile: then it is gone, which is what was wanted.
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < before.timestamp():
                gone += path.suffix == ".eml"
                if not dry_run:
                    path.unlink()
    return gone


def _message(mail: Mail, sender: str) -> EmailMessage:
    # A header that is an address longer than a line would be encoded in pieces, which no mail program puts together.
    message = EmailMessage(policy.default.clone(max_line_length=LONGEST_LINE) if mail.headers else policy.default)
    message["From"], message["To"], message["Subject"] = sender, mail.to, mail.subject
    message["Date"] = formatdate()
    if "Message-ID" not in mail.headers:
        message["Message-ID"] = make_msgid(domain="training-tracker")
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    return message


def _deliver(message: EmailMessage, smtp_url: str) -> None:
    with _connected(smtp_url) as server:
        server.send_message(message)


@contextmanager
def _connected(smtp_url: str) -> Iterator[smtplib.SMTP]:
    """Yield a server that is ready to take a message."""
    parts = urlsplit(smtp_url)
    host = parts.hostname or ""
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or SMTPS_PORT, timeout=SECONDS_FOR_SERVER, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(host, parts.port or SUBMISSION_PORT, timeout=SECONDS_FOR_SERVER)
    with server:
        server.ehlo()
        encrypted = parts.scheme == "smtps"
        if not encrypted and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            encrypted = True
        if parts.username:
            if not encrypted and host not in THIS_MACHINE:
                raise smtplib.SMTPNotSupportedError("The server offers no encryption to send a password through.")
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server


def _keep(message: EmailMessage, folder: Path) -> Path:
    """Write a message whole, or not at all under its name; on disk when this returns."""
    partial = _write(message, folder)
    return partial.rename(partial.with_suffix(".eml"))


def _write(message: EmailMessage, folder: Path) -> Path:
    """Write a message under a name that nobody takes for a mail; on disk when this returns."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = folder / f"{secrets.token_hex(8)}.part"
    with partial.open("wb") as stream:
        stream.write(bytes(message))
        stream.flush()
        os.fsync(stream.fileno())
    return partial
