"""The lines of the plan that were agreed on, as people see them: whose, what, by when, and how each stands today.

A line with a person and a training is done when a completion of that training by that person is accepted, which was
completed on the day on which the line was kept or later, or logged since. Trainings that were merged count as one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from tracker.db import db
from tracker.db.aliases import shared_alias
from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.domain.plan_lines import state_of
from tracker.domain.vocabulary import CLAIMED, CompletionState, PlanLineState
from tracker.models import Account, Completion, Person, PlanLine, Training
from tracker.services import standards
from tracker.services.actor import Actor

NOT_YOURS = "Only a director or deputy sees and changes what was agreed on for the team."
NONE_HERE = "There is no such line of the plan, or it is not yours to see."
_Owner, _Keeper, _Closer = shared_alias(Person), shared_alias(Account), shared_alias(Account)
# The training as it was kept, what it was merged into, and that of a completion.
_Kept, _Now, _Done = shared_alias(Training), shared_alias(Training), shared_alias(Training)
_OWN = (
    *("public_id", "version", "due_on", "note", "booked_on", "kept_at"),
    *("closed_as", "closed_at", "closed_reason"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLineView:
    """A line that was agreed on. `person` is empty for the team, `training` where the title was typed.

    `topics` and `hours` are the training's, as the catalog states them now.

    `closes` are the titles of requirements; `requirements` the same, each as its standard's key, a slash and its id,
    those that hold here first. `is_for_you` and `is_yours_to_see_to` are said to whoever looks.
    """

    public_id: str
    version: int
    person: str
    person_name: str
    training: str
    training_key: str
    topics: frozenset[str]
    hours: Decimal | None
    title: str
    closes: tuple[str, ...]
    requirements: tuple[str, ...]
    owner: str
    owner_name: str
    due_on: date
    note: str
    booked_on: date | None
    kept_by: str
    kept_at: datetime
    closed_as: str
    closed_by: str
    closed_at: datetime | None
    closed_reason: str
    done_on: date | None
    state: PlanLineState
    is_for_you: bool
    is_yours_to_see_to: bool

    @property
    def yours(self) -> bool:
        """Whether who looks has a part in it."""
        return self.is_for_you or self.is_yours_to_see_to

    @property
    def told(self) -> bool:
        """Whether the record tells when it is done."""
        return bool(self.person and self.training)

    @property
    def whom(self) -> str:
        """For whom it is, in words."""
        return self.person_name or "The team"


def listing(actor: Actor) -> tuple[PlanLineView, ...]:
    """Return every line of the center, what is to do first, then by its day. Two statements. Raises Refused."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    return _views(actor)


def to_do(actor: Actor) -> tuple[PlanLineView, ...]:
    """Return the lines that are neither done nor dropped, the first day first. Two statements. Raises Refused."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    return tuple(each for each in _views(actor, PlanLine.closed_as == "") if each.state.is_to_do)


def some(actor: Actor, public_ids: Collection[str]) -> tuple[PlanLineView, ...]:
    """Return those of some public ids. Two statements. Raises Refused."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    return _views(actor, PlanLine.public_id.in_(public_ids))


def of_person(actor: Actor, person: str) -> tuple[PlanLineView, ...]:
    """Return the lines for one person that who asks may see, by public id. Two statements."""
    return tuple(each for each in _views(actor, Person.public_id == person) if _may_see(actor, each))


def of_own(actor: Actor) -> tuple[PlanLineView, ...]:
    """Return the lines that are for the actor, or theirs to see to. Two statements."""
    return _views(actor, *_own(actor))


def get(actor: Actor, public_id: str) -> PlanLineView:
    """Return one line. Raises NotFound, also for what is not the actor's to see."""
    for view in _views(actor, PlanLine.public_id == public_id):
        if _may_see(actor, view):
            return view
    raise NotFound(NONE_HERE)


def overdue_count(actor: Actor) -> int:
    """Return how many lines of the team are past their day, with nothing sent in. One statement."""
    if not actor.may(Action.DECIDE):
        return 0
    query = _joined(select(func.count(PlanLine.id))).where(
        PlanLine.closed_as == "", PlanLine.due_on < actor.today, ~_completed(Completion.id, *CLAIMED).exists()
    )
    found: int = db.session.scalar(query)
    return found


def _own(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    person = actor.person_id or 0
    return (or_(PlanLine.person_id == person, PlanLine.owner_id == person),)


def _may_see(actor: Actor, view: PlanLineView) -> bool:
    return actor.may(Action.VIEW_TEAM) or view.yours


def _completed(column: Any, *states: CompletionState) -> Any:
    """Return the completions that make the line around them done, or would."""
    return (
        select(column)
        .join(_Done, _Done.id == Completion.training_id)
        .where(
            Completion.person_id == PlanLine.person_id,
            func.coalesce(_Done.merged_into_id, _Done.id) == _Now.id,
            Completion.state.in_(states),
            or_(Completion.completed_on >= PlanLine.kept_on, Completion.recorded_at >= PlanLine.kept_at),
        )
        .correlate(PlanLine, _Now)
    )


def _joined(query: Any) -> Any:
    return query.outerjoin(_Kept, _Kept.id == PlanLine.training_id).outerjoin(
        _Now, _Now.id == func.coalesce(_Kept.merged_into_id, _Kept.id)
    )


def _views(actor: Actor, *those: ColumnElement[bool]) -> tuple[PlanLineView, ...]:
    done_on = _completed(func.min(Completion.completed_on), CompletionState.ACCEPTED).scalar_subquery()
    query = select(
        *(getattr(PlanLine, name) for name in _OWN),
        PlanLine.title.label("typed"),
        PlanLine.closes,
        PlanLine.person_id,
        PlanLine.owner_id,
        Person.public_id.label("person"),
        Person.name.label("person_name"),
        _Now.public_id.label("training"),
        _Now.key.label("training_key"),
        _Now.title.label("training_title"),
        _Now.topics,
        _Now.hours,
        _Owner.public_id.label("owner"),
        _Owner.name.label("owner_name"),
        _Keeper.display_name.label("kept_by"),
        _Closer.display_name.label("closed_by"),
        done_on.label("done_on"),
        _completed(Completion.id, CompletionState.SUBMITTED).exists().label("waits"),
    )
    query = (
        _joined(query)
        .join(_Owner, _Owner.id == PlanLine.owner_id)
        .join(_Keeper, _Keeper.id == PlanLine.kept_by)
        .outerjoin(_Closer, _Closer.id == PlanLine.closed_by)
        .outerjoin(Person, Person.id == PlanLine.person_id)
        .where(*those)
    )
    rows = db.session.execute(query).all()
    titles = requirement_titles(actor) if rows else {}
    found = [_view(actor, row, titles) for row in rows]
    return tuple(sorted(found, key=lambda each: (not each.state.is_to_do, each.due_on, each.whom, each.title)))


def requirement_titles(actor: Actor) -> dict[str, str]:
    """Return the title of each requirement by its standard's key, a slash and its id, in the standards' order."""
    return {f"{each.key}/{it.id}": it.title for each in standards.followed(actor) for it in each.standard.requirements}


def _view(actor: Actor, row: Any, titles: Mapping[str, str]) -> PlanLineView:
    known = tuple(title for key, title in titles.items() if key in row.closes)
    # Of a standard that is followed no more, or of another edition: better its id than nothing.
    others = tuple(sorted(key.partition("/")[2] for key in row.closes if key not in titles))
    return PlanLineView(
        **{name: getattr(row, name) for name in (*_OWN, "owner", "owner_name", "kept_by", "done_on")},
        person=row.person or "",
        person_name=row.person_name or "",
        training=row.training or "",
        training_key=row.training_key or "",
        topics=row.topics or frozenset(),
        hours=row.hours,
        title=row.training_title or row.typed,
        closes=known + others,
        requirements=(*(key for key in titles if key in row.closes), *sorted(row.closes - set(titles))),
        closed_by=row.closed_by or "",
        state=state_of(
            closed_as=row.closed_as,
            done_on=row.done_on,
            waits=bool(row.waits),
            due_on=row.due_on,
            today=actor.today,
        ),
        is_for_you=actor.person_id is not None and actor.person_id == row.person_id,
        is_yours_to_see_to=actor.person_id == row.owner_id,
    )
