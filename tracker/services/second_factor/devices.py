"""Browsers that an account signed in with before, so that another one is told to its owner.

The browser keeps a random secret for 400 days; here lies its digest. A new sign-in from a browser without it is news.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select, update

from tracker.db import db
from tracker.domain.retention import PERIODS
from tracker.models import KnownDevice, SignInSession
from tracker.services.sessions import TOKEN_BYTES, digest

LASTS = PERIODS["devices"].lasts  # 400 days: no browser keeps a cookie longer
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Browser:
    """What somebody comes with: a few words for the browser, and the secret that it kept from before, if any."""

    words: str
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """The secret that the browser is to keep, and whether its owner should hear of it."""

    secret: str
    is_news: bool


def is_known(account_id: int, browser: Browser) -> bool:
    """Tell whether the account signed in with this browser before."""
    return db.session.execute(select(KnownDevice.id).where(*_row(account_id, browser.secret))).first() is not None


def remember(account_id: int, browser: Browser, now: datetime) -> Seen:
    """Note that the account signs in with a browser, before its session begins.

    No news is the first browser of a new account: its owner sits there.
    """
    known = db.session.execute(
        update(KnownDevice).where(*_row(account_id, browser.secret)).values(last_at=now, device=browser.words[:80])
    )
    if known.rowcount:
        return Seen(browser.secret, is_news=False)
    is_first = not db.session.scalar(select(exists().where(SignInSession.account_id == account_id)))
    secret = _kept_by(browser)
    db.session.add(
        KnownDevice(account_id=account_id, digest=digest(secret), device=browser.words[:80], first_at=now, last_at=now)
    )
    db.session.flush()
    return Seen(secret, is_news=not is_first)


def forget_all(account_id: int) -> None:
    """Forget every browser of an account: the next sign-in from each is news again."""
    db.session.execute(delete(KnownDevice).where(KnownDevice.account_id == account_id))


def _kept_by(browser: Browser) -> str:
    """The secret that a browser has from us already, for several accounts may share it; a new one where it has none."""
    if _SECRET.fullmatch(browser.secret) and db.session.scalar(
        select(exists().where(KnownDevice.digest == digest(browser.secret)))
    ):
        return browser.secret
    return secrets.token_urlsafe(TOKEN_BYTES)


def _row(account_id: int, secret: str) -> tuple[ColumnElement[bool], ...]:
    return (KnownDevice.account_id == account_id, KnownDevice.digest == digest(secret))
