"""Waivers and equivalents as people see them: what was proposed, by whom, and what was decided."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from tracker.db import db
from tracker.db.aliases import shared_alias
from tracker.domain.access import Action, may_decide
from tracker.domain.errors import NotFound
from tracker.domain.record import WaiverKind
from tracker.domain.standard import Standard
from tracker.domain.vocabulary import WaiverState
from tracker.models import Account, Evidence, Person, Waiver
from tracker.services import standards_here
from tracker.services.actor import Actor

NOT_YOURS = "Only a director or deputy sees and decides on waivers."
NONE_HERE = "There is no such waiver, or it is not yours to see."
_Proposer, _Decider, _Ender = shared_alias(Account), shared_alias(Account), shared_alias(Account)
_OWN = (
    *("public_id", "version", "kind", "standard", "edition", "requirement", "starts_on", "ends_on", "reason"),
    *("instead", "state", "proposed_at", "decided_at", "decision_reason", "ended_on", "ended_reason"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverView:
    """A waiver or equivalent. `person` and `person_name` are empty where it is the team's.

    Standard and requirement by their titles, or by their ids where that edition is known no more or asks otherwise.
    `yours` tells whether who looks may decide on it; `proposed_here` whether they proposed it.
    """

    public_id: str
    version: int
    kind: WaiverKind
    person: str
    person_name: str
    standard: str
    standard_title: str
    edition: str
    requirement: str
    requirement_title: str
    starts_on: date
    ends_on: date
    reason: str
    instead: str
    state: WaiverState
    proposed_by: str
    proposed_at: datetime
    proposed_here: bool
    decided_by: str
    decided_at: datetime | None
    decision_reason: str
    ended_on: date | None
    ended_by: str
    ended_reason: str
    files: int
    yours: bool

    @property
    def last_day(self) -> date:
        """The last day on which it holds, ended early or not."""
        return self.ends_on if self.ended_on is None else min(self.ends_on, self.ended_on)

    def holds_on(self, day: date) -> bool:
        """Tell whether it acts on a day."""
        return self.state is WaiverState.GRANTED and self.starts_on <= day <= self.last_day

    @property
    def is_proposed(self) -> bool:
        """Whether it waits for a decision."""
        return self.state is WaiverState.PROPOSED


def listing(actor: Actor) -> tuple[WaiverView, ...]:
    """Return every waiver of the center, the newest first. One statement. Raises Refused."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    return _views(actor, db.session.execute(_query().order_by(Waiver.id.desc())).all())


def some(actor: Actor, public_ids: Collection[str]) -> tuple[WaiverView, ...]:
    """Return those of some public ids. One statement. Raises Refused."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    return _views(actor, db.session.execute(_query().where(Waiver.public_id.in_(public_ids))).all())


def of_own(actor: Actor) -> tuple[WaiverView, ...]:
    """Return those that are for the actor, for who asks what is kept about them. One statement."""
    mine = _query().where(Waiver.person_id == (actor.person_id or 0)).order_by(Waiver.id)
    return _views(actor, db.session.execute(mine).all())


def get(actor: Actor, public_id: str) -> WaiverView:
    """Return one. Raises NotFound, Refused."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    row = db.session.execute(_query().where(Waiver.public_id == public_id)).first()
    if row is None:
        raise NotFound(NONE_HERE)
    return _views(actor, [row])[0]


def waiting_count(actor: Actor) -> int:
    """Return how many wait for a decision that this actor may take. One statement."""
    if not actor.may(Action.DECIDE):
        return 0
    found: int = db.session.scalar(select(func.count(Waiver.id)).where(*_theirs_to_decide(actor)))
    return found


def _theirs_to_decide(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return (
        Waiver.state == WaiverState.PROPOSED,
        Waiver.proposed_by != actor.account_id,
        func.coalesce(Waiver.person_id, 0) != (actor.person_id or -1),
    )


def may_take(actor: Actor, proposed_by: int, person_id: int | None) -> bool:
    """Tell whether somebody may decide: neither who proposed it nor whom it is for."""
    return may_decide(
        actor.actions,
        account=actor.account_id,
        own_person=actor.person_id,
        authors=frozenset({proposed_by}),
        person=person_id or 0,
    )


def _query() -> Any:
    files = (
        select(func.count(Evidence.id))
        .where(Evidence.waiver_id == Waiver.id, Evidence.withdrawn_at.is_(None))
        .correlate(Waiver)
        .scalar_subquery()
    )
    return (
        select(
            *(getattr(Waiver, name) for name in _OWN),
            Waiver.person_id,
            Waiver.proposed_by.label("proposer"),
            Person.public_id.label("person"),
            Person.name.label("person_name"),
            _Proposer.display_name.label("proposed_by"),
            _Decider.display_name.label("decided_by"),
            _Ender.display_name.label("ended_by"),
            files.label("files"),
        )
        .join(_Proposer, _Proposer.id == Waiver.proposed_by)
        .outerjoin(_Decider, _Decider.id == Waiver.decided_by)
        .outerjoin(_Ender, _Ender.id == Waiver.ended_by)
        .outerjoin(Person, Person.id == Waiver.person_id)
    )


def _views(actor: Actor, rows: Sequence[Any]) -> tuple[WaiverView, ...]:
    known = standards_here.named((row.standard, row.edition) for row in rows)
    return tuple(_view(actor, row, known.get((row.standard, row.edition))) for row in rows)


def _view(actor: Actor, row: Any, standard: Standard | None) -> WaiverView:
    asked = {it.id: it.title for it in standard.requirements} if standard else {}
    values = {name: getattr(row, name) for name in (*_OWN, "files")}
    return WaiverView(
        **values | {"kind": WaiverKind(row.kind), "state": WaiverState(row.state)},
        standard_title=standard.title if standard else row.standard,
        requirement_title=asked.get(row.requirement, row.requirement),
        person=row.person or "",
        person_name=row.person_name or "",
        proposed_by=row.proposed_by,
        proposed_here=row.proposer == actor.account_id,
        decided_by=row.decided_by or "",
        ended_by=row.ended_by or "",
        yours=row.state == WaiverState.PROPOSED and may_take(actor, row.proposer, row.person_id),
    )
