"""The waivers that were granted, as the rules see them."""

from collections import defaultdict
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select, true

from tracker.db import db
from tracker.db.aliases import shared_alias
from tracker.domain import record
from tracker.domain.record import WaiverKind
from tracker.domain.vocabulary import WaiverState
from tracker.models import Account, Person, Waiver

_Proposer, _Decider = shared_alias(Account), shared_alias(Account)


def by_person(zone: ZoneInfo, those: ColumnElement[bool] | None = None) -> dict[int | None, tuple[record.Waiver, ...]]:
    """Return what was granted in the center in force, by the person's row number, None: the team's. One statement.

    `those` narrows it by columns of Person. Days are those of the center's clock; one ended early ends on that day.
    """
    query = (
        select(Waiver, _Proposer.display_name, _Decider.display_name)
        .join(_Proposer, _Proposer.id == Waiver.proposed_by)
        .join(_Decider, _Decider.id == Waiver.decided_by)
        .outerjoin(Person, Person.id == Waiver.person_id)
        .where(Waiver.state == WaiverState.GRANTED, true() if those is None else those)
        .order_by(Waiver.id)
    )
    found: defaultdict[int | None, list[record.Waiver]] = defaultdict(list)
    for row, proposed_by, decided_by in db.session.execute(query):
        found[row.person_id].append(
            record.Waiver(
                key=row.public_id,
                kind=WaiverKind(row.kind),
                standard=row.standard,
                edition=row.edition,
                requirement=row.requirement,
                starts_on=row.starts_on,
                ends_on=min(row.ends_on, row.ended_on or row.ends_on),
                reason=row.reason,
                proposed_by=proposed_by,
                decided_by=decided_by,
                decided_on=row.decided_at.astimezone(zone).date(),
                instead=row.instead,
            )
        )
    return {person: tuple(waivers) for person, waivers in found.items()}
