"""What waits for review is not told: the mail says what it would if all that was sent in were accepted."""

from datetime import timedelta

from tests.services.reminders.conftest import MORNING, Morning
from tracker.db import db
from tracker.domain.reminders import Item, would_be_told
from tracker.domain.vocabulary import CompletionState, Topic
from tracker.models import Completion, Person
from tracker.services import assessments
from tracker.services.kept_assessments import KeptAssessments
from tracker.services.reminders import items

OFFSETS = (90, 30, 7)


def told(morning: Morning) -> set[str]:
    """Return the keys of what a digest of today would tell of, were nothing told before."""
    actor = morning.center.actor()
    # A record is remembered by the head of its history, and these rows were changed without a line.
    assessments._kept = KeptAssessments()
    with morning.center.working():
        person = db.session.get_one(Person, morning.person).public_id
        held = items.material(actor, OFFSETS)
        found: list[Item] = list(items.of_person(held, person))
        return {item.key for item in found if would_be_told(item, held.today, OFFSETS)}


def test_what_was_sent_in_is_told_no_more_than_if_it_were_accepted(morning: Morning) -> None:
    before = told(morning)
    done = morning.center.completion(
        morning.person,
        hours=40,
        topics=frozenset(Topic),
        completed_on=(MORNING - timedelta(days=3)).date(),
        state=CompletionState.SUBMITTED,
    )
    waiting = told(morning)
    assert waiting < before
    with morning.center.working():
        db.session.query(Completion).filter_by(public_id=done).update({"state": CompletionState.ACCEPTED})
    assert told(morning) == waiting
    with morning.center.working():
        db.session.query(Completion).filter_by(public_id=done).update({"state": CompletionState.RETURNED})
    assert told(morning) == before | {f"completion/{done}"}


def test_what_lapses_soon_and_was_renewed_is_told_no_more_before_the_renewal_is_accepted(morning: Morning) -> None:
    long_ago = (MORNING - timedelta(days=700)).date()
    morning.center.completion(morning.person, hours=40, topics=frozenset(Topic), completed_on=long_ago)
    lapsing = told(morning)
    renewed_on = (MORNING - timedelta(days=3)).date()
    morning.center.completion(
        morning.person, hours=40, topics=frozenset(Topic), completed_on=renewed_on, state=CompletionState.SUBMITTED
    )
    assert told(morning) < lapsing
