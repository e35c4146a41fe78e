"""Readiness: today and on the visit day, the gaps and lapses that come first."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.factories import CenterWorld
from tests.pages.matrix.teams import CSEC, days_ago, follow_only, partner, visit
from tests.pages.people.test_list import leaver
from tracker.domain.windows import anniversary
from tracker.services import assessments, readiness, standards
from tracker.services.readiness import MOST_GAPS, MOST_LAPSES, Readiness

pytestmark = pytest.mark.usefixtures("context")

REFRESHED = {"hours": Decimal(8), "topics": frozenset({"identification"})}


def of_standards(center: CenterWorld) -> tuple[Readiness, ...]:
    with center.working():
        return readiness.of_standards(center.actor())


def test_the_visit_day_is_judged_as_the_matrix_judges_it(center: CenterWorld) -> None:
    follow_only(center, CSEC)
    day = center.actor().today + timedelta(days=200)
    visit(center, day)
    center.completion(center.person("Ana Reyes"), completed_on=days_ago(center, 600), **REFRESHED)
    (found,) = of_standards(center)
    with center.working():
        (followed,) = standards.followed(center.actor())
        then = assessments.of_team(center.actor(), followed, day).counts()
    assert found.on_visit == then
    assert found.on_visit is not None
    assert found.on_visit.met == found.counts.met - 1
    assert found.lapsing_before_visit == 1


@pytest.mark.parametrize("days", [None, 0, -1])
def test_without_a_visit_to_come_nothing_is_forecast(center: CenterWorld, days: int | None) -> None:
    visit(center, None if days is None else center.actor().today + timedelta(days=days))
    assert {each.on_visit for each in of_standards(center)} == {None}
    assert {each.lapsing_before_visit for each in of_standards(center)} == {0}


@pytest.mark.parametrize(("days", "before"), [(-1, 0), (0, 1), (1, 1)])
def test_what_lapses_on_the_visit_day_itself_lapses_before_it(center: CenterWorld, days: int, before: int) -> None:
    follow_only(center, CSEC)
    done = days_ago(center, 600)
    lapses_on = anniversary(done, 24)
    visit(center, lapses_on + timedelta(days=days))
    center.completion(center.person("Ana Reyes"), completed_on=done, **REFRESHED)
    (found,) = of_standards(center)
    assert [lapse.lapses_on for lapse in found.lapses] == [lapses_on]
    assert found.lapsing_before_visit == before


def test_the_biggest_gaps_come_first_over_all_standards_and_are_few(center: CenterWorld) -> None:
    for number in range(3):
        center.person(f"Advocate {number}")
    partner(center)
    found = of_standards(center)
    gaps = readiness.biggest_gaps(found)
    assert len(gaps) == MOST_GAPS
    sizes = [len(gap.findings) for gap in gaps]
    assert sizes == sorted(sizes, reverse=True)
    assert {gap.standard for each in found for gap in each.gaps} == {"nca-csec", "nca-essential-training"}
    assert all(len(gap.findings) <= gap.bound for gap in gaps)


def test_what_lapses_next_comes_earliest_first_and_is_few(center: CenterWorld) -> None:
    follow_only(center, CSEC)
    for number in range(MOST_LAPSES + 3):
        center.completion(center.person(f"Person {number}"), completed_on=days_ago(center, 100 + number), **REFRESHED)
    lapses = readiness.next_lapses(of_standards(center))
    assert len(lapses) == MOST_LAPSES
    days = [lapse.lapses_on for lapse in lapses]
    assert days == sorted(days)
    assert lapses[0].finding.person is not None
    assert lapses[0].finding.person.name == f"Person {MOST_LAPSES + 2}"


def test_a_gap_says_to_each_what_would_close_theirs(center: CenterWorld) -> None:
    follow_only(center, CSEC)
    topics = frozenset({"identification", "vulnerabilities_grooming", "trauma", "mdt_response"})
    center.completion(center.person("Ana Reyes"), topics=topics, hours=Decimal(4))
    for name in ("Bo Hart", "Cy Dunn"):
        center.completion(center.person(name), topics=topics - {"trauma"} | {"screening"}, hours=Decimal(4))
    (found,) = of_standards(center)
    (gap,) = [each for each in found.gaps if each.requirement.id == "csec-core-topics"]
    assert gap.closings == (
        (("Bo Hart", "Cy Dunn"), "Complete training on trauma."),
        (("Ana Reyes",), "Complete training on screening."),
    )


def test_who_left_is_in_no_gap(center: CenterWorld) -> None:
    follow_only(center, CSEC)
    leaver(center, "Bo Hart")
    assert all("Bo Hart" not in gap.names for each in of_standards(center) for gap in each.gaps)
