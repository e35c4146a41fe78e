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
from tracker.formatting import format_date
from tracker.services import as_known, history, record_onward, records
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


def of_team(actor: Actor, followed: Followed, as_of: date, known_on: date | None = None) -> Assessment:
    """Return everybody's findings and the team's on a day; `known_on`: as the record was known when that day ended.

    Costs one statement while the record stands as it was; otherwise those of `record_onward.onward` or of
    `records.load`, and one pass over the completions of the people who changed. Looking back at what was known costs
    those of `as_known.load` each time.
    """
    if known_on is not None and known_on < actor.today:
        # Not kept: a second record of a large center would stand in memory for one look back.
        return assess(followed.standard, as_known.load(actor, known_on), as_of)
    head = stamp(actor)
    asked = (followed.key, followed.edition, followed.holds.digest, as_of, followed.standard.checked)
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
    if kept is not None:
        return kept
    before = _kept.record_before(actor.center)
    now = record_onward.onward(actor, before[1], before[0], head) if before else None
    return _kept.keep_record(actor.center, head, now or records.load(actor))


def of_person(actor: Actor, followed: Followed, person: str, as_of: date) -> tuple[Finding, ...]:
    """Return one person's findings by public id. Raises NotFound for who is absent or not the actor's to see."""
    who, visit_on = person_of(actor, person)
    return assess_person(followed.standard, who, as_of, visit_on)


def person_of(actor: Actor, person: str, known_on: date | None = None) -> tuple[Person, date | None]:
    """Return a person as the rules see them, and the day of the visit; `known_on`: as it was known then.

    Raises NotFound as `of_person`, and for who was not known then. Looking back costs what `as_known.load` does.
    """
    row = records.row_of(person)
    if row is None or not may_see_person(actor.actions, actor.person_id, row):
        raise NotFound("There is no such person, or their record is not yours to see.")
    if known_on is not None:
        known = as_known.load(actor, known_on)
        who, visit_on = next((each for each in known.people if each.key == person), None), known.visit_on
        if who is None:
            raise NotFound(f"On {format_date(known_on)} this person was not in the record yet.")
        return who, visit_on
    who, visit_on = records.load_person(actor, person)
    if who is None:
        raise NotFound("There is no such person, or their record is not yours to see.")
    return who, visit_on


def known_on_asked(text: str, today: date) -> date | None:
    """Return the day on which the record shall be as it was known; None for what is known today."""
    day = day_asked(text, today)
    return day if day < today else None


def day_asked(text: str, otherwise: date) -> date:
    """Return the day that an address names, or another where it names none within 1900 to 2200."""
    return day_or_none(text) or otherwise


def day_or_none(text: str) -> date | None:
    """Return the day that an address names; None where it names none within 1900 to 2200."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None
