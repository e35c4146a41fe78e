"""What a center kept of the standards that it followed, as it was known when a day ended.

The files that ship are as they are now: another text comes with another version of the program, and is told there. The
center's own are those that it used then.
"""

from datetime import date
from types import SimpleNamespace
from typing import Any

from sqlalchemy import or_, select

from tracker.db import db
from tracker.models import Account, Center, FollowedStandard, OwnStandard
from tracker.services import said_then
from tracker.services.actor import Actor


def rows(actor: Actor, day: date) -> list[Any]:
    """Return what was kept of each edition of the standards that applied then, once for each own file of it.

    Five statements. Who checked one is named as they are called now.
    """
    then = said_then.at(actor, day, FollowedStandard.__tablename__, Center.__tablename__)
    visit_on = _day(then.of("center", actor.center).get("site_visit_on", _visit_now(actor)))
    kept = [
        _at(row, then, visit_on) for row in db.session.scalars(select(FollowedStandard).order_by(FollowedStandard.id))
    ]
    standing = [row for row in kept if then.is_there(row.followed_at) and row.dropped_at is None]
    names = _names({row.checked_by for row in standing} - {None})
    own = _own(then)
    for row in standing:
        row.display_name = names.get(row.checked_by)
    return [
        SimpleNamespace(**vars(row), own=digest) for row in standing for digest in own.get(row.standard, [None])
    ]


def _at(row: FollowedStandard, then: said_then.Then, visit_on: date | None) -> SimpleNamespace:
    """Return what a row said then; the moments only as far as there are any."""
    said = then.of(row.__tablename__, row.id)
    found = {name: said.get(name, getattr(row, name)) for name in row.KEPT_WHEN_CHANGED}
    return SimpleNamespace(
        standard=row.standard,
        edition=row.edition,
        followed_at=row.followed_at,
        version=row.version,
        site_visit_on=visit_on,
        **found | {"checked_on": _day(found["checked_on"])},
    )


def _own(then: said_then.Then) -> dict[str, list[str]]:
    """Return the digests of the center's own files in use then, by standard, whatever their edition."""
    query = select(OwnStandard.standard, OwnStandard.sha256).where(
        OwnStandard.added_at < then.moment, or_(OwnStandard.ended_at.is_(None), OwnStandard.ended_at >= then.moment)
    )
    found: dict[str, list[str]] = {}
    for standard, digest in db.session.execute(query):
        found.setdefault(standard, []).append(digest)
    return found


def _visit_now(actor: Actor) -> date | None:
    day: date | None = db.session.scalar(select(Center.site_visit_on).where(Center.id == actor.center_id))
    return day


def _names(accounts: set[int]) -> dict[int, str]:
    query = select(Account.id, Account.display_name).where(Account.id.in_(accounts))
    return dict(db.session.execute(query).all()) if accounts else {}


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
