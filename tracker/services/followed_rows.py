"""What a center keeps of each edition of the standards that it follows: now, or as it was known when a day ended.

The files that ship are as they are now: another text comes with another version of the program, and is told there. The
center's own are those that it used then.
"""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from sqlalchemy import and_, or_, select

from tracker.db import db
from tracker.models import Account, Center, FollowedStandard, OwnStandard
from tracker.services import said_then
from tracker.services.actor import Actor

_COLUMNS = (
    FollowedStandard.standard,
    FollowedStandard.edition,
    FollowedStandard.checked_on,
    FollowedStandard.checked_note,
    FollowedStandard.checked_digest,
    FollowedStandard.version,
    FollowedStandard.corrections,
    FollowedStandard.pinned,
    FollowedStandard.seen_digest,
    Account.display_name,
    Center.site_visit_on,
    OwnStandard.sha256.label("own"),
)

# Every own file of a followed standard, whatever its edition: the day picks among them.
_OWN_OF_IT = and_(
    OwnStandard.center_id == FollowedStandard.center_id,
    OwnStandard.standard == FollowedStandard.standard,
    OwnStandard.ended_at.is_(None),
)


def now() -> Sequence[Any]:
    """Return what is kept of each edition of the standards that apply, once for each own file of it. One statement."""
    rows: Sequence[Any] = db.session.execute(
        select(*_COLUMNS)
        .join(Center, Center.id == FollowedStandard.center_id)
        .outerjoin(Account, Account.id == FollowedStandard.checked_by)
        .outerjoin(OwnStandard, _OWN_OF_IT)
        .where(FollowedStandard.dropped_at.is_(None))
    ).all()
    return rows


def then(actor: Actor, day: date) -> Sequence[Any]:
    """Return what was kept of each edition of the standards that applied then, once for each own file of it.

    Five statements. Who checked one is named as they are called now.
    """
    known = said_then.at(actor, day, FollowedStandard.__tablename__, Center.__tablename__)
    visit_on = _day(known.of("center", actor.center).get("site_visit_on", _visit_now(actor)))
    kept = [
        _at(row, known, visit_on) for row in db.session.scalars(select(FollowedStandard).order_by(FollowedStandard.id))
    ]
    standing = [row for row in kept if known.is_there(row.followed_at) and row.dropped_at is None]
    names = _names({row.checked_by for row in standing} - {None})
    own = _own(known)
    for row in standing:
        row.display_name = names.get(row.checked_by)
    return [SimpleNamespace(**vars(row), own=digest) for row in standing for digest in own.get(row.standard, [None])]


def _at(row: FollowedStandard, known: said_then.Then, visit_on: date | None) -> SimpleNamespace:
    """Return what a row said then."""
    said = known.of(row.__tablename__, row.id)
    found = {name: said.get(name, getattr(row, name)) for name in row.KEPT_WHEN_CHANGED}
    return SimpleNamespace(
        standard=row.standard,
        edition=row.edition,
        followed_at=row.followed_at,
        version=row.version,
        seen_digest=row.seen_digest,
        site_visit_on=visit_on,
        **found | {"checked_on": _day(found["checked_on"])},
    )


def _own(known: said_then.Then) -> dict[str, list[str]]:
    """Return the digests of the center's own files in use then, by standard, whatever their edition."""
    query = select(OwnStandard.standard, OwnStandard.sha256).where(
        OwnStandard.added_at < known.moment, or_(OwnStandard.ended_at.is_(None), OwnStandard.ended_at >= known.moment)
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
