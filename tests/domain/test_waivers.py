"""Waivers and equivalents: a requirement set aside by decision, from a day to a day, and never a training."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.allocating import core, once, ongoing
from tests.domain.build import done, found, on, person, requirement, standard
from tests.domain.strategies import days, situations
from tracker.domain.assessment import assess
from tracker.domain.finding import Finding
from tracker.domain.record import Person, Record, Waiver, WaiverKind
from tracker.domain.rules import ApprovedList, Hours, RecurringHours, Selection, TeamTraining, Window
from tracker.domain.standard import Applies, Rule
from tracker.domain.verdict import Status
from tracker.domain.waivers import words

CORE = Hours(hours=Decimal(24), due_days=90)


def waiver(
    starts_on: str = "2026-03-01",
    ends_on: str = "2026-12-31",
    *,
    requirement: str = "asked",
    edition: str = "1",
    kind: WaiverKind = WaiverKind.WAIVER,
    instead: str = "",
    key: str = "decision",
) -> Waiver:
    """A decision of two people on the requirement that the cases ask for."""
    return Waiver(
        key=key,
        kind=kind,
        standard="test",
        edition=edition,
        requirement=requirement,
        starts_on=on(starts_on),
        ends_on=on(ends_on),
        reason="the course is not held before autumn",
        proposed_by="Sam",
        decided_by="Dana",
        decided_on=on("2026-02-27"),
        instead=instead,
    )


def with_waivers(somebody: Person, *waivers: Waiver) -> Person:
    """The same person, with decisions."""
    return replace(somebody, waivers=waivers)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2026-02-28", Status.NOT_MET),
        ("2026-03-01", Status.WAIVED),
        ("2026-12-31", Status.WAIVED),
        ("2027-01-01", Status.NOT_MET),
    ],
)
def test_it_holds_on_its_first_and_last_day_and_lapses_by_itself(day: str, status: Status) -> None:
    assert found(CORE, with_waivers(person(done("2026-01-10", "8")), waiver()), day).status is status


def test_what_was_decided_is_said_and_how_it_would_stand_without() -> None:
    finding = found(CORE, with_waivers(person(done("2026-01-10", "8")), waiver()), "2026-06-01")
    assert finding.reason == (
        "Set aside until Dec 31, 2026, proposed by Sam and decided by Dana on Feb 27, 2026: "
        "the course is not held before autumn. Without this it is not met. Needs 16 more hours: 8 of 24 hours "
        "counted. This was due by Mar 31, 2020."
    )
    assert (finding.gap, finding.due_on, finding.lapses_on) == ("", None, on("2027-01-01"))


def test_an_equivalent_says_what_meets_it_instead() -> None:
    decided = waiver(kind=WaiverKind.EQUIVALENT, instead="Master's degree in social work, 2019")
    finding = found(CORE, with_waivers(person(), decided), "2026-06-01")
    assert finding.status is Status.WAIVED
    assert "Met by something else until Dec 31, 2026" in finding.reason
    assert "Master's degree in social work, 2019: the course is not held before autumn. " in finding.reason


def test_it_is_no_training_and_adds_no_hours() -> None:
    finding = found(CORE, with_waivers(person(done("2026-01-10", "8")), waiver()), "2026-06-01")
    assert (finding.hours_counted, finding.hours_needed) == (Decimal(8), Decimal(24))
    assert [entry.completion.title for entry in finding.counted] == ["A training"]


def test_where_the_requirement_is_met_a_waiver_says_nothing() -> None:
    without = found(CORE, person(done("2026-01-10", "24")), "2026-06-01")
    beside = found(CORE, with_waivers(person(done("2026-01-10", "24")), waiver()), "2026-06-01")
    assert (beside.status, beside.reason, beside.waiver) == (Status.MET, without.reason, None)


def test_what_is_due_soon_stays_so() -> None:
    rule = RecurringHours(hours=Decimal(8), window=Window(24))
    somebody = with_waivers(person(done("2024-07-01", "8")), waiver())
    assert found(rule, somebody, "2026-06-01").status is Status.DUE_SOON
    assert found(rule, somebody, "2026-07-01").status is Status.WAIVED


def test_whom_it_does_not_bind_needs_none() -> None:
    finding = found(CORE, with_waivers(person(terms=[]), waiver()), "2026-06-01")
    assert (finding.status, finding.waiver) == (Status.DOES_NOT_APPLY, None)


def test_it_counts_for_its_requirement_and_edition_alone() -> None:
    others = waiver(requirement="another"), waiver(edition="2")
    assert found(CORE, with_waivers(person(), *others), "2026-06-01").status is Status.NOT_MET


def test_of_several_the_one_that_holds_longest_is_named() -> None:
    short, long = waiver(ends_on="2026-07-31", key="short"), waiver(ends_on="2026-09-30", key="long")
    finding = found(CORE, with_waivers(person(), long, short), "2026-06-01")
    assert finding.waiver == long
    assert finding.lapses_on == on("2026-10-01")


def team_finding(day: str, *waivers: Waiver) -> Finding:
    """How the team stands that did nothing."""
    asked = standard(requirement(TeamTraining(count=1, window=Window(12)), applies=Applies(team=True)))
    return assess(asked, Record(people=(person(),), waivers=waivers), on(day)).team[0]


def test_the_team_s_own_requirement_can_be_set_aside() -> None:
    assert team_finding("2026-06-01").status is Status.NOT_MET
    assert team_finding("2026-06-01", waiver()).status is Status.WAIVED


def test_a_person_s_waiver_is_not_the_team_s_nor_anybody_else_s() -> None:
    asked = standard(requirement(CORE), requirement(TeamTraining(count=1, window=Window(12)), "team", applies=TEAM))
    people = with_waivers(person(key="ada"), waiver(), waiver(requirement="team")), person(key="ben")
    found = assess(asked, Record(people=people), on("2026-06-01"))
    assert found.cell("ada", "asked").status is Status.WAIVED
    assert found.cell("ben", "asked").status is Status.NOT_MET
    assert found.team[0].status is Status.NOT_MET


TEAM = Applies(team=True)


def test_waived_counts_as_met_in_what_is_tallied() -> None:
    people = with_waivers(person(key="ada"), waiver()), person(key="ben")
    assert str(assess(standard(requirement(CORE)), Record(people=people), on("2026-06-01")).counts()) == "1 of 2"


@given(situations(), days, days, st.integers(0, 900))
def test_a_decision_never_makes_anybody_worse_and_acts_on_its_days_only(
    situation: tuple[Rule, Person, int, date | None], as_of: date, starts_on: date, length: int
) -> None:
    rule, somebody, grace_days, visit_on = situation
    asked = standard(requirement(rule, grace_days=grace_days))
    decided = replace(waiver(), starts_on=starts_on, ends_on=starts_on + timedelta(days=length))
    before, after = (
        assess(asked, Record(people=(each,), visit_on=visit_on), as_of).findings[0]
        for each in (somebody, with_waivers(somebody, decided))
    )
    assert after.status.standing >= before.status.standing
    assert (after.waiver is not None) == (after.status is Status.WAIVED)
    if not decided.starts_on <= as_of <= decided.ends_on:
        assert after == replace(before, person=after.person)


def test_a_reason_that_ends_with_a_full_stop_is_not_given_another() -> None:
    for reason in ("She is away until the fall", "She is away until the fall. ", "She is away until the fall.."):
        assert words(replace(waiver(), reason=reason)) == (
            "Set aside until Dec 31, 2026, proposed by Sam and decided by Dana on Feb 27, 2026: "
            "She is away until the fall."
        )
    assert words(replace(waiver(), reason="The course is on DVD X")).endswith("The course is on DVD X.")


def test_under_a_decision_nothing_else_need_be_told() -> None:
    listed = Hours(hours=Decimal(24), counts=Selection(approved=ApprovedList("NCA's list")))
    finding = found(listed, with_waivers(person(), waiver()), "2026-11-24")
    assert (finding.status, finding.cautions) == (Status.WAIVED, ())


def test_where_hours_count_once_what_is_waived_takes_only_what_the_others_leave() -> None:
    asked, set_aside = once(core("32", name="first"), ongoing("8", name="each year")), waiver(requirement="first")

    def findings(hours: str, day: str) -> list[Finding]:
        somebody = with_waivers(person(done("2026-01-10", hours)), set_aside)
        return list(assess(asked, Record(people=(somebody,)), on(day)).findings)

    first, yearly = findings("32", "2026-06-01")
    assert (first.status, yearly.status) == (Status.WAIVED, Status.MET), "though 32 would be enough for the first"
    assert "Needs 8 more hours: 24 of 32 hours counted." in first.reason
    assert [each.status for each in findings("40", "2026-06-01")] == [Status.MET, Status.MET]
    over = findings("32", "2027-01-01")
    assert [each.status for each in over] == [Status.MET, Status.LAPSED], "the decision is over"
    assert over[1].reason.startswith("Met only through Dec 31, 2026.")
