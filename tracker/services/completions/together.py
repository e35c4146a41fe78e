"""What was logged in one act: a certificate for several people, a day of the team, a list that was brought in."""

from dataclasses import dataclass

from sqlalchemy import func, select

from tracker.db import db
from tracker.domain.access import Action
from tracker.models import Completion, Person
from tracker.services import completion_rows
from tracker.services.actor import Actor
from tracker.services.completions.views import CompletionView

MOST_TOGETHER = 20


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else's completion of the same act."""

    public_id: str
    person_name: str


@dataclass(frozen=True, slots=True)
class Together:
    """Those that are named, by name, and how many more there are."""

    named: tuple[Other, ...] = ()
    more: int = 0


def logged_with(actor: Actor, view: CompletionView) -> Together:
    """Return whose completions were logged in the same act; nobody's for who does not see the team. Three statements.

    However many an act made, MOST_TOGETHER of them are named and the others counted.
    """
    if not actor.may(Action.VIEW_TEAM):
        return Together()
    row = completion_rows.to_see(actor, view.public_id)
    others = (
        (Completion.recorded_at == row.recorded_at)
        & (Completion.recorded_by == row.recorded_by)
        & (Completion.id != row.id)
    )
    named = db.session.execute(
        select(Completion.public_id, Person.name)
        .join(Person, Person.id == Completion.person_id)
        .where(others)
        .order_by(Person.name, Completion.id)
        .limit(MOST_TOGETHER)
    ).all()
    count = db.session.scalar(select(func.count()).select_from(Completion).where(others)) if named else 0
    return Together(tuple(Other(*other) for other in named), (count or 0) - len(named))
