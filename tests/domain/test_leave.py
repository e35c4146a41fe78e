"""Leave of absence: where the standard says so it stops the clock; where it says nothing, it changes nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.build import ADVOCATES, away, done, found, on, person, requirement, standard, term
from tracker.domain.assessment import assess
from tracker.domain.finding import Finding
from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import CompletionKind, Leave, Person, Record
from tracker.domain.rules import FirstDue, Hours, Item, RecurringHours, Selection, TeamShare, Window, WindowKind
from tracker.domain.standard import Applies, Rule
from tracker.domain.verdict import Status
from tracker.domain.windows import next_day

STOPS = LeaveEffect.STOPS_THE_CLOCK
SPRING = away("2026-03-01", "2026-04-30")  # 61 days
EIGHT, LICENSE = Decimal(8), Selection(kinds=frozenset({CompletionKind.LICENSE}))
IN_180_DAYS = Hours(hours=EIGHT, due_days=180)


def in_each(months: int, kind: WindowKind = WindowKind.ROLLING, first_due: FirstDue = FirstDue.FULL_WINDOW) -> Rule:
    """8 hours in each window."""
    return RecurringHours(hours=EIGHT, window=Window(months, kind, first_due))


def judged(rule: Rule, somebody: Person, day: str, **more: object) -> Finding:
    """Judge where leave stops the clock."""
    return found(rule, somebody, day, leave=STOPS, **more)  # type: ignore[arg-type] the circumstances of a case


def joined(day: str, *leaves: Leave, completed: str = "") -> Person:
    """Somebody who began on a day, with 8 hours where a day is given."""
    return person(*([done(completed, "8")] if completed else []), terms=[term(day)], leaves=leaves)


DEADLINES = [
    # began, leaves, the last of the 180 days in time
    ("without leave", "2026-01-02", [], "2026-07-01"),
    ("61 days of leave move it by 61", "2026-01-02", [SPRING], "2026-08-31"),
    ("a single day of leave by one", "2026-01-02", [away("2026-03-01", "2026-03-01")], "2026-07-02"),
    ("leave over before the role began moves nothing", "2026-05-01", [SPRING], "2026-10-28"),
    ("only the second falls into the role", "2026-05-01", [SPRING, away("2026-06-01", "2026-06-10")], "2026-11-07"),
    ("of leave that runs on when the role begins, the days within", "2026-04-21", [SPRING], "2026-10-28"),
    ("leave on the deadline itself", "2026-01-02", [away("2026-07-01", "2026-07-10")], "2026-07-11"),
    ("leave from the day after it lasts it out", "2026-01-02", [away("2026-07-02", "2026-07-10")], "2026-07-10"),
    ("leave two days after it moves nothing", "2026-01-02", [away("2026-07-03", "2026-07-10")], "2026-07-01"),
    ("a second leave in what the first added", "2026-01-02", [SPRING, away("2026-08-31", "2026-09-09")], "2026-09-10"),
    ("days that two leaves share count once", "2026-01-02", [SPRING, away("2026-04-01", "2026-05-10")], "2026-09-10"),
    ("leaves one after the other", "2026-01-02", [SPRING, away("2026-05-01", "2026-05-10")], "2026-09-10"),
]  # fmt: skip


@pytest.mark.parametrize(("began", "leaves", "last"), [case[1:] for case in DEADLINES], ids=[c[0] for c in DEADLINES])
def test_days_of_leave_do_not_count_towards_a_deadline(began: str, leaves: list[Leave], last: str) -> None:
    somebody = joined(began, *leaves)
    on_the_day = judged(IN_180_DAYS, somebody, last)
    assert (on_the_day.status, on_the_day.due_on) == (Status.NOT_YET_DUE, on(last))
    assert judged(IN_180_DAYS, somebody, next_day(on(last)).isoformat()).status is Status.NOT_MET


def test_where_leave_moved_a_deadline_the_finding_says_by_how_much_and_for_which_days() -> None:
    somebody = joined("2026-01-02", SPRING)
    finding = judged(IN_180_DAYS, somebody, "2026-09-01")
    assert finding.reason == "Needs 8 more hours: 0 of 8 hours counted. This was due by Aug 31, 2026."
    assert finding.cautions == ("Due 61 days later for leave from Mar 1 to Apr 30, 2026.",)


def test_what_came_in_time_only_because_of_leave_is_not_late_and_says_why() -> None:
    in_time = joined("2026-01-02", SPRING, completed="2026-08-31")
    late = joined("2026-01-02", SPRING, completed="2026-09-01")
    early = joined("2026-01-02", SPRING, completed="2026-07-01")
    moved = "Due 61 days later for leave from Mar 1 to Apr 30, 2026."
    assert judged(IN_180_DAYS, in_time, "2026-10-01").cautions == (moved,)
    assert judged(IN_180_DAYS, late, "2026-10-01").cautions == (
        moved,
        "First met on Sep 1, 2026; it was due by Aug 31, 2026.",
    )
    assert judged(IN_180_DAYS, early, "2026-10-01").cautions == ()


def test_days_of_leave_do_not_count_towards_grace() -> None:
    always = Hours(hours=EIGHT)
    somebody = joined("2026-01-02", SPRING)
    assert judged(always, somebody, "2026-06-02", grace_days=90).status is Status.NOT_YET_DUE
    assert judged(always, somebody, "2026-06-03", grace_days=90).status is Status.NOT_MET


def test_on_a_day_of_leave_nothing_is_missing_yet_and_the_day_after_it_is() -> None:
    somebody = person(leaves=[SPRING])
    before, first, last, after = (
        judged(in_each(24), somebody, day) for day in ("2026-02-28", "2026-03-01", "2026-04-30", "2026-05-01")
    )
    assert [each.status for each in (before, first, last, after)] == [
        Status.NOT_MET,
        Status.NOT_YET_DUE,
        Status.NOT_YET_DUE,
        Status.NOT_MET,
    ]
    assert first.reason.startswith(
        "On leave since Mar 1, 2026, through Apr 30, 2026. Needs 8 more hours by Apr 30, 2026"
    )
    assert first.gap == "Complete 8 more hours by Apr 30, 2026."


def test_of_a_leave_whose_end_is_not_known_it_says_after_the_leave() -> None:
    finding = judged(IN_180_DAYS, joined("2026-01-02", away("2026-03-01")), "2027-03-01")
    assert (finding.status, finding.due_on) == (Status.NOT_YET_DUE, None)
    assert finding.reason == "On leave since Mar 1, 2026. Needs 8 more hours after the leave: 0 of 8 hours counted."
    assert finding.gap == "Complete 8 more hours after the leave."


def test_a_rolling_window_reaches_back_by_the_days_of_leave_in_it() -> None:
    somebody = person(done("2025-03-15", "8"), leaves=[SPRING])
    last, after = (judged(in_each(24), somebody, day) for day in ("2027-05-14", "2027-05-15"))
    assert last.reason == "Met through May 14, 2027: 8 of 8 hours counted since Mar 15, 2025."
    assert last.cautions == ("Window of 24 months, 61 days longer for leave from Mar 1 to Apr 30, 2026.",)
    assert after.status is Status.LAPSED
    assert "Met only through May 14, 2027." in after.reason


@pytest.mark.parametrize(
    ("leaves", "holds_through"),
    [
        ([], "2027-03-14"),
        ([away("2025-03-14", "2025-03-14")], "2027-03-14"),
        ([away("2027-03-15", "2027-03-15")], "2027-03-15"),
        ([away("2027-03-14", "2027-03-14")], "2027-03-15"),
        ([away("2027-03-16", "2027-04-15")], "2027-03-14"),
        ([SPRING, away("2027-05-01", "2027-05-10")], "2027-05-24"),
        ([SPRING, away("2026-04-01", "2026-05-10")], "2027-05-24"),
        ([away("2026-03-01")], None),
    ],
)
def test_hours_hold_as_many_days_longer_as_there_are_of_leave(leaves: list[Leave], holds_through: str | None) -> None:
    finding = judged(in_each(24), person(done("2025-03-15", "8"), leaves=leaves), "2026-12-01")
    assert finding.status is Status.MET
    assert finding.due_on == (on(holds_through) if holds_through else None)


def test_hours_of_a_day_of_leave_count() -> None:
    somebody = person(done("2026-04-01", "8"), leaves=[SPRING])
    assert judged(in_each(24), somebody, "2026-04-01").status is Status.MET
    assert judged(in_each(24), somebody, "2026-06-01").status is Status.MET


def test_the_first_full_window_of_a_joiner_ends_later_by_the_days_of_leave() -> None:
    somebody = joined("2026-01-02", SPRING)
    finding = judged(in_each(24), somebody, "2028-03-02")
    assert (finding.status, finding.due_on) == (Status.NOT_YET_DUE, on("2028-03-02"))
    assert finding.cautions == ("Due 61 days later for leave from Mar 1 to Apr 30, 2026.",)
    assert judged(in_each(24), somebody, "2028-03-03").status is Status.NOT_MET


def test_periods_from_the_roles_start_are_longer_by_the_days_of_leave_in_each() -> None:
    yearly = in_each(12, WindowKind.ROLE_START)
    last_day, day_later = (joined("2026-01-02", SPRING, completed=day) for day in ("2027-03-03", "2027-03-04"))
    first = judged(yearly, last_day, "2027-03-04")
    assert "8 of 8 hours counted from Jan 2, 2026 to Mar 3, 2027. Met through Mar 2, 2028." in first.reason
    assert first.cautions == ("Window of 12 months, 61 days longer for leave from Mar 1 to Apr 30, 2026.",)
    assert judged(yearly, day_later, "2027-03-04").due_on == on("2029-03-03")


def test_a_calendar_year_does_not_grow_longer() -> None:
    yearly = in_each(12, WindowKind.CALENDAR_YEARS)
    somebody = person(done("2024-12-31", "8"), leaves=[SPRING])
    assert judged(yearly, somebody, "2025-12-31").status is Status.DUE_SOON
    assert judged(yearly, somebody, "2026-01-01").status is Status.LAPSED
    assert judged(yearly, somebody, "2026-03-01").status is Status.NOT_YET_DUE


def test_the_window_before_a_visit_does_not_grow_longer() -> None:
    before_visit = in_each(12, WindowKind.VISIT)
    first, too_early = (person(done(day, "8"), leaves=[SPRING]) for day in ("2025-10-02", "2025-10-01"))
    assert judged(before_visit, first, "2026-09-01", visit_on="2026-10-01").status is Status.MET
    assert judged(before_visit, too_early, "2026-10-02", visit_on="2026-10-01").status is Status.NOT_MET


def test_a_licenses_last_day_never_moves_but_renewing_it_can_wait_until_the_leave_is_over() -> None:
    license_ = Item(what="a license", counts=LICENSE)
    held = done("2020-01-01", kind="license", expires_on="2026-03-31", title="License")
    somebody = person(held, leaves=[SPRING])
    valid, on_leave, after = (judged(license_, somebody, day) for day in ("2026-02-01", "2026-04-15", "2026-05-01"))
    assert valid.reason == "Due by Apr 30, 2026: “License” of Jan 1, 2020, valid through Mar 31, 2026."
    assert on_leave.status is Status.NOT_YET_DUE
    assert "“License” of Jan 1, 2020 was valid only through Mar 31, 2026." in on_leave.reason
    assert on_leave.gap == "Renew a license by Apr 30, 2026."
    assert after.status is Status.LAPSED


@pytest.mark.parametrize("says", [None, LeaveEffect.COUNTS])
def test_where_the_standard_does_not_say_that_it_stops_leave_changes_nothing(says: LeaveEffect | None) -> None:
    somebody = joined("2026-01-02", SPRING)
    without = replace(somebody, leaves=())
    for rule in (IN_180_DAYS, in_each(12), in_each(12, WindowKind.ROLE_START)):
        for day in ("2026-04-01", "2026-07-01", "2026-07-02", "2027-01-02"):
            finding = replace(found(rule, somebody, day, leave=says), person=None, requirement=requirement(rule))
            assert finding == replace(found(rule, without, day), person=None, requirement=requirement(rule))


def test_who_is_on_leave_stays_among_the_team_with_a_clock_of_their_own() -> None:
    share = TeamShare(who="advocates", of=ADVOCATES, each=IN_180_DAYS, number=1, newcomer_days=30)
    asked = standard(requirement(share, applies=Applies(team=True), leave=STOPS))
    record = Record(people=(joined("2026-02-01", SPRING),))
    newcomer, counted = (assess(asked, record, on(day)).team[0] for day in ("2026-05-02", "2026-05-03"))
    assert newcomer.reason.endswith("and the team has 0.")
    assert counted.status is Status.NOT_YET_DUE
    assert counted.due_on == on("2026-09-30")
