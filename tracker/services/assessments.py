"""The one assessment that every page and packet shows, computed once a state of the record.

Every write of a center adds a line of history, so the head of its chain stamps the record: an assessment holds as long
as the head does. Nothing here decides anything; `domain.assessment` does.
"""

from datetime import date

from tracker.domain.access import may_see_person
from tracker.domain.assessment import Assessment, assess, assess_person
from tracker.domain.errors import NotFound
from tracker.domain.finding import Finding
from tracker.domain.record import Person, Record
from tracker.services import history, records
from tracker.services.actor import Actor
from tracker.services.history import Head
from tracker.services.kept_assessments import KeptAssessments
from tracker.services.standards import Followed

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
_kept = KeptAssessments()


def stamp(actor: Actor) -> Head:
    """Return what changes with every change to the center's record. One statement.

    Its digest is part of it: a number that was rolled back is given out again for something else.
    """
    return history.head(actor.center_id)


def of_team(actor: Actor, followed: Followed, as_of: date) -> Assessment:
    """Return everybody's findings and the team's on a day.

    Costs one statement while the record stands as it was; otherwise those of `records.load`, and one pass over the
    completions of the people who changed.
    """
    head, asked = (
        stamp(actor),
        (followed.key, followed.edition, followed.holds.digest, as_of, followed.standard.checked),
    )
    found = _kept.assessment(actor.center, head, asked)
    if found is None:
        now = _record_at(actor, head)
        found = assess(followed.standard, now, as_of, _kept.earlier(actor.center, asked))
        _kept.keep(actor.center, head, asked, found)
    return found


def record(actor: Actor) -> Record:
    """Return the center's record as the rules see it, kept like the assessments that rest on it."""
    return _record_at(actor, stamp(actor))


def _record_at(actor: Actor, head: Head) -> Record:
    kept = _kept.record(actor.center, head)
    return _kept.keep_record(actor.center, head, records.load(actor)) if kept is None else kept


def of_person(actor: Actor, followed: Followed, person: str, as_of: date) -> tuple[Finding, ...]:
    """Return one person's findings by public id. Raises NotFound for who is absent or not the actor's to see."""
    who, visit_on = person_of(actor, person)
    return assess_person(followed.standard, who, as_of, visit_on)


def person_of(actor: Actor, person: str) -> tuple[Person, date | None]:
    """Return a person as the rules see them, and the day of the visit. Raises NotFound as `of_person`."""
    row = records.row_of(person)
    if row is None or not may_see_person(actor.actions, actor.person_id, row):
        raise NotFound("There is no such person, or their record is not yours to see.")
    who, visit_on = records.load_person(actor, person)
    if who is None:
        raise NotFound("There is no such person, or their record is not yours to see.")
    return who, visit_on


def day_asked(text: str, otherwise: date) -> date:
    """Return the day that an address names, or another where it names none within 1900 to 2200."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return otherwise
    return day if EARLIEST <= day <= LATEST else otherwise
