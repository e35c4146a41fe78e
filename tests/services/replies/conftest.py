"""Somebody who is reminded on a Friday, a real mailbox, and what they send into it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.factories import CenterWorld
from tests.installations import own_installation
from tests.intake import making
from tests.mail import dovecot
from tests.mail.dovecot import Dovecot
from tests.mail.test_outbox import read
from tests.services.reminders.conftest import MORNING, Morning, begin
from tracker import clock
from tracker.db import db
from tracker.models import Account, MailReply, ReceivedMail
from tracker.services import replies, uploads
from tracker.services.replies.receiving import MOST_TRIES
from tracker.services.uploads import Waiting

FRIDAY_EVENING = datetime(2026, 12, 4, 23, tzinfo=UTC)
DONE = "Read by the tracker"


@dataclass
class Post:
    """An installation with a mailbox, somebody in it, and what goes to and fro."""

    morning: Morning
    server: Dovecot
    database_url: str

    @property
    def app(self) -> Flask:
        return self.morning.app

    @property
    def center(self) -> CenterWorld:
        return self.morning.center

    def reminder(self) -> EmailMessage:
        """Send the weekly mail, and return it as it arrived."""
        self.morning.send()
        return [each for each in read(self.morning.mails) if each["To"] == self.morning.address][-1]

    def reply(self, *files: tuple[str, str, bytes], **headers: str) -> EmailMessage:
        """Return an answer to the weekly mail; an empty text leaves a header out."""
        its = self.reminder()
        # Mail programs break no id in two, as this one would.
        message = EmailMessage(policy.default.clone(max_line_length=900))
        said = {
            "From": f"Ana Reyes <{self.morning.address}>",
            "To": str(its["Reply-To"]),
            "Subject": f"Re: {its['Subject']}",
            "In-Reply-To": str(its["Message-ID"]),
            "References": str(its["Message-ID"]),
            "Message-ID": make_msgid(domain="phone.example"),
            "Date": "Fri, 04 Dec 2026 17:00:00 -0600",
        }
        for name, value in {**said, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
            if value:
                message[name] = value
        message.set_content("Here it is. My secret words.\n\n-- \nAna")
        for name, kind, content in files:
            maintype, subtype = kind.split("/")
            message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
        return message

    def read_at(self, moment: datetime = FRIDAY_EVENING) -> int:
        """Make passes over the mailbox until it is empty, as they are made every minute; return how many were settled.

        On a machine that is busy a file may wait for the next one.
        """
        settled = 0
        for _ in range(MOST_TRIES):
            settled += self.pass_at(moment)
            if self.server.process.poll() is not None or self.server.count() == 0:
                break
        return settled

    def pass_at(self, moment: datetime = FRIDAY_EVENING) -> int:
        """Make one pass."""
        clock.fix(moment)
        with self.app.app_context():
            return replies.read_new(clock.now)

    def waiting(self, moment: datetime = FRIDAY_EVENING) -> list[Waiting]:
        """What waits in their list of certificates."""
        clock.fix(moment)
        with self.center.working():
            actor = self.center.actor(self.morning.account)
            return list(uploads.waiting(actor, uploads.in_pile(actor, uploads.CERTIFICATES), uploads.CERTIFICATES))

    def rows(self) -> list[tuple[str, int, int, str]]:
        """What is written down: outcome, files taken and refused, and the state of the answer."""
        with self.center.working():
            found = db.session.query(MailReply).order_by(MailReply.id).all()
            return [(row.outcome, row.files, row.refused, row.answer) for row in found]

    def received(self) -> list[str]:
        """What became of each mail, whoever sent it."""
        with self.app.app_context():
            return [row.outcome for row in db.session.query(ReceivedMail).order_by(ReceivedMail.id)]

    def answers(self) -> list[EmailMessage]:
        """The answers that were sent."""
        return [each for each in read(self.morning.mails) if each["Auto-Submitted"] == "auto-replied"]


def text_of(message: Any) -> str:
    """Return the words of a mail."""
    return str(message.get_body(("plain",)).get_content())


def photo(color: int = 0) -> bytes:
    """Return a photo of a certificate as a phone sends it."""
    picture = making.photo(640, 480)
    picture.putpixel((0, 0), (color, color, color))
    return making.saved(picture, "JPEG")


@pytest.fixture
def serve_mail() -> Iterator[Callable[..., Dovecot]]:
    """Start servers: `serve_mail()`."""
    yield from dovecot.starter()


@pytest.fixture
def begin_post(
    empty_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Post]]:
    """Begin an installation that reads a server: `begin_post(server)`."""
    opened = []

    def start(server: Dovecot, **settings: str) -> Post:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        asked = {"IMAP_URL": server.url(), "MAIL_OUTBOX": str(tmp_path / "mail"), **settings}
        opened.append(own_installation(empty_database_url, tmp_path, **asked))
        return Post(begin(opened[-1].__enter__(), tmp_path / "mail"), server, empty_database_url)

    yield start
    for each in opened:
        each.__exit__(None, None, None)


@pytest.fixture
def post(serve_mail: Callable[..., Dovecot], begin_post: Callable[..., Post]) -> Post:
    return begin_post(serve_mail())


def address_of(post: Post, account: int) -> str:
    """Return where mail to an account goes."""
    with post.app.app_context():
        return str(db.session.get_one(Account, account).email)


__all__ = ["DONE", "FRIDAY_EVENING", "MORNING", "Post", "address_of", "date", "photo", "text_of", "timedelta"]
