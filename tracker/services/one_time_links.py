"""Secrets that open one door once: consumed by one conditional UPDATE, kept only as digests."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, select, update

from tracker.db import db
from tracker.models import OneTimeLink
from tracker.services.sessions import TOKEN_BYTES, digest

PASSWORD_RESET_LASTS = timedelta(minutes=60)
SETUP_LASTS = timedelta(days=7)


class Purpose(StrEnum):
    """Which door a secret opens."""

    SETUP = "setup"
    PASSWORD_RESET = "password_reset"  # noqa: S105 a purpose, not a password


def make(purpose: Purpose, now: datetime, lasts: timedelta, account_id: int | None = None) -> str:
    """Make a secret and return it; earlier ones keep working until `end_all` is called."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    db.session.add(
        OneTimeLink(purpose=purpose, digest=digest(token), account_id=account_id, made_at=now, ends_at=now + lasts)
    )
    db.session.flush()
    return token


def is_open(purpose: Purpose, token: str, now: datetime) -> bool:
    """Tell whether a secret would still work, without using it up."""
    return db.session.execute(select(OneTimeLink.id).where(*_living(purpose, token, now))).first() is not None


def consume(purpose: Purpose, token: str, now: datetime) -> tuple[bool, int | None]:
    """Use a secret up. Returns whether it worked, and whose it was; of two racing uses one works."""
    used = db.session.execute(
        update(OneTimeLink).where(*_living(purpose, token, now)).values(used_at=now).returning(OneTimeLink.account_id)
    ).first()
    return (used is not None, used.account_id if used else None)


def end_all(purpose: Purpose, account_id: int | None, now: datetime) -> None:
    """Make every unused secret of a purpose and account stop working."""
    db.session.execute(
        update(OneTimeLink)
        .where(OneTimeLink.purpose == purpose, OneTimeLink.account_id == account_id, OneTimeLink.used_at.is_(None))
        .values(used_at=now)
    )


def _living(purpose: Purpose, token: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        OneTimeLink.digest == digest(token),
        OneTimeLink.purpose == purpose,
        OneTimeLink.used_at.is_(None),
        OneTimeLink.ends_at > now,
    )
