"""An hour that may serve only one requirement: what is shared out, in the words that people read."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.allocating import TODAY, core, found, notes, once, ongoing, statuses
from tests.domain.build import done, on, person, standard, whys
from tracker.domain.assessment import assess
from tracker.domain.record import Record
from tracker.domain.rules import FirstDue, Window, WindowKind
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState, Role


def test_unless_the_standard_says_otherwise_an_hour_serves_every_requirement() -> None:
    assert statuses(standard(core("8"), ongoing("8")), done("2026-03-01", "8")) == ["met", "met"]


def test_where_it_may_serve_only_one_it_does_not_meet_two() -> None:
    assert statuses(once(core("8"), ongoing("8")), done("2026-03-01", "8")) == ["met", "not_met"]


def test_hours_enough_for_both_are_divided_and_the_finding_says_so() -> None:
    first, second = found(once(core("8"), ongoing("8")), done("2026-03-01", "16"))
    assert [first.status, second.status] == [Status.MET, Status.MET]
    assert notes(first) == ["8 of 16 hours; the other 8 count towards “Ongoing”"]
    assert notes(second) == ["8 of 16 hours; the other 8 count towards “Core”"]


def test_a_quarter_of_an_hour_too_few_meets_only_the_first() -> None:
    first, second = found(once(core("8"), ongoing("8")), done("2026-03-01", "15.75"))
    assert first.status is Status.MET
    assert second.reason == "Needs 0.25 more hours: 7.75 of 8 hours counted since Nov 25, 2025."
    assert second.hours_counted == Decimal("7.75")


def test_what_went_elsewhere_whole_is_left_out_with_the_other_s_title() -> None:
    _, second = found(once(core("8"), ongoing("8")), done("2026-03-01", "8"))
    assert whys(second) == ["its hours count towards “Core”"]


def test_the_most_requirements_are_met_where_the_standard_s_order_would_meet_fewer() -> None:
    asked = once(core("10", name="any"), core("6", "trauma", name="one"), core("6", "boys", name="two"))
    completions = done("2026-03-01", "6", "trauma"), done("2026-04-01", "6", "boys")
    assert statuses(asked, *completions) == ["not_met", "met", "met"]


def test_of_equally_many_those_that_come_first_in_the_standard_are_met() -> None:
    asked = once(core("6", name="one"), core("6", name="two"))
    assert statuses(asked, done("2026-03-01", "6")) == ["met", "not_met"]


def test_hours_that_only_one_can_use_stay_there_whatever_the_others_need() -> None:
    asked = once(core("8", "trauma"), ongoing("8"))
    completions = done("2026-03-01", "8", "boys"), done("2026-04-01", "8", "trauma")
    first, second = found(asked, *completions)
    assert [first.status, second.status] == [Status.MET, Status.MET]
    assert whys(second) == ["its hours count towards “Core”"]


def test_hours_that_the_certificate_splits_serve_each_topic_s_requirement() -> None:
    asked = once(core("3", "trauma", name="one"), core("3", "boys", name="two"))
    split = done("2026-03-01", "6", "trauma", "boys", split={"trauma": "3", "boys": "3"})
    findings = found(asked, split)
    assert [finding.status for finding in findings] == [Status.MET, Status.MET]
    assert [notes(finding) for finding in findings] == [[""], [""]]


def test_hours_for_what_comes_round_again_are_the_newest_so_that_it_holds_longest() -> None:
    completions = done("2026-02-01", "8", title="Old"), done("2026-11-01", "8", title="New")
    first, second = found(once(core("8"), ongoing("8")), *completions)
    assert [entry.completion.title for entry in first.counted] == ["Old"]
    assert [entry.completion.title for entry in second.counted] == ["New"]
    assert second.lapses_on == on("2027-11-01")


def test_a_requirement_that_does_not_bind_takes_no_hours() -> None:
    volunteers = replace(core("8"), applies=replace(core().applies, roles=frozenset({Role.VOLUNTEER})))
    assert statuses(once(volunteers, ongoing("8")), done("2026-03-01", "8")) == ["does_not_apply", "met"]


def test_what_is_left_out_takes_no_hours() -> None:
    asked = once(core("8"), ongoing("8"))
    out = replace(asked, requirements=(replace(asked.requirements[0], asked=False), asked.requirements[1]))
    assert statuses(out, done("2026-03-01", "8")) == ["does_not_apply", "met"]


def test_what_stands_in_no_group_shares_with_nobody() -> None:
    asked = once(core("8"), ongoing("8"), apart=[core("8", name="apart")])
    assert statuses(asked, done("2026-03-01", "8")) == ["met", "not_met", "met"]


def test_what_waits_is_in_review_where_it_would_be_enough_for_both() -> None:
    completions = done("2026-03-01", "8"), done("2026-04-01", "8", state=CompletionState.SUBMITTED)
    first, second = found(once(core("8"), ongoing("8")), *completions)
    assert [first.status, second.status] == [Status.MET, Status.IN_REVIEW]
    assert second.reason.startswith("8 hours wait for review and would be enough")


def test_what_waits_is_not_in_review_for_two_if_it_is_enough_for_one() -> None:
    waiting = done("2026-04-01", "8", state=CompletionState.SUBMITTED)
    assert statuses(once(core("8"), ongoing("8")), waiting) == ["in_review", "not_met"]


def test_what_waits_and_only_the_other_can_use_sets_hours_free_and_that_is_in_review_as_well() -> None:
    waiting = done("2026-04-01", "8", "boys", state=CompletionState.SUBMITTED)
    asked = once(core("8", name="any"), core("8", "trauma", name="one"))
    assert statuses(asked, done("2026-03-01", "8", "trauma"), waiting) == ["met", "in_review"]


def test_it_lapsed_only_if_it_was_met_beside_the_others() -> None:
    both = once(ongoing("8", name="one"), ongoing("8", name="two"))
    assert statuses(both, done("2024-03-01", "16")) == ["lapsed", "lapsed"]
    assert statuses(both, done("2024-03-01", "8")) == ["lapsed", "not_met"]


def test_the_last_day_on_which_it_held_is_told() -> None:
    both = once(ongoing("8", name="one"), ongoing("8", name="two"))
    second = found(both, done("2024-03-01", "16"), done("2026-03-01", "8"))[1]
    assert second.reason.startswith("Met only through Feb 28, 2025.")


def test_of_two_late_and_in_time_the_first_in_the_standard_was_in_time() -> None:
    asked = once(core("8", due_days=90, name="one"), core("8", due_days=90, name="two"))
    first, second = found(asked, done("2020-02-01", "8"), done("2021-02-01", "8"))
    assert first.cautions == ()
    assert second.cautions == ("First met on Feb 1, 2021; it was due by Mar 31, 2020.",)


def test_recurring_requirements_that_live_on_the_same_hours_say_that_these_may_be_given_otherwise() -> None:
    both = found(once(ongoing("8", name="one"), ongoing("8", name="two")), done("2026-03-01", "16"))
    assert both[1].cautions == (
        "Shares its hours with “One”: once one of them lapses, the hours may be given otherwise.",
    )


@pytest.mark.parametrize("kind", list(WindowKind))
def test_each_kind_of_window_shares_as_the_others_do(kind: WindowKind) -> None:
    both = once(ongoing("8", window=Window(12, kind, FirstDue.AT_ONCE)), core("8"))
    assert statuses(both, done("2026-03-01", "15.75")) == ["met", "not_met"]
    assert statuses(both, done("2026-03-01", "16"))[1] == "met"


def test_of_whom_nothing_changed_keeps_what_was_shared_out_and_others_are_judged_anew() -> None:
    asked = once(core("8"), ongoing("8"))
    ada, ben = person(done("2026-03-01", "8"), key="ada"), person(key="ben")
    earlier = assess(asked, Record(people=(ada, ben)), on(TODAY))
    trained = replace(ben, completions=(done("2026-04-01", "16"),))
    after = assess(asked, Record(people=(ada, trained)), on(TODAY), earlier)
    assert after.cell("ada", "ongoing") is earlier.cell("ada", "ongoing")
    assert after == assess(asked, Record(people=(ada, trained)), on(TODAY))
    assert assess(replace(asked, counts_once=()), Record(people=(ada, ben)), on(TODAY), earlier) != earlier
