"""What holds of leave for every rule and every record."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.strategies import days, leaves_of_absence, situations
from tests.domain.test_properties import judged
from tracker.domain.pauses import Pauses
from tracker.domain.record import Leave, Person
from tracker.domain.rules import RecurringEvents, RecurringHours, WindowKind, leaves
from tracker.domain.service import pauses_for
from tracker.domain.standard import Rule
from tracker.domain.windows import last_valid_day, rolling_start

Situation = tuple[Rule, Person, int, date | None]
ONE_DAY = timedelta(days=1)
several = st.lists(leaves_of_absence(), max_size=4).map(tuple)
lengths = st.integers(1, 36)


def also_away(somebody: Person, more: Leave) -> Person:
    return replace(somebody, leaves=(*somebody.leaves, more))


def _has_periods_from_the_start(rule: Rule) -> bool:
    parts = (part for part, _ in leaves(rule) if isinstance(part, RecurringHours | RecurringEvents))
    return any(part.window.kind is WindowKind.ROLE_START for part in parts)


@given(situations(), leaves_of_absence(), days)
@settings(max_examples=150)
def test_more_leave_never_makes_a_status_worse_where_it_stops_the_clock(
    situation: Situation, more: Leave, as_of: date
) -> None:
    """Periods from the role's start are left out: a longer one takes days, and what was done on them, from the next."""
    rule, somebody, grace_days, visit_on = situation
    if _has_periods_from_the_start(rule):
        return
    before = judged(rule, somebody, grace_days, visit_on, as_of)
    after = judged(rule, also_away(somebody, more), grace_days, visit_on, as_of)
    assert after.status.standing >= before.status.standing, (before.reason, after.reason)


@given(situations(), leaves_of_absence(), days)
@settings(max_examples=60)
def test_leave_changes_nothing_where_the_clock_runs_on(situation: Situation, more: Leave, as_of: date) -> None:
    rule, somebody, grace_days, visit_on = situation
    before = judged(rule, somebody, grace_days, visit_on, as_of, leave=None)
    after = judged(rule, also_away(somebody, more), grace_days, visit_on, as_of, leave=None)
    assert replace(before, person=None) == replace(after, person=None)


@given(situations(), several, days)
@settings(max_examples=60)
def test_it_matters_which_days_are_of_leave_and_not_how_they_are_entered(
    situation: Situation, taken: tuple[Leave, ...], as_of: date
) -> None:
    rule, somebody, grace_days, visit_on = situation
    halves = [half for leave in taken for half in _in_halves(leave)]
    whole, parted = replace(somebody, leaves=taken), replace(somebody, leaves=(*reversed(halves), *taken))
    one = judged(rule, whole, grace_days, visit_on, as_of)
    other = judged(rule, parted, grace_days, visit_on, as_of)
    assert replace(one, person=None) == replace(other, person=None)


def _in_halves(leave: Leave) -> list[Leave]:
    if leave.ends_on is None or leave.ends_on == leave.starts_on:
        return [leave]
    middle = leave.starts_on + (leave.ends_on - leave.starts_on) // 2
    return [Leave(leave.starts_on, middle), Leave(middle + ONE_DAY, leave.ends_on)]


@given(several, days, lengths)
def test_a_window_is_longer_by_exactly_the_days_of_leave_in_it(
    taken: tuple[Leave, ...], day: date, months: int
) -> None:
    pauses = pauses_for(taken)
    begins = pauses.window_start(day, months)
    assert begins == rolling_start(day - pauses.days_in(begins, day) * ONE_DAY, months)


@given(several, days, lengths)
def test_a_window_never_moves_backwards_and_stands_still_on_leave(
    taken: tuple[Leave, ...], day: date, months: int
) -> None:
    pauses = pauses_for(taken)
    before, begins = pauses.window_start(day - ONE_DAY, months), pauses.window_start(day, months)
    assert begins >= before
    assert begins == before or pauses.around(day) is None


@given(several, days, lengths)
def test_what_was_completed_is_in_the_window_through_its_last_day_and_no_longer(
    taken: tuple[Leave, ...], day: date, months: int
) -> None:
    pauses = pauses_for(taken)
    last = pauses.last_in_window(day, months)
    assert last >= last_valid_day(day, months)
    assert pauses.window_start(last, months) <= day
    assert last == date.max or pauses.window_start(last + ONE_DAY, months) > day


@given(several, days, st.integers(0, 800))
def test_a_deadline_leaves_as_many_days_as_without_leave(taken: tuple[Leave, ...], start: date, length: int) -> None:
    pauses = pauses_for(taken)
    plain = start + length * ONE_DAY
    last = pauses.moved(start, plain)
    if last != date.max:
        assert pauses.reached(start, last) == plain
        assert pauses.around(last + ONE_DAY) is None
        assert pauses.reached(start, last + ONE_DAY) == plain + ONE_DAY


@given(days, lengths)
def test_without_leave_everything_is_as_it_was(day: date, months: int) -> None:
    none = Pauses()
    assert none.window_start(day, months) == rolling_start(day, months)
    assert none.last_in_window(day, months) == last_valid_day(day, months)
    assert (none.moved(day, day), none.through(day), none.reached(day, day)) == (day, day, day)
