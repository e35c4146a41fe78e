"""What would stand otherwise if somebody came, left, took a role, or the visit moved. Nothing is saved."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain import what_if
from tracker.domain.access import Action
from tracker.domain.assessment import Counts, assess
from tracker.domain.errors import Conflict
from tracker.domain.record import Record
from tracker.domain.vocabulary import Discipline, Role
from tracker.domain.what_if import Difference
from tracker.domain.wording import day
from tracker.services import assessments, standards
from tracker.services.actor import Actor
from tracker.services.plans import NOT_YOURS
from tracker.services.standards import Followed

SOMEBODY = "Somebody new"


class Change(StrEnum):
    """What might happen."""

    HIRE = "hire"
    LEAVE = "leave"
    ROLE = "role"
    MOVE = "move"
    VISIT = "visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """A change that is only supposed: `from_day` is the first day of it, of a leaver the last, of a visit the new day.

    `on_day` is the day that is looked at.
    """

    change: Change
    from_day: date
    on_day: date
    person: str = ""
    role: Role | None = None
    discipline: Discipline = Discipline.CAC


@dataclass(frozen=True, slots=True)
class Outcome:
    """One standard before and after, and what differs; `then` is the edition by which after is judged."""

    followed: Followed
    then: Followed
    before: Counts
    after: Counts
    differences: tuple[Difference, ...]

    @property
    def edition_words(self) -> str:
        """Say by which edition each side is judged."""
        now, then = self.followed, self.then
        if now.edition == then.edition:
            pinned = ", which your center pinned" if now.pinned else ""
            return f"Both are judged under the {now.edition} edition{pinned}."
        return (
            f"Now is judged under the {now.edition} edition,"
            f" then under the {then.edition} edition: that visit picks it."
        )


def outcomes(actor: Actor, supposed: Supposed) -> tuple[Outcome, ...]:
    """Return what would differ, by each standard that applies. Raises Refused; Conflict for what is left open."""
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    before = assessments.record(actor)
    after = _changed(before, supposed)
    now = standards.followed(actor)
    moved = standards.followed_if(actor, supposed.from_day) if supposed.change is Change.VISIT else now
    then = {each.key: each for each in moved}
    return tuple(_outcome(each, then[each.key], before, after, supposed.on_day) for each in now)


def words(record_names: dict[str, str], supposed: Supposed) -> str:
    """Say what is supposed: "If Ana Reyes left on Mar 1, 2027"."""
    name, role, on = record_names.get(supposed.person, ""), supposed.role, day(supposed.from_day)
    label = role.label if role else ""
    return {
        Change.HIRE: f"If somebody new began as {label} on {on}",
        Change.LEAVE: f"If {name} left, with {on} as the last day",
        Change.ROLE: f"If {name} took on the role {label} as well, from {on} on",
        Change.MOVE: f"If {name} changed to the role {label} on {on}",
        Change.VISIT: f"If the visit were on {on}",
    }[supposed.change]


def _changed(record: Record, supposed: Supposed) -> Record:
    change, on, person, role = supposed.change, supposed.from_day, supposed.person, supposed.role
    if change is Change.VISIT:
        return what_if.visited(record, on)
    if change is not Change.HIRE and person not in {each.key for each in record.people}:
        raise Conflict("Choose who it is.", field="person")
    if change is Change.LEAVE:
        return what_if.left(record, person, on)
    if role is None:
        raise Conflict("Choose the role.", field="role")
    if change is Change.HIRE:
        return what_if.hired(record, SOMEBODY, role, supposed.discipline, on)
    return (what_if.given if change is Change.ROLE else what_if.moved)(record, person, role, on)


def _outcome(followed: Followed, then: Followed, before: Record, after: Record, on_day: date) -> Outcome:
    one, other = assess(followed.standard, before, on_day), assess(then.standard, after, on_day)
    return Outcome(followed, then, one.counts(), other.counts(), what_if.differences(one, other))
