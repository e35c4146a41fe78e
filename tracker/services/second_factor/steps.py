"""Steps of signing in that wait for an answer, each answered once, within ten minutes.

The browser holds a random secret in its signed cookie, the row a digest of it: who reads the database answers none.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, select, update

from tracker.db import db
from tracker.models import SignInStep
from tracker.services.sessions import TOKEN_BYTES, digest

LASTS = timedelta(minutes=10)


class Purpose(StrEnum):
    """What is waited for: a second factor, an answer of a passkey, a new passkey, a provider's answer."""

    SECOND_FACTOR = "second_factor"
    PASSKEY = "passkey"
    NEW_PASSKEY = "new_passkey"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Step:
    """A step that waits: whose it is, if that is known by now, and what was noted when it began."""

    id: int
    account_id: int | None
    detail: dict[str, Any]


def begin(purpose: Purpose, now: datetime, account_id: int | None = None, **detail: Any) -> str:
    """Begin a step; returns the secret that its answer must come with. `detail`: what to remember, as JSON."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = SignInStep(
        purpose=purpose,
        digest=digest(token),
        account_id=account_id,
        detail=detail,
        made_at=now,
        ends_at=now + LASTS,
    )
    db.session.add(row)
    db.session.flush()
    return token


def waiting(purpose: Purpose, token: str, now: datetime) -> Step | None:
    """Return a step that still waits, without answering it."""
    row = db.session.execute(
        select(SignInStep.id, SignInStep.account_id, SignInStep.detail).where(*_living(purpose, token, now))
    ).first()
    return Step(*row) if row else None


def answer(purpose: Purpose, token: str, now: datetime) -> Step | None:
    """Use a step up and return it; of two answers at the same moment one finds it."""
    row = db.session.execute(
        update(SignInStep)
        .where(*_living(purpose, token, now))
        .values(used_at=now)
        .returning(SignInStep.id, SignInStep.account_id, SignInStep.detail)
    ).first()
    return Step(*row) if row else None


def end_all(account_id: int, now: datetime) -> None:
    """Let no step of an account be answered any more: after a change of what it proves itself with."""
    db.session.execute(
        update(SignInStep).where(SignInStep.account_id == account_id, SignInStep.used_at.is_(None)).values(used_at=now)
    )


def _living(purpose: Purpose, token: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        SignInStep.digest == digest(token),
        SignInStep.purpose == purpose,
        SignInStep.used_at.is_(None),
        SignInStep.ends_at > now,
    )
