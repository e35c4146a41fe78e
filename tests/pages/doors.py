"""What tests of signing in share: typing a password, time that passed, and the mail that came."""

import email
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import PASSWORD, CenterWorld
from tests.pages.forms import submit
from tracker import clock
from tracker.db import db
from tracker.models import Account
from tracker.services import installation

NEW_PASSWORD = "marble teacup under thunder"


def email_of(center: CenterWorld, account: int | None = None) -> str:
    """Return the address of an account; the director's unless another is named."""
    with center.app.app_context():
        return db.session.get_one(Account, account or center.director).email


def sign_in(client: FlaskClient, address: str, password: str = PASSWORD, **values: Any) -> TestResponse:
    """Sign in as people do."""
    return submit(client, "/sign-in", email=address, password=password, **values)


def is_in(client: FlaskClient) -> bool:
    """Tell whether a browser is signed in, as the server sees it."""
    return client.get("/account").status_code == 200


@contextmanager
def later(**span: float) -> Iterator[None]:
    """Let time have passed inside the block: `later(minutes=5)`."""
    clock.fix(clock.now() + timedelta(**span))
    try:
        yield
    finally:
        clock.fix(None)


def mails_to(address: str) -> list[EmailMessage]:
    """Return the mails to an address in the installation's folder, oldest first."""
    folder = installation.current().mail_outbox
    assert folder is not None
    found = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    read = [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in found]
    return [message for message in read if message["To"] == address]


def link_in(message: EmailMessage) -> str:
    """Return the path of the link in a mail; it leads to this installation."""
    base = installation.current().base_url
    (link,) = re.findall(r"https?://\S+", message.get_content())
    assert link.startswith(f"{base}/")
    return str(link).removeprefix(base)
