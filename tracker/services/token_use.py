"""Who calls the API: known at each request by the digest of a token. Its row is asked, so a revoked one is dead."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import aliased

from tracker import clock
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain.access import AccessRole, Action, TokenMay, granted, granted_to_token
from tracker.models import Account, ApiToken, Center, Membership
from tracker.services import limits
from tracker.services.actor import Actor
from tracker.services.limits import Limit
from tracker.services.sessions import digest

PER_MINUTE = 300
_MINUTE = timedelta(minutes=1)
# After the last free request of a minute comes a minute of waiting, whatever is asked meanwhile.
RATE = Limit(PER_MINUTE, _MINUTE, _MINUTE, f"More than {PER_MINUTE} requests in a minute. Wait, then go on.")
_MAKERS = [role.value for role in AccessRole if Action.MANAGE_TOKENS in granted(role)]


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that showed a token which stands. `actor`: it at the center, under the account that is its own."""

    token_id: int
    actor: Actor
    last_used_on: date | None


def find(secret: str, now: datetime) -> Caller | None:
    """Return who shows a secret: not revoked, not over, and whoever made it may make tokens still. One statement."""
    author, maker = aliased(Account), aliased(Account)
    with everywhere(db.session()):
        row = db.session.execute(
            select(
                ApiToken.id,
                ApiToken.may,
                ApiToken.account_id,
                ApiToken.ends_on,
                ApiToken.last_used_on,
                author.display_name,
                Center.id.label("center_id"),
                Center.public_id,
                Center.name,
                Center.time_zone,
            )
            .join(Center, Center.id == ApiToken.center_id)
            .join(author, author.id == ApiToken.account_id)
            .join(maker, maker.id == ApiToken.made_by)
            .join(
                Membership, (Membership.account_id == ApiToken.made_by) & (Membership.center_id == ApiToken.center_id)
            )
            .where(
                ApiToken.digest == digest(secret),
                ApiToken.revoked_at.is_(None),
                maker.active,
                Membership.ended_at.is_(None),
                Membership.role.in_(_MAKERS),
            )
        ).first()
    if row is None or row.ends_on < clock.today(row.time_zone):
        return None
    return Caller(row.id, _actor(row, now), row.last_used_on)


def count(caller: Caller) -> None:
    """Count a request against the token's minute, and write the day on which it was used. Raises Refused."""
    limits.count_try(_requests(caller), caller.actor.now, RATE)
    if caller.last_used_on != caller.actor.today:
        db.session.execute(
            update(ApiToken).where(ApiToken.id == caller.token_id).values(last_used_on=caller.actor.today)
        )


def seconds_to_wait(caller: Caller) -> int:
    """Return after how many seconds a token that asked too much is heard again."""
    return limits.seconds_left(_requests(caller), caller.actor.now, RATE)


def _actor(row: Any, now: datetime) -> Actor:
    return Actor(
        row.account_id,
        row.display_name,
        row.center_id,
        row.public_id,
        row.name,
        None,
        granted_to_token(TokenMay(row.may)),
        None,
        now,
        clock.today(row.time_zone),
        row.time_zone,
    )


def _requests(caller: Caller) -> str:
    return f"api token {caller.token_id}"
