"""Signed-in sessions, on the server: ending a row ends the access at the very next request."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.models import Account, SignInSession

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
FRESH = timedelta(minutes=10)
TOUCH_AFTER = timedelta(minutes=1)
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A living session and its account."""

    session_id: int
    account_id: int
    name: str
    email: str
    is_administrator: bool
    confirmed_at: datetime
    seen_at: datetime
    proved_twice: bool

    def is_fresh(self, now: datetime) -> bool:
        """Tell whether they showed within the last ten minutes that it is they."""
        return now - self.confirmed_at <= FRESH

    def is_due_a_touch(self, now: datetime) -> bool:
        """Tell whether the time it was last seen should be written again."""
        return now - self.seen_at > TOUCH_AFTER


@dataclass(frozen=True, slots=True)
class Browser:
    """One of an account's sessions as its owner sees it."""

    public_id: str
    device: str
    started_at: datetime
    seen_at: datetime
    is_this_one: bool


def start(account_id: int, device: str, now: datetime, *, proved_twice: bool = False) -> str:
    """Begin a session and return its secret; only the digest is kept. `proved_twice`: with a second factor."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    db.session.add(
        SignInSession(
            account_id=account_id,
            token_digest=digest(token),
            device=device[:80],
            started_at=now,
            confirmed_at=now,
            seen_at=now,
            proved_twice=proved_twice,
        )
    )
    db.session.flush()
    return token


def find(token: str, now: datetime) -> SignedIn | None:
    """Return the living session of a secret: not ended, not idle too long, not too old, its account active."""
    row = db.session.execute(
        select(
            SignInSession.id,
            Account.id,
            Account.display_name,
            Account.email,
            Account.is_administrator,
            SignInSession.confirmed_at,
            SignInSession.seen_at,
            SignInSession.proved_twice,
        )
        .join(Account, Account.id == SignInSession.account_id)
        .where(
            SignInSession.token_digest == digest(token),
            SignInSession.ended_at.is_(None),
            SignInSession.seen_at > now - IDLE,
            SignInSession.started_at > now - ABSOLUTE,
            Account.active,
        )
    ).first()
    return SignedIn(*row) if row else None


def touch(session_id: int, now: datetime) -> None:
    """Write that a session was seen now."""
    db.session.execute(update(SignInSession).where(SignInSession.id == session_id).values(seen_at=now))


def confirm(session_id: int, now: datetime) -> None:
    """Write that they showed again now that it is they."""
    db.session.execute(
        update(SignInSession).where(SignInSession.id == session_id).values(confirmed_at=now, seen_at=now)
    )


def prove_twice(session_id: int, *, proved: bool) -> None:
    """Write whether a session rests on a second factor: one was set up in it, or the last one was removed."""
    db.session.execute(update(SignInSession).where(SignInSession.id == session_id).values(proved_twice=proved))


def browsers(account_id: int, this_session: int, now: datetime) -> list[Browser]:
    """Return the living sessions of an account, latest first."""
    rows = db.session.execute(
        select(
            SignInSession.id,
            SignInSession.public_id,
            SignInSession.device,
            SignInSession.started_at,
            SignInSession.seen_at,
        )
        .where(
            SignInSession.account_id == account_id,
            SignInSession.ended_at.is_(None),
            SignInSession.seen_at > now - IDLE,
            SignInSession.started_at > now - ABSOLUTE,
        )
        .order_by(SignInSession.seen_at.desc())
    )
    return [Browser(pid, device, began, seen, row == this_session) for row, pid, device, began, seen in rows]


def end(session_id: int, now: datetime) -> None:
    """End one session."""
    db.session.execute(
        update(SignInSession)
        .where(SignInSession.id == session_id, SignInSession.ended_at.is_(None))
        .values(ended_at=now)
    )


def end_named(account_id: int, public_id: str, now: datetime) -> None:
    """End one of the account's own sessions. Raises NotFound for anybody else's."""
    ended = db.session.execute(
        update(SignInSession)
        .where(SignInSession.account_id == account_id, SignInSession.public_id == public_id)
        .values(ended_at=now)
    )
    if ended.rowcount == 0:
        raise NotFound("There is no such session.")


def end_all(account_id: int, now: datetime, *, but: int | None = None) -> None:
    """End every session of an account, except one where named: after a change of password, role or standing."""
    query = update(SignInSession).where(SignInSession.account_id == account_id, SignInSession.ended_at.is_(None))
    if but is not None:
        query = query.where(SignInSession.id != but)
    db.session.execute(query.values(ended_at=now))


def digest(token: str) -> str:
    """Return what is kept of a secret. The secret has 256 random bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()
