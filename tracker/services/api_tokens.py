"""Tokens by which programs reach a center's record: made by a director or deputy, shown once, revoked at once.

What a program does stands in the record under an account of its own, which nobody signs in with. It ends with whoever
made it: when they leave, or are neither director nor deputy any more.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import aliased

from tracker.db import db
from tracker.domain.access import Action, TokenMay
from tracker.domain.errors import Conflict, NotFound
from tracker.formatting import format_date
from tracker.models import Account, ApiToken
from tracker.services import history, submissions
from tracker.services.actor import Actor
from tracker.services.sessions import TOKEN_BYTES, digest

LASTS_AT_MOST = timedelta(days=365)
MOST_STANDING = 20
MOST_SHOWN = 100
# Tools that look for secrets in what people publish go by how these begin.
MARK = "tct_"
SHOWN_LETTERS = len(MARK) + 6
NOT_YOURS = "Only a director or deputy makes and revokes tokens."


@dataclass(frozen=True, slots=True)
class TokenView:
    """A token as people see it: never the secret, only how it begins. `revoked_on`: on the center's clock."""

    public_id: str
    name: str
    may: TokenMay
    beginning: str
    made_by: str
    made_on: date
    ends_on: date
    last_used_on: date | None
    revoked_by: str | None
    revoked_on: date | None
    is_open: bool


def make(actor: Actor, name: str, may: TokenMay, ends_on: date, key: str = "") -> str:
    """Make a token and return its secret, which is kept nowhere. Raises Conflict naming the field."""
    actor.must(Action.MANAGE_TOKENS, NOT_YOURS)
    history.hold(actor)
    _refuse_impossible(actor, name, ends_on)
    secret = f"{MARK}{secrets.token_urlsafe(TOKEN_BYTES)}"
    # No address at all, no password, and switched off: the account opens nothing, and nobody can ask to reset it.
    address = f"token {secrets.token_hex(16)}"
    author = Account(email=address, display_name=f"{name} (API)", active=False, created_at=actor.now)
    db.session.add(author)
    db.session.flush()
    row = ApiToken(
        name=name,
        may=may,
        beginning=secret[:SHOWN_LETTERS],
        digest=digest(secret),
        account_id=author.id,
        made_by=actor.account_id,
        made_at=actor.now,
        ends_on=ends_on,
    )
    db.session.add(row)
    db.session.flush()
    submissions.remember(actor, key, row.public_id)
    told = {"name": name, "may": may.value, "until": ends_on.isoformat()}
    history.append(actor, "make", "api_token", row.public_id, detail=told)
    return secret


def was_made_by(actor: Actor, key: str) -> bool:
    """Tell whether a form made its token already: its secret cannot be shown again.

    To be asked inside the unit of work that would make it: of two at once the second finds what the first one made.
    """
    history.hold(actor)
    return submissions.made_by(actor, key) is not None


def listing(actor: Actor) -> list[TokenView]:
    """Return the center's tokens, the latest first, those that ended too, at most a hundred. One statement."""
    actor.must(Action.MANAGE_TOKENS, NOT_YOURS)
    maker, ender = aliased(Account), aliased(Account)
    rows = db.session.execute(
        select(ApiToken, maker.display_name, ender.display_name)
        .join(maker, maker.id == ApiToken.made_by)
        .outerjoin(ender, ender.id == ApiToken.revoked_by)
        .order_by(ApiToken.revoked_at.is_not(None), ApiToken.made_at.desc(), ApiToken.id.desc())
        .limit(MOST_SHOWN)
    )
    return [_view(actor, row, made_by, revoked_by) for row, made_by, revoked_by in rows]


def revoke(actor: Actor, public_id: str) -> None:
    """Let a token open nothing from the next request on. Raises NotFound, Conflict where it was revoked already."""
    actor.must(Action.MANAGE_TOKENS, NOT_YOURS)
    row = db.session.scalar(select(ApiToken).where(ApiToken.public_id == public_id))
    if row is None:
        raise NotFound("There is no such token.")
    if not _revoke(actor, row):
        raise Conflict("This token was revoked already.")


def revoke_those_of(actor: Actor, account_id: int) -> None:
    """Revoke what somebody made who may make tokens no more, each with its line of history."""
    standing = select(ApiToken).where(ApiToken.made_by == account_id, ApiToken.revoked_at.is_(None))
    for row in db.session.scalars(standing.order_by(ApiToken.id)).all():
        _revoke(actor, row)


def _revoke(actor: Actor, row: ApiToken) -> bool:
    done = db.session.execute(
        update(ApiToken)
        .where(ApiToken.id == row.id, ApiToken.revoked_at.is_(None))
        .values(revoked_at=actor.now, revoked_by=actor.account_id)
    )
    if done.rowcount:
        history.append(actor, "end_token", "api_token", row.public_id, detail={"name": row.name})
    return bool(done.rowcount)


def _refuse_impossible(actor: Actor, name: str, ends_on: date) -> None:
    if ends_on < actor.today:
        raise Conflict("The last day must be today or later.", field="ends_on")
    if ends_on > actor.today + LASTS_AT_MOST:
        latest = format_date(actor.today + LASTS_AT_MOST)
        raise Conflict(f"A token lasts a year at most: choose {latest} or an earlier day.", field="ends_on")
    standing = (ApiToken.revoked_at.is_(None), ApiToken.ends_on >= actor.today)
    if db.session.scalar(select(ApiToken.id).where(*standing, ApiToken.name == name).limit(1)) is not None:
        raise Conflict("Another token has this name. In the history nobody could tell them apart.", field="name")
    if db.session.scalar(select(func.count(ApiToken.id)).where(*standing)) >= MOST_STANDING:
        raise Conflict(f"A center has at most {MOST_STANDING} tokens. Revoke one that is not used any more.")


def _view(actor: Actor, row: ApiToken, made_by: str, revoked_by: str | None) -> TokenView:
    revoked: datetime | None = row.revoked_at
    return TokenView(
        row.public_id,
        row.name,
        TokenMay(row.may),
        row.beginning,
        made_by,
        actor.day_of(row.made_at),
        row.ends_on,
        row.last_used_on,
        revoked_by,
        actor.day_of(revoked) if revoked else None,
        revoked is None and row.ends_on >= actor.today,
    )
