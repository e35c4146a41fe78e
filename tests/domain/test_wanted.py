"""What is wanted for a finding: in words with its day, and of which kind and topic where its rule leaves no choice."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.domain.build import done, on, person, requirement, standard
from tracker.domain import wanted
from tracker.domain.assessment import assess
from tracker.domain.finding import Finding
from tracker.domain.record import Completion, CompletionKind, Record
from tracker.domain.rules import AllOf, AnyOf, AtLeast, Hours, Item, RecurringEvents, Selection, TopicCoverage, Window
from tracker.domain.standard import Bridge, Rule
from tracker.domain.vocabulary import CompletionState

TODAY = on("2026-11-24")
TRAINING, LICENSE = CompletionKind.TRAINING, CompletionKind.LICENSE
DEGREE, SUPERVISION = CompletionKind.DEGREE, CompletionKind.SUPERVISION
PERSONAL = (TRAINING, SUPERVISION, LICENSE, DEGREE)


def of_kind(*kinds: CompletionKind, topics: str = "", also: str = "") -> Selection:
    return Selection(
        kinds=frozenset(kinds), topics=frozenset(topics.split()), also_topics=frozenset(filter(None, [also]))
    )


def item(*kinds: CompletionKind, topics: str = "", also: str = "") -> Item:
    return Item(what="it", counts=of_kind(*kinds, topics=topics, also=also))


def found(rule: Rule, *completions: Completion, bridge: Bridge | None = None) -> Finding:
    asked = standard(requirement(rule, bridge=bridge))
    return assess(asked, Record(people=(person(*completions),)), TODAY).findings[0]


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        (item(LICENSE), LICENSE),
        (item(TRAINING, SUPERVISION), TRAINING),
        (item(SUPERVISION, LICENSE), SUPERVISION),
        (item(CompletionKind.PROTOCOL), None),
        (RecurringEvents(count=2, window=Window(12), counts=of_kind(SUPERVISION)), SUPERVISION),
        (AllOf(parts=(item(DEGREE), item(LICENSE))), DEGREE),
    ],
)
def test_the_kind_is_the_first_that_the_rule_takes_and_the_form_has(rule: Rule, kind: CompletionKind | None) -> None:
    assert wanted.kind(found(rule), PERSONAL) is kind


def a(kind: CompletionKind, state: CompletionState = CompletionState.ACCEPTED) -> Completion:
    return done("2026-01-10", "1", kind=kind, state=state)


def test_of_several_parts_the_kind_is_that_of_the_one_that_is_missing() -> None:
    both = AllOf(parts=(item(DEGREE), item(LICENSE)))
    assert wanted.kind(found(both, a(DEGREE)), PERSONAL) is LICENSE
    assert wanted.kind(found(both, a(DEGREE, CompletionState.SUBMITTED)), PERSONAL) is LICENSE


def test_of_several_ways_the_kind_is_that_of_the_nearest() -> None:
    way = AllOf(parts=(item(LICENSE), item(SUPERVISION)))
    waiting = a(LICENSE, CompletionState.SUBMITTED)
    assert wanted.kind(found(AnyOf(parts=(item(DEGREE), way))), PERSONAL) is DEGREE
    assert wanted.kind(found(AnyOf(parts=(way, item(DEGREE))), waiting), PERSONAL) is SUPERVISION
    later = Item(what="it", counts=of_kind(LICENSE), due_days=3650)
    assert wanted.kind(found(AnyOf(parts=(item(DEGREE), later))), PERSONAL) is LICENSE
    two = AtLeast(count=2, parts=(item(DEGREE), item(LICENSE), item(SUPERVISION)))
    assert wanted.kind(found(two, a(DEGREE)), PERSONAL) is LICENSE


def test_the_kind_is_that_of_the_way_that_the_finding_calls_nearest() -> None:
    hours = Hours(hours=Decimal(8), counts=Selection(topics=frozenset({"trauma"})), title="Training")
    degree = replace(item(DEGREE), title="Degree")
    nearly = found(AnyOf(parts=(degree, hours)), done("2026-01-10", "7.75", "trauma"))
    assert "Nearest: Training" in nearly.reason
    assert wanted.kind(nearly, PERSONAL) is TRAINING


def test_of_what_is_met_the_kind_is_what_it_rests_on() -> None:
    assert wanted.kind(found(item(LICENSE), a(LICENSE)), PERSONAL) is LICENSE


def test_over_a_bridge_the_kind_is_that_of_the_rule() -> None:
    bridge = Bridge(edition="2017", carried="a degree", earlier=item(DEGREE))
    assert wanted.kind(found(item(LICENSE), a(DEGREE), bridge=bridge), PERSONAL) is LICENSE


@pytest.mark.parametrize(
    ("rule", "topics"),
    [
        (item(TRAINING), ""),
        (item(TRAINING, topics="trauma"), "trauma"),
        (item(TRAINING, topics="trauma", also="boys"), "trauma boys"),
        (item(TRAINING, also="boys"), "boys"),
        (item(TRAINING, topics="trauma boys"), ""),
        (item(TRAINING, topics="trauma boys", also="screening"), ""),
        (Hours(hours=Decimal(3), counts=of_kind(TRAINING, topics="trauma")), "trauma"),
        (item(CompletionKind.PROTOCOL), ""),
    ],
)
def test_topics_are_told_where_there_is_no_choice(rule: Rule, topics: str) -> None:
    assert wanted.topics(found(rule)) == frozenset(topics.split())


def test_of_a_list_of_topics_the_last_that_is_missing_is_told() -> None:
    rule = TopicCoverage(counts=of_kind(TRAINING, topics="trauma boys screening"))
    first, second = done("2026-01-10", "1", "trauma"), done("2026-01-11", "1", "boys")
    assert wanted.topics(found(rule, first)) == frozenset()
    assert wanted.topics(found(rule, first, second)) == {"screening"}


def test_it_is_said_with_its_last_day() -> None:
    within = Item(what="a license", counts=of_kind(LICENSE), due_days=3650)
    missing, coming = found(item(LICENSE)), found(within)
    assert (wanted.until(missing), wanted.said(missing)) == (None, "Not met. Record it.")
    assert coming.due_on is not None
    assert wanted.until(coming) == coming.due_on
    assert wanted.said(coming).startswith("To be done by ")
    assert wanted.said(coming).endswith(f". {coming.gap}")


def test_what_holds_says_through_which_day() -> None:
    lasting, ending = found(item(LICENSE), a(LICENSE)), Item(what="it", counts=of_kind(LICENSE), valid_months=24)
    assert (wanted.until(lasting), wanted.said(lasting)) == (None, "Met.")
    holds = found(ending, a(LICENSE))
    assert holds.lapses_on is not None
    assert wanted.until(holds) == holds.lapses_on - timedelta(days=1)
    assert wanted.said(holds).startswith("Met through Jan ")
