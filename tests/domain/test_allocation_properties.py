"""What holds of hours that may serve only one requirement, whatever the requirements and the record."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.build import ADVOCATE, person, requirement, standard
from tests.domain.strategies import completions, days, deadlines, quarters, selections, windows
from tracker.domain.assessment import Assessment, assess
from tracker.domain.record import Completion, Person, Record, RoleTerm
from tracker.domain.rules import Hours, RecurringHours
from tracker.domain.sealing_form import record_from_primitive, to_primitive
from tracker.domain.standard import CountsOnce, Standard
from tracker.domain.vocabulary import CompletionState

hour_rules = st.one_of(
    st.builds(Hours, hours=quarters, counts=selections(), due_days=deadlines),
    st.builds(RecurringHours, hours=quarters, window=windows, counts=selections()),
)
groups = st.lists(hour_rules, min_size=2, max_size=4)
records = st.lists(completions(), max_size=8)


def together(rules: list[Hours | RecurringHours], *, once: bool = True) -> Standard:
    """A standard of rules that share their hours, or do not."""
    asked = standard(*(requirement(rule, f"r{number}") for number, rule in enumerate(rules)))
    names = tuple(entry.id for entry in asked.requirements)
    return replace(asked, counts_once=(CountsOnce(names),)) if once else asked


def somebody(done: list[Completion], began: date) -> Person:
    """An advocate since a day, who completed these."""
    return person(*done, terms=[RoleTerm(ADVOCATE, began)])


def judged(asked: Standard, who: Person, as_of: date, visit_on: date | None = None) -> Assessment:
    """Judge one person."""
    return assess(asked, Record(people=(who,), visit_on=visit_on), as_of)


def greedily_met(rules: list[Hours | RecurringHours], who: Person, as_of: date, visit_on: date | None) -> int:
    """Count what is met where each requirement in turn takes whole completions, the earliest first, until it is met."""
    met, left = 0, sorted(who.completions, key=lambda entry: (entry.completed_on, entry.key))
    for rule in rules:
        for number in range(len(left) + 1):
            taken = somebody(left[:number], who.role_terms[0].starts_on)
            if judged(together([rule]), taken, as_of, visit_on).findings[0].status.counts_as_met:
                met, left = met + 1, left[number:]
                break
    return met


@given(groups, records, completions(CompletionState.ACCEPTED), days, days, st.none() | days)
@settings(max_examples=150)
def test_another_accepted_completion_never_makes_fewer_met(
    rules: list[Hours | RecurringHours], done: list[Completion], more: Completion, began: date, as_of: date, visit: date
) -> None:
    asked = together(rules)
    before = judged(asked, somebody(done, began), as_of, visit).counts().met
    assert judged(asked, somebody([*done, more], began), as_of, visit).counts().met >= before


@given(groups, records, days, days, st.none() | days)
@settings(max_examples=60)
def test_never_fewer_are_met_than_if_each_took_what_it_needs_in_turn(
    rules: list[Hours | RecurringHours], done: list[Completion], began: date, as_of: date, visit: date
) -> None:
    who = somebody(done, began)
    assert judged(together(rules), who, as_of, visit).counts().met >= greedily_met(rules, who, as_of, visit)


@given(groups, records, days, days, st.none() | days)
@settings(max_examples=100)
def test_nobody_is_better_off_for_sharing_and_nothing_that_could_be_counted_goes_unsaid(
    rules: list[Hours | RecurringHours], done: list[Completion], began: date, as_of: date, visit: date
) -> None:
    who = somebody(done, began)
    apart = judged(together(rules, once=False), who, as_of, visit)
    shared = judged(together(rules), who, as_of, visit)
    for alone, beside in zip(apart.findings, shared.findings, strict=True):
        assert beside.status.counts_as_met <= alone.status.counts_as_met
        told = {entry.completion.key for entry in (*beside.counted, *beside.not_counted)}
        assert told == {entry.completion.key for entry in (*alone.counted, *alone.not_counted)}


@given(groups, records, days, days, st.none() | days)
@settings(max_examples=100)
def test_no_hour_counts_twice_among_what_is_met(
    rules: list[Hours | RecurringHours], done: list[Completion], began: date, as_of: date, visit: date
) -> None:
    found = judged(together(rules), somebody(done, began), as_of, visit)
    for completion in done:
        counted = [
            entry.hours or Decimal(0)
            for finding in found.findings
            if finding.status.counts_as_met
            for entry in finding.counted
            if entry.completion == completion
        ]
        whole = completion.hours if completion.hours is not None else sum(completion.topic_hours.values())
        assert sum(counted) <= whole or len(counted) < 2, counted


@given(groups, records, days, days, st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_in_which_things_were_recorded_never_matters(
    rules: list[Hours | RecurringHours], done: list[Completion], began: date, as_of: date, chance: st.DataObject
) -> None:
    mixed = list(done)
    chance.shuffle(mixed)
    asked = together(rules)
    once, again = (judged(asked, somebody(each, began), as_of).findings for each in (done, mixed))
    assert [replace(finding, person=None) for finding in once] == [replace(finding, person=None) for finding in again]


@given(groups, records, days, days)
@settings(max_examples=50)
def test_a_sealed_record_shares_its_hours_as_the_one_that_was_sealed(
    rules: list[Hours | RecurringHours], done: list[Completion], began: date, as_of: date
) -> None:
    record, asked = Record(people=(somebody(done, began),)), together(rules)
    again = record_from_primitive(json.loads(json.dumps(to_primitive(record))))
    assert to_primitive(assess(asked, again, as_of)) == to_primitive(assess(asked, record, as_of))
