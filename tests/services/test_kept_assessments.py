"""A process remembers what it found in a record, and never shows it once the record has changed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.domain.build import ADVOCATE, requirement, standard
from tracker.domain.assessment import assess
from tracker.domain.record import Completion, Person, Record, RoleTerm
from tracker.domain.rules import Hours, Selection
from tracker.domain.vocabulary import CompletionState, Discipline
from tracker.services.history import Head
from tracker.services.kept_assessments import MOST_DAYS, KeptAssessments

DAY = date(2026, 3, 2)
FIRST, NEXT = Head(1, "a"), Head(2, "b")
STANDARD = standard(requirement(Hours(hours=Decimal(2), counts=Selection()), "hours"))


def somebody(key: str, completions: int = 1) -> Person:
    return Person(
        key=key,
        name=key,
        discipline=Discipline.CAC,
        role_terms=(RoleTerm(ADVOCATE, date(2020, 1, 1)),),
        completions=tuple(
            Completion(
                key=f"{key}-{number}",
                title="A training",
                completed_on=DAY,
                state=CompletionState.ACCEPTED,
                hours=Decimal(1),
            )
            for number in range(completions)
        ),
    )


def test_a_record_is_shown_at_the_head_it_was_read_at_and_at_no_other() -> None:
    kept = KeptAssessments()
    record = kept.keep_record("cedar", FIRST, Record(people=(somebody("ana"),)))
    assert kept.record("cedar", FIRST) is record
    assert kept.record("cedar", NEXT) is None
    assert kept.record("birch", FIRST) is None


def test_a_head_that_was_rolled_back_and_given_out_again_is_another_head() -> None:
    kept = KeptAssessments()
    kept.keep_record("cedar", FIRST, Record())
    assert kept.record("cedar", Head(FIRST.number, "another digest")) is None


def test_findings_are_shown_at_their_head_and_serve_as_the_earlier_ones_afterwards() -> None:
    kept = KeptAssessments()
    record = kept.keep_record("cedar", FIRST, Record(people=(somebody("ana"),)))
    found = assess(STANDARD, record, DAY)
    kept.keep("cedar", FIRST, DAY, found)
    assert kept.assessment("cedar", FIRST, DAY) is found
    kept.keep_record("cedar", NEXT, Record(people=(somebody("ana", 2),)))
    assert kept.assessment("cedar", NEXT, DAY) is None
    assert kept.earlier("cedar", DAY) is found


def test_of_whom_nothing_changed_keeps_the_findings_there_were() -> None:
    kept = KeptAssessments()
    first = kept.keep_record("cedar", FIRST, Record(people=(somebody("ana"), somebody("ben"))))
    before = assess(STANDARD, first, DAY)
    second = kept.keep_record("cedar", NEXT, Record(people=(somebody("ana", 2), somebody("ben"))))
    after = assess(STANDARD, second, DAY, before)
    assert second.people[1] is first.people[1]
    assert after.cell("ben", "hours") is before.cell("ben", "hours")
    assert str(before.person_counts("ana")) == "0 of 1"
    assert str(after.person_counts("ana")) == "1 of 1"


def test_the_center_unused_for_longest_is_forgotten_first_and_the_last_one_never() -> None:
    kept = KeptAssessments(most_completions=5)
    kept.keep_record("cedar", FIRST, Record(people=(somebody("ana", 2),)))
    kept.keep_record("birch", FIRST, Record(people=(somebody("ben", 2),)))
    kept.keep("cedar", FIRST, DAY, assess(STANDARD, Record(), DAY))  # does not count as a use
    assert kept.earlier("cedar", DAY) is not None  # this does
    kept.keep_record("alder", FIRST, Record(people=(somebody("cleo", 2),)))
    assert kept.record("birch", FIRST) is None
    assert kept.record("cedar", FIRST) is not None
    kept.keep_record("large", FIRST, Record(people=(somebody("dana", 50),)))
    assert kept.record("large", FIRST) is not None
    assert kept.record("cedar", FIRST) is None


def test_of_each_standard_the_days_looked_at_last_are_kept() -> None:
    kept = KeptAssessments()
    kept.keep_record("cedar", FIRST, Record())
    found = assess(STANDARD, Record(), DAY)
    for asked in range(MOST_DAYS + 1):
        kept.keep("cedar", FIRST, asked, found)
    assert kept.assessment("cedar", FIRST, 0) is None
    assert all(kept.assessment("cedar", FIRST, asked) is found for asked in range(1, MOST_DAYS + 1))


def test_however_many_standards_a_center_follows_none_turns_out_another_one_s_days() -> None:
    kept = KeptAssessments()
    kept.keep_record("cedar", FIRST, Record())
    several = [replace(STANDARD, id=f"standard-{number}") for number in range(12)]
    for each in several:
        for day in range(MOST_DAYS):
            kept.keep("cedar", FIRST, (each.id, day), assess(each, Record(), DAY))
    asked = [(each.id, day) for each in several for day in range(MOST_DAYS)]
    assert all(kept.assessment("cedar", FIRST, each) for each in asked)
