"""What closes a gap of the team: what is planned for it, else a training of the catalog that could be held."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from random import Random

import pytest

from tests.domain.build import event, on, person, requirement, standard
from tracker.domain.assessment import assess_team
from tracker.domain.forecast_offers import Offer
from tracker.domain.forecast_team import MOST_POSSIBLE, Planned, TeamWay, team_way
from tracker.domain.forecast_trial import Days
from tracker.domain.record import CompletionKind, Record, TeamEvent
from tracker.domain.rules import AllOf, ApprovedList, Hours, Selection, TeamTraining, Window, WindowKind
from tracker.domain.standard import Applies, Rule
from tracker.domain.vocabulary import Discipline

TODAY = on("2026-11-26")
TRAUMA = Selection(topics=frozenset({"trauma"}))
YEARLY = TeamTraining(count=1, window=Window(12, WindowKind.ROLLING), counts=TRAUMA)
NEVER = TeamTraining(count=1, window=Window(12), counts=Selection(topics=frozenset({"courts"})))
POLICE = person(key="sam", discipline=Discipline.LAW_ENFORCEMENT)
COURSE = Offer(key="course", title="Course", topics=frozenset({"trauma"}), hours=Decimal(2), cost="free")
SHORT = replace(COURSE, key="short", title="Short", hours=Decimal(1))
ELSE = replace(COURSE, key="else", title="Something else", topics=frozenset({"boys"}))


def planned(day: str, *expected: str, key: str = "held", **values: object) -> Planned:
    """Plan a training of the team on trauma for a day."""
    offer = replace(COURSE, key=key, title="Team training", on=on(day), of=None)
    return Planned(replace(offer, **values), frozenset(expected))  # type: ignore[arg-type]  # fields of an offer


def way(
    rule: Rule, *ahead: Planned, events: tuple[TeamEvent, ...] = (), by: str = "2026-11-26", people: bool = True
) -> TeamWay:
    """Say how the team's one gap closes by a day."""
    asked = standard(requirement(rule, applies=Applies(team=True)))
    record = Record(people=(POLICE,) if people else (), events=events)
    days = Days(today=TODAY, on_day=on(by), visit_on=None)
    (finding,) = assess_team(asked, record, days.on_day)
    return team_way(asked, finding, record, days, (ELSE, COURSE, SHORT), ahead)


def test_trainings_that_would_meet_it_are_named_the_smallest_first() -> None:
    found = way(YEARLY)
    assert [offer.key for offer in found.possible] == ["short", "course"]
    assert (found.planned, found.times) == ((), 1)
    anything = replace(YEARLY, counts=Selection())
    assert [offer.key for offer in way(anything).possible] == ["short", "course", "else"][:MOST_POSSIBLE]


def test_one_that_is_to_be_held_more_than_once_says_how_often() -> None:
    twice = replace(YEARLY, count=2)
    assert (way(twice).times, [offer.key for offer in way(twice).possible]) == (2, ["short", "course"])
    once_more = way(twice, events=(event("2026-05-01", "trauma"),))
    assert once_more.times == 1


def test_what_is_planned_closes_it_and_nothing_is_proposed_besides() -> None:
    found = way(YEARLY, planned("2027-02-03"), by="2027-06-01")
    assert [offer.title for offer in found.planned] == ["Team training"]
    assert found.possible == ()


@pytest.mark.parametrize("values", [{"topics": frozenset({"boys"})}, {"kind": CompletionKind.PEER_REVIEW}])
def test_what_is_planned_and_does_not_fit_closes_nothing(values: dict[str, object]) -> None:
    found = way(YEARLY, planned("2027-02-03", **values), by="2027-06-01")
    assert (found.planned, [offer.key for offer in found.possible]) == ((), ["short", "course"])


@pytest.mark.parametrize("day", ["2026-11-25", "2027-06-02"])
def test_what_is_planned_for_before_today_or_after_the_day_closes_nothing(day: str) -> None:
    assert way(YEARLY, planned(day), by="2027-06-01").planned == ()


def test_who_is_expected_decides_where_a_discipline_must_be_there() -> None:
    together = replace(YEARLY, disciplines=frozenset({Discipline.LAW_ENFORCEMENT}))
    assert way(together, planned("2027-02-03"), by="2027-06-01").planned == ()
    assert way(together, planned("2027-02-03", "sam"), by="2027-06-01").planned
    assert [offer.key for offer in way(together).possible] == ["short", "course"]


def test_of_what_is_planned_only_what_is_needed_is_named_and_of_two_that_would_do_the_earlier() -> None:
    early, late = planned("2027-02-03", key="b"), planned("2027-03-03", key="a")
    assert [offer.key for offer in way(YEARLY, late, early, by="2027-06-01").planned] == ["b"]
    twice = replace(YEARLY, count=2)
    assert [offer.key for offer in way(twice, late, early, by="2027-06-01").planned] == ["b", "a"]


def test_what_would_be_too_old_today_is_held_on_the_day() -> None:
    assert [offer.key for offer in way(YEARLY, by="2028-06-01").possible] == ["short", "course"]


def test_parts_of_a_rule_are_looked_at_as_well_and_other_rules_are_not() -> None:
    both = AllOf(parts=(YEARLY, replace(YEARLY, counts=Selection(topics=frozenset({"screening"})))))
    assert way(both) == TeamWay()
    screened = way(both, events=(event("2026-05-01", "screening"),))
    assert [offer.key for offer in screened.possible] == ["short", "course"]
    assert way(Hours(hours=Decimal(1))) == TeamWay()


def drawn_plans(drawn: Random) -> tuple[Planned, ...]:
    """Draw what is planned, mostly ahead."""
    return tuple(
        planned(
            str(TODAY + timedelta(days=drawn.randint(-5, 400))),
            *drawn.choice([(), ("sam",)]),
            key=str(number),
            topics=frozenset(drawn.sample(["trauma", "boys", "screening"], 2)),
        )
        for number in range(drawn.randint(0, 4))
    )


def drawn_rule(drawn: Random) -> TeamTraining:
    """Draw what the team is asked for."""
    return TeamTraining(
        count=drawn.randint(1, 2),
        window=Window(12, drawn.choice([WindowKind.ROLLING, WindowKind.CALENDAR_YEARS])),
        counts=TRAUMA,
        disciplines=drawn.choice([frozenset(), frozenset({Discipline.LAW_ENFORCEMENT})]),
    )


def as_held(those: tuple[Planned, ...]) -> Record:
    """Return a record in which what is ahead was held by those who are expected."""
    held = (
        TeamEvent(
            key=each.offer.key, title="", held_on=each.offer.on, topics=each.offer.topics, attendees=each.expected
        )
        for each in those
        if each.offer.on and each.offer.on >= TODAY
    )
    return Record(people=(POLICE,), events=tuple(held))


@pytest.mark.parametrize("seed", range(60))
def test_what_is_named_by_chance_closes_it_and_nothing_of_it_is_spare(seed: int) -> None:
    drawn = Random(seed)
    ahead, rule = drawn_plans(drawn), drawn_rule(drawn)
    asked = standard(requirement(rule, applies=Applies(team=True)))
    days = Days(today=TODAY, on_day=TODAY + timedelta(days=drawn.choice([0, 200, 390])), visit_on=None)

    def closes(those: tuple[Planned, ...]) -> bool:
        return assess_team(asked, as_held(those), days.on_day)[0].status.counts_as_met

    nothing = as_held(())
    (finding,) = assess_team(asked, nothing, days.on_day)
    found = team_way(asked, finding, nothing, days, (COURSE,), ahead)
    named = tuple(each for each in ahead if each.offer in found.planned)
    assert closes(named) or not closes(ahead)
    assert not named or not any(closes(fewer) for fewer in combinations(named, len(named) - 1))


@pytest.mark.parametrize("day", ["2026-11-26", "2027-06-01"])
def test_what_is_planned_for_today_or_the_day_itself_closes_it(day: str) -> None:
    assert [offer.key for offer in way(YEARLY, planned(day), by="2027-06-01").planned] == ["held"]


def test_only_trainings_on_the_approved_list_are_named_where_there_is_one() -> None:
    listed = replace(YEARLY, counts=Selection(approved=ApprovedList("a list", frozenset({"course"}))))
    assert [offer.key for offer in way(listed).possible] == ["course"]
    assert way(replace(listed, count=2)).times == 2


def test_another_gap_of_the_team_stays_out_of_it() -> None:
    """Its own gap is closed though the team has another one, which stands first."""
    first, second = (
        requirement(rule, name, applies=Applies(team=True)) for rule, name in ((NEVER, "a"), (YEARLY, "b"))
    )
    asked = standard(first, second)
    days = Days(today=TODAY, on_day=TODAY, visit_on=None)
    (_, finding) = assess_team(asked, Record(), TODAY)
    assert [offer.key for offer in team_way(asked, finding, Record(), days, (COURSE,), ()).possible] == ["course"]
