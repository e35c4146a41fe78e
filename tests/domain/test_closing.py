"""Which trainings of the catalog would do something about a gap, and which of them the most."""

from decimal import Decimal

import pytest

from tests.domain.build import done, on, person, requirement, standard
from tracker.domain.assessment import assess
from tracker.domain.closing import would_help
from tracker.domain.finding import Finding
from tracker.domain.record import Completion, Record
from tracker.domain.rules import (
    AllOf,
    ApprovedList,
    Hours,
    Item,
    RecurringHours,
    Selection,
    TopicCoverage,
    Window,
)
from tracker.domain.standard import Bridge, Rule

CORE_ONLY = ApprovedList("NCA's list", frozenset({"core"}))


def on_topics(*topics: str, also: str = "", approved: ApprovedList | None = None) -> Selection:
    return Selection(topics=frozenset(topics), also_topics=frozenset(filter(None, [also])), approved=approved)


def hours(counts: Selection) -> Hours:
    return Hours(hours=Decimal(8), counts=counts)


def gap(rule: Rule, *completions: Completion, bridge: Bridge | None = None) -> Finding:
    """What somebody who completed these lacks."""
    asked = standard(requirement(rule, bridge=bridge))
    return assess(asked, Record(people=(person(*completions),)), on("2026-11-24")).findings[0]


@pytest.mark.parametrize(("topics", "helps"), [("trauma", 1), ("trauma screening", 2), ("trauma boys", 1), ("boys", 0)])
def test_a_training_helps_by_each_topic_that_is_asked_for(topics: str, helps: int) -> None:
    for rule in (
        hours(on_topics("trauma", "screening")),
        RecurringHours(hours=Decimal(8), window=Window(24), counts=on_topics("trauma", "screening")),
    ):
        assert would_help(gap(rule), "course", frozenset(topics.split())) == helps


def test_of_a_list_of_topics_only_those_that_are_missing_help() -> None:
    lacking = gap(TopicCoverage(counts=on_topics("trauma", "boys")), done("2026-01-10", "1", "trauma"))
    assert [would_help(lacking, "course", frozenset({topic})) for topic in ("trauma", "boys")] == [0, 1]


def test_where_a_list_is_entered_only_what_is_on_it_helps() -> None:
    lacking = gap(hours(on_topics(approved=CORE_ONLY)))
    assert [would_help(lacking, key, frozenset({"boys"})) for key in ("core", "other")] == [1, 0]
    both = gap(hours(on_topics("boys", approved=CORE_ONLY)))
    assert [would_help(both, key, frozenset({"boys"})) for key in ("core", "other")] == [1, 0]
    unentered = gap(hours(on_topics("boys", approved=ApprovedList("NCA's list"))))
    assert would_help(unentered, "other", frozenset({"boys"})) == 1


def test_hours_on_anything_single_out_no_training() -> None:
    assert would_help(gap(hours(Selection())), "course", frozenset({"boys"})) == 0


@pytest.mark.parametrize(
    ("topics", "helps"), [("trauma", 0), ("forensic_interview", 0), ("trauma forensic_interview", 2)]
)
def test_a_topic_that_must_be_there_besides_must_be_there(topics: str, helps: int) -> None:
    lacking = gap(hours(on_topics("trauma", also="forensic_interview")))
    assert would_help(lacking, "course", frozenset(topics.split())) == helps


def test_a_topic_that_must_be_there_is_enough_where_no_other_is_asked_for() -> None:
    lacking = gap(hours(on_topics(also="forensic_interview")))
    for topics in ({"forensic_interview", "boys"}, {"forensic_interview"}):
        assert would_help(lacking, "course", frozenset(topics)) == 1


def test_no_training_answers_what_asks_for_something_else() -> None:
    reviews = Selection(topics=frozenset({"boys"}), kinds=frozenset({"peer_review"}))
    for rule in (Item(what="a course", counts=on_topics("boys")), hours(reviews)):
        assert would_help(gap(rule), "course", frozenset({"boys"})) == 0


def test_of_several_parts_the_one_that_it_answers_best_counts() -> None:
    parts = (
        Item(what="a license", counts=Selection(kinds=frozenset({"license"}))),
        hours(on_topics("boys", approved=CORE_ONLY)),
        hours(on_topics("trauma", "screening")),
        hours(on_topics("boys")),
    )
    assert would_help(gap(AllOf(parts=parts)), "course", frozenset({"trauma", "screening", "boys"})) == 2


def test_what_a_bridge_asks_for_is_looked_at_as_well() -> None:
    bridge = Bridge(edition="2017", carried="all", earlier=hours(on_topics("trauma")), difference=None)
    further = Bridge(edition="2017", carried="all", earlier=hours(Selection()), difference=hours(on_topics("trauma")))
    for each in (bridge, further):
        assert would_help(gap(hours(Selection()), bridge=each), "course", frozenset({"trauma"})) == 1
