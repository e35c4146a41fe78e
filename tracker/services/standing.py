"""How one person stands by each standard that applies, with what would close each gap."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.assessment import Counts, assess_person, tally
from tracker.domain.carrying import of_person
from tracker.domain.finding import Finding, Status
from tracker.domain.record import Person, RoleTerm
from tracker.domain.vocabulary import CompletionState
from tracker.formatting import join_names
from tracker.models import Completion
from tracker.models import Person as PersonRow
from tracker.services import assessments, standards, trainings
from tracker.services.actor import Actor
from tracker.services.standards import Followed
from tracker.services.trainings import TrainingView

_OPEN = frozenset({Status.NOT_MET, Status.LAPSED, Status.NOT_YET_DUE, Status.DUE_SOON})
_UNFINISHED = (CompletionState.DRAFT, CompletionState.RETURNED)
MOST_NAMED = 2
MOST_WAITING = 10
_SAID = (
    (Status.DUE_SOON, "is due soon", "are due soon"),
    (Status.IN_REVIEW, "waits for review", "wait for review"),
    (Status.NOT_YET_DUE, "is not due yet", "are not due yet"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One finding that applies, and trainings of the catalog that would close its gap."""

    finding: Finding
    trainings: tuple[TrainingView, ...] = ()


@dataclass(frozen=True, slots=True)
class ByStandard:
    """One standard: the tally, and each requirement that binds the person, those at risk first.

    `carried`: how much comes over from the edition before, in words; empty where nothing does.
    """

    followed: Followed
    counts: Counts
    standings: tuple[Standing, ...]
    carried: str = ""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft, or what was returned with a reason."""

    public_id: str
    title: str
    state: CompletionState


@dataclass(frozen=True, slots=True)
class Waiting:
    """One completion that waits for a second person, and the day on which it was sent in."""

    public_id: str
    title: str
    since: date


@dataclass(frozen=True, slots=True)
class Overview:
    """A person's whole standing on a day, as known on a day (None: today).

    `person` is None for an account that is nobody of the center's people.
    """

    person: Person | None
    as_of: date
    standards: tuple[ByStandard, ...] = ()
    unfinished: tuple[Unfinished, ...] = ()
    known_on: date | None = None

    @property
    def current_terms(self) -> tuple[RoleTerm, ...]:
        """The roles held on the day."""
        terms = self.person.role_terms if self.person else ()
        return tuple(t for t in terms if t.starts_on <= self.as_of and (t.ends_on is None or self.as_of <= t.ends_on))

    @property
    def sentence(self) -> str:
        """The most important thing, in one or two sentences."""
        found = [standing.finding for each in self.standards for standing in each.standings]
        if not found:
            return ""
        counts = tally(found)
        missing = [f.requirement.title for f in found if f.status.is_gap]
        said = f"You meet {counts.met} of {counts.applicable}."
        if missing:
            rest = len(missing) - MOST_NAMED
            named = [*missing[:MOST_NAMED], f"{rest} more"] if rest > 0 else missing
            said += f" Missing: {join_names(named)}."
            return said
        for status, one, more in _SAID:
            if number := counts.of(status):
                said += f" One {one}." if number == 1 else f" {number} {more}."
        return said


def own(actor: Actor, as_of: date | None = None) -> Overview:
    """Return how the actor stands today or on another day."""
    as_of = as_of or actor.today
    public_id = db.session.scalar(select(PersonRow.public_id).where(PersonRow.id == (actor.person_id or 0)))
    return of(actor, public_id, as_of) if public_id else Overview(None, as_of)


def waiting(actor: Actor) -> tuple[tuple[Waiting, ...], int]:
    """Return what of the actor's own waits, the longest first, 10 at most; and how many in all. One statement."""
    rows = db.session.execute(
        select(Completion.public_id, Completion.title, Completion.submitted_at, func.count().over())
        .where(Completion.person_id == (actor.person_id or 0), Completion.state == CompletionState.SUBMITTED)
        .order_by(Completion.submitted_at, Completion.id)
        .limit(MOST_WAITING)
    ).all()
    found = tuple(Waiting(public_id, title, actor.day_of(sent or actor.now)) for public_id, title, sent, _ in rows)
    return found, rows[0][-1] if rows else 0


def of(actor: Actor, person: str, as_of: date, known_on: date | None = None) -> Overview:
    """Return how a person stands on a day, as the record was known on a day (None: today).

    Raises NotFound for who is absent, was not known then, or is not the actor's to see.
    """
    who, visit_on = assessments.person_of(actor, person, known_on)
    shelf = trainings.shelf() if actor.may(Action.VIEW_CATALOG) else ()
    by_standard = []
    for followed in standards.followed(actor, known_on):
        found = assess_person(followed.standard, who, as_of, visit_on)
        applying = sorted(
            (finding for finding in found if finding.status is not Status.DOES_NOT_APPLY),
            key=lambda finding: finding.status.standing,
        )
        standings = tuple(Standing(each, _closing(shelf, each)) for each in applying)
        carried = _carried(followed, who, (as_of, visit_on), found)
        by_standard.append(ByStandard(followed, tally(found), standings, carried))
    return Overview(who, as_of, tuple(by_standard), _unfinished(person), known_on)


def _carried(followed: Followed, who: Person, days: tuple[date, date | None], found: tuple[Finding, ...]) -> str:
    if followed.earlier is None:
        return ""
    crossing = of_person((followed.earlier, followed.standard), who, days, found)
    return crossing.words if crossing.carried else ""


def _closing(shelf: tuple[TrainingView, ...], finding: Finding) -> tuple[TrainingView, ...]:
    if finding.status not in _OPEN:
        return ()
    return trainings.closing(shelf, finding)


def _unfinished(person: str) -> tuple[Unfinished, ...]:
    rows = db.session.execute(
        select(Completion.public_id, Completion.title, Completion.state)
        .join(PersonRow, PersonRow.id == Completion.person_id)
        .where(PersonRow.public_id == person, Completion.state.in_(_UNFINISHED))
        .order_by(Completion.state.desc(), Completion.recorded_at.desc())
        .limit(20)
    )
    return tuple(Unfinished(public_id, title, CompletionState(state)) for public_id, title, state in rows)
