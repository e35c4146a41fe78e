"""Which programs can get into what: the tokens by which they do, as they stand at a moment."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select

from tracker.db import db
from tracker.domain.access import TokenMay
from tracker.models import Account, ApiToken, Center


@dataclass(frozen=True, slots=True)
class Program:
    """A token that still opens something, by its name and how it begins; never the secret."""

    center: str
    public_id: str
    name: str
    may: TokenMay
    beginning: str
    made_by: str
    made_at: datetime
    ends_on: date
    last_used_on: date | None


def standing(now: datetime, here: ColumnElement[bool]) -> tuple[Program, ...]:
    """Return the tokens that are neither revoked nor over on the clock of their center. One statement."""
    query = (
        select(
            *(Center.time_zone, Center.public_id.label("center"), ApiToken.public_id, ApiToken.name, ApiToken.may),
            *(ApiToken.beginning, Account.display_name, ApiToken.made_at, ApiToken.ends_on, ApiToken.last_used_on),
        )
        .join(Center, Center.id == ApiToken.center_id)
        .join(Account, Account.id == ApiToken.made_by)
        .where(here, ApiToken.revoked_at.is_(None))
        .order_by(Center.id, ApiToken.id)
    )
    return tuple(
        Program(center, public_id, name, TokenMay(may), *rest)
        for zone, center, public_id, name, may, *rest in db.session.execute(query)
        if rest[3] >= now.astimezone(ZoneInfo(zone)).date()
    )
