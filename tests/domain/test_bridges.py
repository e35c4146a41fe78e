"""Who satisfied an earlier edition needs only what is new; everybody else needs the whole."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.allocating import core, once
from tests.domain.build import ADVOCATES, done, event, on, person, requirement, standard, term
from tracker.domain.assessment import assess
from tracker.domain.bridges import looked_at
from tracker.domain.finding import Finding
from tracker.domain.record import Completion, CompletionKind, Record, RoleTerm
from tracker.domain.rules import (
    ApprovedList,
    Before,
    Hours,
    Item,
    RecurringHours,
    Selection,
    TeamTraining,
    TopicCoverage,
    Window,
)
from tracker.domain.standard import Applies, Bridge, Rule
from tracker.domain.verdict import Status
from tracker.domain.vocabulary import CompletionState

TODAY = "2026-11-24"
WHOLE = Hours(hours=Decimal(24), counts=Selection())
NINE = Hours(hours=Decimal(9), counts=Selection(topics=frozenset({"trauma"})))
NEW = TopicCoverage(counts=Selection(topics=frozenset({"screening", "boys"})))
CARRIED = "Carried from the 2017 edition: nine of 12 topics."


def found(
    *completions: Completion,
    whole: Rule = WHOLE,
    earlier: Rule = NINE,
    difference: Rule | None = NEW,
    held_by: str | None = None,
    terms: list[RoleTerm] | None = None,
    as_of: str = TODAY,
) -> Finding:
    """Judge somebody on a requirement with a bridge from 2017."""
    bridge = Bridge(
        edition="2017",
        carried="nine of 12 topics",
        earlier=earlier,
        difference=difference,
        held_by=on(held_by) if held_by else None,
    )
    asked = requirement(whole, applies=ADVOCATES, bridge=bridge)
    return assess(standard(asked), Record(people=(person(*completions, terms=terms),)), on(as_of)).findings[0]


def test_who_met_the_nine_topics_needs_the_two_new_ones_and_no_hours() -> None:
    judged = found(done("2019-05-10", "9", "trauma"), done("2026-02-03", "1", "screening"))
    assert judged.status is Status.NOT_MET
    assert judged.reason == f"{CARRIED} Needs training on boys and young men: 1 of 2 topics covered."
    assert judged.gap == "Complete training on boys and young men."
    assert judged.topics_missing == ("boys",)


def test_with_the_new_topics_it_is_met_and_rests_on_both_editions() -> None:
    judged = found(done("2019-05-10", "9", "trauma"), done("2026-02-03", "1", "screening", "boys"))
    assert judged.status is Status.MET
    assert judged.reason == f"{CARRIED} 2 of 2 topics covered."
    assert judged.gap == ""
    assert len(judged.counted) == 2
    assert [child.title for child in judged.children] == [
        "Under the 2017 edition",
        "What is new since",
        "Asked for without it",
    ]


def test_where_nothing_new_is_asked_here_the_earlier_rule_is_enough() -> None:
    judged = found(done("2019-05-10", "9", "trauma"), difference=None)
    assert (judged.status, judged.reason) == (Status.MET, CARRIED)


def test_a_quarter_hour_short_of_the_earlier_rule_carries_nothing() -> None:
    judged = found(done("2019-05-10", "8.75", "trauma"))
    assert judged.status is Status.NOT_MET
    assert judged.reason.startswith("Needs 15.25 more hours")
    assert judged.children == ()


def test_who_has_everything_anew_needs_no_bridge() -> None:
    judged = found(done("2019-05-10", "24", "trauma"))
    assert judged.status is Status.MET
    assert "2017" not in judged.reason


@pytest.mark.parametrize(("day", "carried"), [("2022-12-31", True), ("2023-01-01", False)])
def test_the_last_day_on_which_the_earlier_edition_counts(day: str, carried: bool) -> None:
    judged = found(done(day, "9", "trauma"), held_by="2022-12-31")
    assert (CARRIED in judged.reason) is carried


def test_what_held_then_is_carried_also_when_it_is_asked_about_earlier() -> None:
    judged = found(done("2019-05-10", "9", "trauma"), held_by="2022-12-31", as_of="2021-06-01")
    assert CARRIED in judged.reason


def test_what_waits_for_review_would_be_carried() -> None:
    judged = found(done("2019-05-10", "9", "trauma", state=CompletionState.SUBMITTED), difference=None)
    assert judged.status is Status.IN_REVIEW
    assert judged.reason == "What waits for review would be carried from the 2017 edition: nine of 12 topics."
    assert judged.gap


def test_the_deadline_of_what_is_new_is_its_own() -> None:
    new = TopicCoverage(counts=NEW.counts, due_days=400)
    judged = found(done("2019-05-10", "9", "trauma"), difference=new, terms=[term("2026-01-01")])
    assert judged.status is Status.NOT_YET_DUE
    assert judged.due_on == on("2027-02-05")


@pytest.mark.parametrize("new", [NEW, TopicCoverage(counts=NEW.counts, due_days=30)])
def test_while_the_whole_is_not_yet_due_the_difference_is_told_and_is_due_by_the_same_day(new: Rule) -> None:
    whole = Hours(hours=Decimal(24), counts=Selection(), due_days=400)
    judged = found(done("2019-05-10", "9", "trauma"), whole=whole, difference=new, terms=[term("2026-01-01")])
    assert (judged.status, judged.due_on) == (Status.NOT_YET_DUE, on("2027-02-05"))
    assert judged.reason.startswith(CARRIED)
    assert judged.gap == "Complete training on screening; and boys and young men by Feb 5, 2027."


def test_once_the_whole_is_due_the_difference_is_a_gap_too() -> None:
    whole = Hours(hours=Decimal(24), counts=Selection(), due_days=400)
    somebody = {"whole": whole, "terms": [term("2026-01-01")]}
    in_time, late = (
        found(done("2019-05-10", "9", "trauma"), **somebody, as_of=day) for day in ("2027-02-05", "2027-02-06")
    )
    assert (in_time.status, late.status) == (Status.NOT_YET_DUE, Status.NOT_MET)
    assert late.gap == "Complete training on screening; and boys and young men."


def test_an_earlier_document_that_ran_out_carries_no_longer() -> None:
    paper = Item(what="a paper", counts=Selection(kinds=frozenset({"document"})))
    kept = done("2019-05-10", None, kind="document", expires_on="2026-11-30")
    assert found(kept, earlier=paper, difference=None).status is Status.DUE_SOON
    assert found(kept, earlier=paper, difference=None).lapses_on == on("2026-12-01")
    assert found(kept, earlier=paper, difference=None, as_of="2026-12-01").status is Status.LAPSED


def test_what_is_met_for_good_over_the_bridge_is_not_due_soon() -> None:
    rolling = RecurringHours(hours=Decimal(9), window=Window(24), counts=Selection())
    judged = found(done("2024-12-01", "9", "trauma"), whole=rolling, difference=None)
    assert (judged.status, judged.lapses_on) == (Status.MET, None)


PAPER = Item(what="a paper", counts=Selection(kinds=frozenset({"document"})))


@pytest.mark.parametrize(
    ("runs_out", "as_of", "status", "lapses_on"),
    [
        ("2022-12-30", "2022-12-01", Status.DUE_SOON, "2022-12-31"),
        ("2022-12-30", "2023-01-01", Status.NOT_MET, None),
        ("2022-12-31", "2022-12-01", Status.MET, None),
        ("2022-12-31", "2022-12-31", Status.MET, None),
        ("2022-12-31", "2026-11-24", Status.MET, None),
        ("2023-03-01", "2026-11-24", Status.MET, None),
    ],
)
def test_what_holds_on_the_last_day_of_the_earlier_edition_runs_out_no_more(
    runs_out: str, as_of: str, status: Status, lapses_on: str | None
) -> None:
    kept = done("2019-05-10", None, kind="document", expires_on=runs_out)
    judged = found(kept, earlier=PAPER, difference=None, held_by="2022-12-31", as_of=as_of)
    assert (judged.status, judged.lapses_on) == (status, lapses_on and on(lapses_on))
    assert (judged.gap == "") == (status is Status.MET)


def test_what_was_enough_then_only_because_nothing_was_due_yet_is_not_carried() -> None:
    yearly = RecurringHours(hours=Decimal(4), window=Window(12))
    there, joined = done("2022-02-01", "4"), [term("2022-06-01")]
    judged = found(there, earlier=yearly, difference=None, held_by="2023-02-01", terms=joined, as_of="2023-01-31")
    assert (judged.status, judged.lapses_on) == (Status.MET, on("2023-06-01"))


days = st.dates(date(2020, 1, 1), date(2026, 11, 24)).map(str)
topics = st.sets(st.sampled_from(["trauma", "screening", "boys"]))
completions = st.lists(
    st.builds(lambda day, hours, about: done(day, str(hours), *about), days, st.integers(1, 12), topics), max_size=6
)


@given(completions, st.builds(done, days, st.just("9"), st.just("trauma")))
def test_another_completion_never_makes_it_worse(there: list[Completion], more: Completion) -> None:
    assert found(*there, more).status.standing >= found(*there).status.standing


@given(completions)
def test_a_bridge_never_makes_it_worse(there: list[Completion]) -> None:
    without = requirement(WHOLE, applies=ADVOCATES)
    alone = assess(standard(without), Record(people=(person(*there),)), on(TODAY)).findings[0]
    assert found(*there).status.standing >= alone.status.standing
    assert (found(*there).gap == "") == found(*there).status.counts_as_met


def test_what_is_missing_on_both_sides_of_the_bridge_is_said_in_one_breath() -> None:
    yearly = RecurringHours(hours=Decimal(4), window=Window(12))
    listed = Hours(hours=Decimal(8), counts=Selection(approved=ApprovedList("NCA's list")))
    judged = found(done("2025-12-10", "4"), earlier=yearly, difference=listed)
    assert judged.gap == "Complete 4 more hours by Dec 9, 2026 to stay met. Complete 4 more hours."
    assert judged.cautions == (ApprovedList("NCA's list").caution,)


def test_between_two_that_are_due_soon_the_requirement_stands_without_the_bridge() -> None:
    yearly = RecurringHours(hours=Decimal(4), window=Window(12))
    judged = found(done("2025-12-10", "4"), whole=yearly, earlier=yearly, difference=None)
    assert judged.status is Status.DUE_SOON
    assert judged.reason == "Met through Dec 9, 2026: 4 of 4 hours counted since Nov 25, 2025."


def test_hours_that_went_elsewhere_still_tell_what_was_met_under_the_earlier_edition() -> None:
    bridge = Bridge(edition="2017", carried="four hours", earlier=Hours(hours=Decimal(4)))
    asked = once(core("8"), requirement(Hours(hours=Decimal(8)), "bridged", bridge=bridge))
    judged = assess(asked, Record(people=(person(done("2026-03-01", "8")),)), on(TODAY)).findings[1]
    assert (judged.status, judged.reason) == (
        Status.MET,
        "Carried from the 2017 edition: four hours.",
    )


@pytest.mark.parametrize(("held", "status"), [("2020-12-31", Status.MET), ("2021-01-01", Status.NOT_MET)])
def test_a_training_of_the_team_counts_for_the_earlier_edition_through_its_last_day(held: str, status: Status) -> None:
    asked = TeamTraining(count=1, window=Window(12), counts=Selection(topics=frozenset({"trauma"})))
    bridge = Bridge(
        edition="2017",
        carried="a training of the team",
        earlier=TeamTraining(count=1, window=Window(12)),
        difference=None,
        held_by=on("2020-12-31"),
    )
    team = replace(requirement(asked, applies=Applies(team=True)), bridge=bridge)
    (finding,) = assess(standard(team), Record(events=(event(held),)), on("2021-06-01")).team
    assert finding.status is status


def test_what_was_carried_until_something_ran_out_has_lapsed_and_says_what_would_renew_it() -> None:
    license = Item(what="a license", counts=Selection(kinds=frozenset({CompletionKind.LICENSE})))
    held = done("2019-02-01", kind=CompletionKind.LICENSE, title="License", expires_on="2021-12-31")

    def on_day(day: str, **rules: object) -> Finding:
        given = {"whole": Hours(hours=Decimal(6)), "earlier": license, "difference": None, **rules}
        return found(held, as_of=day, **given)  # type: ignore[arg-type]  # the values are of their fields

    assert on_day("2021-12-31").status is Status.DUE_SOON
    lapsed = on_day("2022-01-01")
    assert lapsed.status is Status.LAPSED
    assert lapsed.reason == (
        "Needs 6 more hours: 0 of 6 hours counted. It was carried from the 2017 edition, and is no longer: "
        "“License” of Feb 1, 2019 was valid only through Dec 31, 2021."
    )
    assert lapsed.gap == "Complete 6 more hours. Or, to have it carried again: Renew a license."
    assert on_day("2022-01-01", difference=NEW).status is Status.NOT_MET, "what is new was never there"
    assert on_day("2022-01-02", held_by="2022-01-01").status is Status.NOT_MET, "it can be carried no more"
    assert on_day("2022-01-01", held_by="2022-01-01").status is Status.LAPSED


def test_what_a_requirement_looks_at_is_found_in_its_rule_in_what_comes_first_and_across_its_bridge() -> None:
    first = Selection(titled=("Course A",))
    second = Item(what="Course B", counts=Selection(titled=("Course B",)), after=Before("Course A", first))
    bridge = Bridge(edition="2017", carried="nine", earlier=NINE, difference=NEW)
    asked = replace(requirement(second), bridge=bridge)
    assert [chosen for _, chosen in looked_at(asked)] == [second.counts, first, NINE.counts, NEW.counts]
    assert [chosen for _, chosen in looked_at(replace(asked, bridge=replace(bridge, difference=None)))] == [
        second.counts,
        first,
        NINE.counts,
    ]
    assert list(looked_at(requirement(NINE))) == [(NINE, NINE.counts)]
