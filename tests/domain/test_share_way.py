"""What closes a gap of the team that asks for a share of it: who completes what, as sentences a director could read."""

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest

from tests.domain.build import ADVOCATES, away, done, found_team, on, person, requirement, standard, term
from tracker.domain.assessment import assess_team
from tracker.domain.forecast_offers import Offer
from tracker.domain.forecast_plan import Step
from tracker.domain.forecast_share import Choice, ShareWay, share_way
from tracker.domain.forecast_trial import Days
from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import CompletionKind, Person, Record, Waiver, WaiverKind
from tracker.domain.rules import (
    AllOf,
    AnyOf,
    Hours,
    Item,
    RecurringHours,
    Selection,
    TeamShare,
    TopicCoverage,
    Window,
    WindowKind,
)
from tracker.domain.standard import Applies, Bridge, Requirement, Rule
from tracker.domain.vocabulary import CompletionState

TODAY = on("2026-11-26")
TRAUMA, BOYS = Selection(topics=frozenset({"trauma"})), Selection(topics=frozenset({"boys"}))
TWO_HOURS = Hours(hours=Decimal(2), counts=TRAUMA)
PROTOCOL = Item(what="a protocol", counts=Selection(kinds=frozenset({CompletionKind.PROTOCOL})))
COURSE = Offer(key="course", title="Course", topics=frozenset({"trauma"}), hours=Decimal(2), cost="free")
HOUR = replace(COURSE, key="hour", title="Hour", hours=Decimal(1))
ELSE = replace(COURSE, key="else", title="Something else", topics=frozenset({"boys"}))
UNSTATED = replace(COURSE, key="unstated", title="Unstated", hours=None)


def share(percent: int | None = None, number: int | None = None, **other: object) -> TeamShare:
    """A share of the advocates that has two hours on trauma."""
    values = {"who": "advocates", "of": ADVOCATES, "each": TWO_HOURS, "percent": percent, "number": number} | other
    return TeamShare(**values)  # type: ignore[arg-type]  # the values are of their fields


def trained(key: str) -> Person:
    return person(done("2025-01-01", "2", "trauma"), key=key)


def an_hour_short(key: str) -> Person:
    return person(done("2025-01-01", "1", "trauma"), key=key)


def waiting(key: str) -> Person:
    return person(done("2025-01-01", "2", "trauma", state=CompletionState.SUBMITTED), key=key)


def newcomer(key: str) -> Person:
    return person(key=key, terms=[term("2026-11-01")])


def way_of(
    asked: Requirement,
    *people: Person,
    choice: Choice | None = None,
    by: str = "2026-11-26",
    visit_on: str | None = None,
) -> ShareWay | None:
    """Say how the team's one gap closes by a day."""
    visit = on(visit_on) if visit_on else None
    record, days = Record(people=people, visit_on=visit), Days(today=TODAY, on_day=on(by), visit_on=visit)
    (finding,) = assess_team(standard(asked), record, days.on_day)
    assert finding.status.is_gap
    return share_way(standard(asked), finding, record, days, choice or Choice((COURSE, HOUR, ELSE)))


def way(rule: Rule, *people: Person, choice: Choice | None = None, by: str = "2026-11-26") -> ShareWay:
    """Say how the team's one gap closes by a day, which a share is."""
    found = way_of(requirement(rule, applies=Applies(team=True)), *people, choice=choice, by=by)
    assert found
    return found


def proposed(found: ShareWay) -> dict[str, list[str]]:
    """Return who completes what."""
    return {each.person.key: [step.offer.key for step in each.steps] for each in found.plans}


def test_as_many_as_are_lacking_complete_what_is_asked_and_those_come_first_who_need_least() -> None:
    people = (trained("ada"), trained("ben"), trained("cy"), person(key="dee"), an_hour_short("eve"), person(key="flo"))
    found = way(share(75), *people)
    assert proposed(found) == {"eve": ["hour"], "dee": ["course"]}
    assert found.words == ("5 are needed (75 percent), 3 of 6 meet it. 2 more would be enough; the least that does it:")
    assert (found.total_words, found.missing_words) == ("2 trainings, 3 hours", "")


def test_of_two_who_need_the_same_the_first_by_name_is_named() -> None:
    assert proposed(way(share(number=1), person(key="zoe"), person(key="ada"))) == {"ada": ["course"]}


def test_who_is_named_is_the_person_of_the_record_with_what_they_completed_and_no_more() -> None:
    eve = an_hour_short("eve")
    (plan,) = way(share(number=1), eve).plans
    assert plan.person == eve
    assert plan.steps[0].closes == ("test/asked",)


def test_one_who_is_there_and_one_who_is_lacking_are_said_in_the_singular() -> None:
    found = way(share(100), trained("ada"), person(key="ben"))
    assert found.words == "2 are needed (100 percent), 1 of 2 meets it. 1 more would be enough; the least that does it:"
    assert way(share(number=1), person(key="ben")).words.startswith("1 is needed, 0 of 1 meet it. 1 more")


def test_who_waits_for_review_or_is_not_due_by_then_lacks_nothing_and_that_is_said() -> None:
    due = replace(TWO_HOURS, due_days=90)
    found = way(share(100, each=due), trained("ada"), waiting("ben"), person(key="cy"))
    assert proposed(found) == {"cy": ["course"]}
    assert found.words == (
        "3 are needed (100 percent), 1 of 3 meets it. 1 more waits for review or is not due by then. "
        "1 more would be enough; the least that does it:"
    )
    both = way(share(100, each=due), waiting("ben"), newcomer("dee"), person(key="cy"))
    assert proposed(both) == {"cy": ["course"]}
    assert "2 more wait for review or are not due by then." in both.words


def test_who_is_new_or_serves_no_longer_is_not_reckoned_with() -> None:
    left = person(key="left", terms=[term("2020-01-01", "2026-11-25")])
    found = way(share(100, newcomer_days=60), newcomer("new"), left, person(key="ada"))
    assert (found.people, proposed(found)) == (1, {"ada": ["course"]})


def test_who_is_away_has_a_clock_of_their_own_where_leave_stops_it() -> None:
    yearly = share(100, each=RecurringHours(hours=Decimal(2), window=Window(12), counts=TRAUMA))
    asked = requirement(yearly, applies=Applies(team=True), leave=LeaveEffect.STOPS_THE_CLOCK)
    last_year = done("2025-10-01", "2", "trauma")
    on_leave = person(last_year, key="ada", leaves=[away("2026-01-01", "2026-03-31")])
    found = way_of(asked, on_leave, person(last_year, key="ben"))
    assert found
    assert (found.met, proposed(found)) == (1, {"ben": ["course"]})
    runs = way(yearly, on_leave, person(last_year, key="ben"))
    assert (runs.met, sorted(proposed(runs))) == (0, ["ada", "ben"])


def test_a_waiver_a_grace_or_a_bridge_of_the_requirement_lets_nobody_pass_as_one_of_the_share() -> None:
    waiver = Waiver(
        key="waiver",
        standard="test",
        edition="1",
        requirement="asked",
        kind=WaiverKind.WAIVER,
        reason="Set aside.",
        starts_on=on("2026-01-01"),
        ends_on=on("2027-12-31"),
        proposed_by="Dana Whitfield",
        decided_by="Luis Ortega",
        decided_on=on("2026-01-01"),
    )
    ada = replace(person(key="ada"), waivers=(waiver,))
    bridge = Bridge(edition="earlier", carried="an hour", earlier=Hours(hours=Decimal(1), counts=BOYS))
    asked = requirement(share(100), applies=Applies(team=True), grace_days=10_000, bridge=bridge)
    found = way_of(asked, ada, choice=Choice((COURSE, replace(ELSE, hours=Decimal(1)))))
    assert found
    assert proposed(found) == {"ada": ["course"]}
    assert found.plans[0].person == ada


def test_the_visit_is_that_of_the_record() -> None:
    before_visit = RecurringHours(hours=Decimal(2), window=Window(12, WindowKind.VISIT), counts=TRAUMA)
    asked = requirement(share(100, each=before_visit), applies=Applies(team=True))
    in_time = person(done("2026-10-02", "2", "trauma"), key="ada")
    found = way_of(asked, in_time, person(key="ben"), by="2027-10-02", visit_on="2027-10-01")
    assert found
    assert (found.met, proposed(found)) == (1, {"ben": ["course"]})


def test_where_too_few_can_it_says_how_many_are_missing() -> None:
    others = (person(key="ada"), person(key="ben"), trained("cy"))
    expected = Choice((HOUR,), {"ada": (replace(COURSE, key="held", on=on("2026-11-26")),)})
    found = way(share(100), *others, choice=expected)
    assert proposed(found) == {"ada": ["held"]}
    assert found.words == "3 are needed (100 percent), 1 of 3 meets it. 2 more would be needed; what can be done:"
    assert found.missing_words == "1 is missing even so: no set of trainings is known to bring anybody else there."


def test_where_nobody_can_it_names_nobody() -> None:
    found = way(share(100), person(key="ada"), person(key="ben"), choice=Choice((UNSTATED, ELSE)))
    assert (proposed(found), found.missing) == ({}, 2)
    assert found.words == "2 are needed (100 percent), 0 of 2 meet it. 2 more would be needed."
    assert found.missing_words == "2 are missing even so: no set of trainings is known to bring anybody else there."


def test_where_the_team_is_too_small_those_who_are_there_are_planned_for() -> None:
    found = way(share(number=3), person(key="ada"))
    assert (proposed(found), found.missing) == ({"ada": ["course"]}, 2)


def test_what_is_planned_for_somebody_is_taken_and_nothing_is_to_be_booked() -> None:
    expected = Choice((COURSE,), {"ben": (replace(COURSE, key="held", on=on("2026-12-01")),)})
    found = way(share(number=1), person(key="ada"), person(key="ben"), choice=expected, by="2026-12-31")
    assert proposed(found) == {"ben": ["held"]}
    assert found.plans[0].to_book == ()


def test_what_is_proposed_to_somebody_anyway_is_one_booking_and_counts_no_hours_twice() -> None:
    own = Choice((COURSE, HOUR), above={"cy": (Step(COURSE, ()),)})
    people = (person(key="ada"), person(key="ben"), person(key="cy"))
    enough = way(share(number=1), *people, choice=own)
    assert (enough.plans, enough.above) == ((), ("Cy",))
    assert enough.words == (
        "1 is needed, 0 of 3 meet it. With what is proposed above already, Cy will meet it. "
        "That is enough: nothing more is to be booked."
    )
    two = way(share(number=2), *people, choice=own)
    assert proposed(two) == {"ada": ["course"]}
    assert two.total_words == "1 training, 2 hours"


def test_a_part_that_is_proposed_already_is_not_proposed_again() -> None:
    held = replace(HOUR, key="held", on=on("2026-11-26"))
    for step in (Step(HOUR, ()), Step(held, ())):
        choice = Choice((HOUR, replace(HOUR, key="other", title="Other")), {"ada": (held,)}, {"ada": (step,)})
        found = way(share(number=1), person(key="ada"), choice=choice)
        assert step.offer.key not in proposed(found)["ada"]
        assert len(proposed(found)["ada"]) == 1


def test_what_is_proposed_close_to_the_day_is_reckoned_as_completed_then() -> None:
    yearly = share(number=1, each=RecurringHours(hours=Decimal(2), window=Window(12), counts=TRAUMA))
    for near, names in ((True, ("Ada",)), (False, ())):
        choice = Choice((COURSE,), above={"ada": (Step(COURSE, (), near=near),)})
        assert way(yearly, person(key="ada"), choice=choice, by="2028-01-01").above == names


def test_what_one_gap_proposes_stands_above_the_next() -> None:
    first = Choice((COURSE, HOUR), above={"ada": (Step(ELSE, ()),), "ben": (Step(ELSE, ()),)})
    then = first.proposing(way(share(number=1), person(key="ada"), choice=first).plans)
    assert [step.offer.key for step in then.above["ada"]] == ["else", "course"]
    assert [step.offer.key for step in then.above["ben"]] == ["else"]


def test_what_is_proposed_to_somebody_first_stands_above_as_well() -> None:
    choice = Choice((COURSE, HOUR))
    then = choice.proposing(way(share(number=1), person(key="ada"), choice=choice).plans)
    assert {key: [step.offer.key for step in steps] for key, steps in then.above.items()} == {"ada": ["course"]}


def test_whoever_began_today_is_planned_for_where_newcomers_are_reckoned_with() -> None:
    asked = requirement(share(number=1), applies=Applies(team=True), grace_days=30)
    found = way_of(asked, person(key="ada", terms=[term("2026-11-26")]))
    assert found
    assert proposed(found) == {"ada": ["course"]}


def test_of_parts_that_must_all_hold_the_share_is_closed_where_it_alone_is_open() -> None:
    both = AllOf(parts=(share(number=1), share(number=1, each=replace(TWO_HOURS, counts=BOYS))))
    boys_only = person(done("2025-01-01", "2", "boys"), key="ada")
    assert proposed(way(both, boys_only)) == {"ada": ["course"]}
    assert proposed(way(AllOf(parts=(both,)), boys_only)) == {"ada": ["course"]}


@pytest.mark.parametrize(
    "rule",
    [
        AllOf(parts=(share(number=1), PROTOCOL)),
        AnyOf(parts=(share(number=1), PROTOCOL)),
        PROTOCOL,
        share(number=2, each=None),
    ],
)
def test_where_another_part_is_open_or_somebody_must_only_be_named_nothing_is_proposed(rule: Rule) -> None:
    assert way_of(requirement(rule, applies=Applies(team=True)), person(key="ada")) is None


def test_where_too_many_sets_would_have_to_be_tried_it_is_called_one_way() -> None:
    topics = [f"topic {number}" for number in range(12)]
    pairs = [frozenset(pair) for pair in combinations(topics, 2)]
    offers = tuple(
        replace(COURSE, key=f"{number}", hours=Decimal(7 + number * number % 5), topics=pair)
        for number, pair in enumerate(pairs)
    )
    covered = share(number=1, each=TopicCoverage(counts=Selection(topics=frozenset(topics))))
    assert way(covered, person(key="ada"), choice=Choice(offers)).words.endswith("enough; one way that does it:")


def test_whoever_completes_what_is_named_closes_the_gap() -> None:
    people = (person(key="ada"), an_hour_short("ben"), person(key="cy"))
    done_by = {each.person.key: each.steps for each in way(share(60), *people).plans}
    after = tuple(
        replace(each, completions=(*each.completions, *(step.offer.completed(TODAY) for step in done_by[each.key])))
        if each.key in done_by
        else each
        for each in people
    )
    assert len(done_by) == 2
    assert found_team(share(60), Record(people=after), TODAY.isoformat()).status.counts_as_met
