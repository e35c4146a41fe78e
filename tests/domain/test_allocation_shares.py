"""How hours that may serve only one requirement are shared out, to the hour, the day and the word."""

from dataclasses import replace
from decimal import Decimal

from tests.domain.allocating import TODAY, core, found, notes, once, ongoing, statuses
from tests.domain.build import away, done, on, person, requirement, whys
from tracker.domain.allocation import allot
from tracker.domain.pauses import LeaveEffect
from tracker.domain.rules import ApprovedList, Composite, FirstDue, Hours, Part, Selection, Window, WindowKind
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState, Grade

BEFORE_VISIT = Window(12, WindowKind.VISIT)
VISIT = "2027-03-15"


def test_what_nobody_needs_goes_to_the_first_that_may_count_it() -> None:
    first, second = found(once(core("4", name="one"), core("4", name="two")), done("2026-03-01", "10"))
    assert notes(first) == ["6 of 10 hours; the other 4 count towards “Two”"]
    assert notes(second) == ["4 of 10 hours; the other 6 count towards “One”"]


def test_what_nobody_needs_of_what_waits_goes_to_the_first_as_well() -> None:
    waiting = done("2026-03-01", "20", state=CompletionState.SUBMITTED)
    first, second = found(once(core("8"), ongoing("8")), waiting)
    assert first.reason == "12 hours wait for review and would be enough: 0 of 8 hours counted."
    assert second.reason == "8 hours wait for review and would be enough: 0 of 8 hours counted since Nov 25, 2025."


def test_a_single_hour_counts_in_the_singular() -> None:
    assert notes(found(once(core("7"), ongoing("1")), done("2026-03-01", "8"))[0]) == [
        "7 of 8 hours; the other 1 counts towards “Ongoing”"
    ]


def test_of_several_others_each_is_named_with_its_hours() -> None:
    asked = once(core("2", name="one"), core("3", name="two"), core("4", name="three"))
    assert notes(found(asked, done("2026-03-01", "9"))[0]) == ["2 of 9 hours; 3 towards “Two”; 4 towards “Three”"]


def test_hours_on_another_topic_are_not_called_the_rest_of_these() -> None:
    split = done("2026-03-01", "8", "trauma", "boys", split={"trauma": "4", "boys": "4"})
    first, second = found(once(core("3", "trauma"), ongoing("5")), split)
    assert notes(first) == ["3 of 4 hours; 5 towards “Ongoing”"]
    assert notes(second) == ["5 of 8 hours; the other 3 count towards “Core”"]


def test_what_the_certificate_left_unsplit_is_on_the_topics_that_are_left() -> None:
    split = done("2026-03-01", "8", "trauma", "boys", split={"trauma": "2"})
    first, second = found(once(core("6", "boys"), ongoing("8")), split)
    assert [first.status, second.status] == [Status.MET, Status.NOT_MET]
    assert notes(first) == [""]
    assert notes(second) == ["2 of 8 hours; the other 6 count towards “Core”"]


def test_what_could_not_be_met_alone_takes_nothing_from_what_can() -> None:
    split = done("2026-03-01", "8", "trauma", "boys", split={"trauma": "2"})
    for asked in (core("7", "boys"), core("3", "trauma")):
        first, second = found(once(asked, ongoing("8")), split)
        assert [first.status, second.status] == [Status.NOT_MET, Status.MET]
        assert whys(first) == ["its hours count towards “Ongoing”"]


def test_a_split_without_a_total_is_shared_out_by_its_topics() -> None:
    split = done("2026-03-01", None, "trauma", "boys", split={"trauma": "4", "boys": "4"})
    assert statuses(once(core("4", "trauma", name="one"), core("4", "trauma", "boys", name="two")), split) == [
        "met",
        "met",
    ]


def test_each_two_that_want_the_same_hours_share_them_whoever_stands_between() -> None:
    completions = done("2026-03-01", "8", "trauma"), done("2026-04-01", "8", "boys")
    for order in (("trauma", "trauma", "boys"), ("trauma", "boys", "trauma")):
        asked = once(*(core("8", topic, name=f"{at}") for at, topic in enumerate(order)))
        assert sorted(statuses(asked, *completions)) == ["met", "met", "not_met"]


def test_hours_are_gathered_from_several_trainings_and_no_more_than_needed() -> None:
    completions = done("2026-03-01", "5"), done("2026-04-01", "5")
    assert statuses(once(core("8"), ongoing("2")), *completions) == ["met", "met"]
    second = found(once(core("8"), ongoing("2.25")), *completions)[1]
    assert (second.status, second.hours_counted) == (Status.LAPSED, 2), "until the second training it had the first"


def test_what_comes_round_again_gets_the_newest_hours_though_it_stands_first() -> None:
    completions = done("2026-02-01", "8", title="Old"), done("2026-11-01", "8", title="New")
    first, second = found(once(ongoing("8"), core("8")), *completions)
    assert (first.counted[0].completion.title, second.counted[0].completion.title) == ("New", "Old")
    assert first.lapses_on == on("2027-11-01")


def test_two_that_come_round_again_hold_together_as_long_as_can_be_and_then_the_first_longest() -> None:
    completions = [done(f"2026-{month:02}-01", "8") for month in (1, 3, 5, 7, 9)]
    asked = once(ongoing("8", name="one"), ongoing("8", name="two"), core("24"))
    findings = found(asked, *completions)
    assert [finding.lapses_on for finding in findings] == [on("2027-09-01"), on("2027-07-01"), None]
    assert [[entry.completion.completed_on.month for entry in finding.counted] for finding in findings] == [
        [9],
        [7],
        [1, 3, 5],
    ]


def test_what_shares_no_hours_with_another_is_not_said_to() -> None:
    completions = done("2026-03-01", "16", "trauma"), done("2026-04-01", "16", "boys")
    asked = once(ongoing("8", "trauma", name="one"), ongoing("8", "boys", name="two"), core("8"))
    assert [finding.cautions for finding in found(asked, *completions)] == [(), (), ()]


def test_what_is_not_met_shares_nothing_that_could_be_given_otherwise() -> None:
    both = found(once(ongoing("8", name="one"), ongoing("8", name="two")), done("2026-03-01", "8"))
    assert [finding.cautions for finding in both] == [(), ()]


def test_hours_outside_the_window_before_the_visit_are_left_to_the_others() -> None:
    asked = once(ongoing("8", window=BEFORE_VISIT), core("8", due_days=90))
    findings = found(asked, done("2026-01-10", "8"), since="2025-11-01", visit_on=VISIT)
    assert [finding.status for finding in findings] == [Status.NOT_YET_DUE, Status.MET]
    assert findings[1].cautions == ()


def test_what_was_completed_before_the_role_is_left_to_those_who_count_it() -> None:
    own = Hours(hours=Decimal(8), counts=Selection(before_role=False))
    findings = found(once(requirement(own, "own"), ongoing("8")), done("2026-03-01", "8"), since="2026-06-01")
    assert [finding.status for finding in findings] == [Status.NOT_MET, Status.MET]


def test_a_part_of_a_whole_says_since_when_it_counts_and_how_much_of_it() -> None:
    whole = Selection(only_whole=(Composite("Both", (Part("part a", "a"), Part("part b", "b"))),))
    asked = once(requirement(Hours(hours=Decimal(6), counts=whole), "whole"), core("6"))
    parts = done("2026-03-01", "6", training="a"), done("2026-04-01", "6", training="b")
    first, _ = found(asked, replace(parts[0], hours=Decimal(8)), replace(parts[1], hours=Decimal(4)))
    since = "counts since Apr 1, 2026, when “Both” was whole"
    assert notes(first)[0] == f"{since}; 6 of 8 hours; the other 2 count towards “Core”"


def test_a_part_that_waits_for_the_other_is_left_to_those_who_count_it_now() -> None:
    whole = Selection(only_whole=(Composite("Both", (Part("part a", "a"), Part("part b", "b"))),))
    asked = once(requirement(Hours(hours=Decimal(6), counts=whole), "whole"), core("4"))
    waits = done("2026-05-01", "4", training="b", state=CompletionState.SUBMITTED)
    first, second = found(asked, done("2026-03-01", "6"), done("2026-04-01", "8", training="a"), waits)
    assert (first.status, first.hours_counted, second.status) == (Status.MET, 6, Status.MET)
    assert notes(second) == [""]


def test_what_is_on_no_list_is_left_to_those_who_have_none() -> None:
    listed = Selection(approved=ApprovedList("NCA's list", frozenset({"on it"})))
    asked = once(requirement(Hours(hours=Decimal(8), counts=listed), "listed"), ongoing("8"))
    completions = done("2026-03-01", "8", training="on it"), done("2026-04-01", "8", training="another")
    first, second = found(asked, *completions)
    assert [first.status, second.status] == [Status.MET, Status.MET]
    assert (whys(first), whys(second)) == (["not on the approved list"], ["its hours count towards “Listed”"])
    assert statuses(asked, completions[0]) == ["met", "not_met"]
    assert statuses(asked, completions[1]) == ["not_met", "met"]


def test_the_last_day_in_time_is_in_time_and_the_next_is_late() -> None:
    asked = once(core("8", due_days=90, name="one"), core("8", due_days=90, name="two"))
    first, second = found(asked, done("2020-03-31", "8"), done("2020-04-01", "8"))
    assert first.cautions == ()
    assert second.cautions == ("First met on Apr 1, 2020; it was due by Mar 31, 2020.",)


def test_it_lapsed_where_it_held_on_the_first_day_of_service_or_later() -> None:
    both = once(ongoing("8", name="one"), ongoing("8", name="two"))
    held, before = (found(both, done("2025-01-02", "16"), since=since)[0] for since in ("2026-01-01", "2026-01-02"))
    assert held.reason.startswith("Met only through Jan 1, 2026.")
    assert before.status is Status.NOT_MET


def test_a_visit_changes_nothing_for_windows_that_roll() -> None:
    both = once(ongoing("8", name="one"), ongoing("8", name="two"))
    findings = found(both, done("2024-03-01", "16"), visit_on=VISIT)
    assert [finding.status for finding in findings] == [Status.LAPSED, Status.LAPSED]


def test_years_of_the_calendar_that_are_over_may_carry_one_and_the_present_the_other() -> None:
    years = Window(12, WindowKind.CALENDAR_YEARS, FirstDue.AT_ONCE)
    both = once(ongoing("8", window=years, name="one"), ongoing("8", window=years, name="two"))
    findings = found(both, done("2025-06-01", "8"), done("2026-06-01", "8"))
    assert [(finding.status, finding.lapses_on) for finding in findings] == [
        (Status.MET, on("2028-01-01")),
        (Status.DUE_SOON, on("2027-01-01")),
    ]


def test_leave_that_moved_the_last_day_is_told_where_hours_came_late_or_are_missing() -> None:
    asked = once(
        *(replace(core("8", due_days=90, name=name), leave=LeaveEffect.STOPS_THE_CLOCK) for name in ("one", "two"))
    )
    leaves = [away("2020-02-01", "2020-02-10")]
    moved = "Due 10 days later for leave from Feb 1 to Feb 10, 2020."
    first, second = found(asked, done("2020-03-31", "8"), done("2020-04-11", "8"), leaves=leaves)
    assert first.cautions == ()
    assert second.cautions == (moved, "First met on Apr 11, 2020; it was due by Apr 10, 2020.")
    assert found(asked, done("2020-03-31", "8"), leaves=leaves)[1].cautions == (moved,)


def test_where_only_the_present_window_serves_one_the_year_before_serves_the_other() -> None:
    years = Window(12, WindowKind.CALENDAR_YEARS, FirstDue.AT_ONCE)
    both = once(ongoing("8", window=years, name="one"), ongoing("8", name="two"))
    findings = found(both, done("2025-06-01", "8"), done("2026-06-01", "8"))
    assert [finding.status for finding in findings] == [Status.DUE_SOON, Status.MET]


def test_a_certificate_gives_no_more_than_its_hours_though_its_parts_add_up_to_more() -> None:
    split = done("2026-03-01", "6", "trauma", "boys", split={"trauma": "4", "boys": "4"})
    topics = core("2", "trauma", name="one"), core("2", "boys", name="two")
    assert statuses(once(*topics, ongoing("2")), split) == ["met", "met", "met"]
    assert statuses(once(*topics, ongoing("2.25")), split) == ["met", "met", "not_met"]


def test_what_waits_goes_first_to_whom_it_would_be_enough_and_the_rest_to_the_other() -> None:
    waiting = done("2026-03-01", "12", state=CompletionState.SUBMITTED)
    first, second = found(once(core("8"), ongoing("8")), waiting)
    assert first.reason == "8 hours wait for review and would be enough: 0 of 8 hours counted."
    assert second.reason.endswith("4 hours wait for review.")


def test_hours_that_only_leave_keeps_in_the_window_are_shared_out_as_well() -> None:
    stops = replace(ongoing("8"), leave=LeaveEffect.STOPS_THE_CLOCK)
    leaves = [away("2026-03-01", "2026-04-30")]
    findings = found(once(stops, core("8")), done("2025-10-20", "8"), leaves=leaves)
    assert [finding.status for finding in findings] == [Status.DUE_SOON, Status.NOT_MET]


def test_leave_moves_the_last_day_on_which_shared_hours_held() -> None:
    both = once(*(replace(ongoing("8", name=name), leave=LeaveEffect.STOPS_THE_CLOCK) for name in ("one", "two")))
    lapsed = found(both, done("2024-03-01", "16"), leaves=[away("2024-06-01", "2024-06-30")])
    assert all(finding.reason.startswith("Met only through Mar 30, 2025.") for finding in lapsed)


def test_the_first_gives_way_where_both_together_hold_longer_so() -> None:
    """By itself the first would take the newest, on trauma, and leave the second one that is older than boys."""
    completions = (
        done("2026-07-01", "8", "trauma"),
        done("2026-08-01", "8", "boys"),
        done("2026-09-01", "8", "trauma"),
    )
    asked = once(ongoing("8", name="any"), ongoing("8", "trauma", name="on trauma"))
    assert [finding.lapses_on for finding in found(asked, *completions)] == [on("2027-08-01"), on("2027-09-01")]


def test_weaker_proof_than_is_asked_for_takes_no_hours() -> None:
    certified = replace(core("8"), least_grade=Grade.CERTIFICATE, weaker_counts=False)
    weak, good = done("2026-03-01", "8", grade=Grade.OWN_WORD), done("2026-04-01", "8")
    assert statuses(once(certified, ongoing("8")), weak) == ["not_met", "met"]
    assert statuses(once(certified, ongoing("8")), good) == ["met", "not_met"]
    assert statuses(once(certified, ongoing("8")), weak, good) == ["met", "met"]


def test_where_nobody_wants_another_s_hours_nothing_is_shared_out() -> None:
    asked = once(core("8", "trauma"), ongoing("8", "boys"))
    somebody = person(done("2026-03-01", "8", "trauma"), done("2026-04-01", "8", "boys"), done("2026-05-01", None))
    assert allot(asked, somebody, on(TODAY), None) == {}
    unstated = person(done("2026-03-01", None, "trauma"))
    assert allot(once(core("8", "trauma"), ongoing("8")), unstated, on(TODAY), None) == {}


def test_what_was_missing_at_the_visit_is_not_met_though_it_once_had_its_hours() -> None:
    asked = once(core("8"), ongoing("4", window=BEFORE_VISIT))
    completions = done("2026-05-01", "4"), done("2026-06-01", "4")
    findings = found(asked, *completions, day="2027-04-01", visit_on=VISIT)
    assert [finding.status for finding in findings] == [Status.MET, Status.NOT_MET]
