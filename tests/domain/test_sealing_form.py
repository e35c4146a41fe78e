"""What is sealed can be read again, is equal to what was sealed, and judges the same."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.build import done, event, on, person, requirement, standard, term
from tests.domain.strategies import completions, days, leaves_of_absence, role_terms, situations, team_events, waivers
from tracker.domain.assessment import assess
from tracker.domain.errors import UnreadableFile
from tracker.domain.pauses import LeaveEffect
from tracker.domain.record import Person, Record
from tracker.domain.rules import AllOf, Hours, Item, Selection, TeamTraining, Window
from tracker.domain.sealing_form import record_from_primitive, to_primitive
from tracker.domain.standard import Applies, Rule
from tracker.domain.vocabulary import Discipline, Grade

FULL = Record(
    people=(
        person(
            done(
                "2026-01-10",
                "2.50",
                "boys",
                "trauma",
                training="course",
                split={"trauma": "1.0"},
                expires_on="2027-01-10",
                key="first",
            ),
            done("2026-01-11", None, grade=None, key="second"),
            terms=[term("2020-01-01", "2026-11-30")],
        ),
    ),
    events=(event("2026-04-01", "boys", disciplines=[Discipline.MEDICAL], attendees=["ada"]),),
    documents=(done("2026-02-02", None, kind="protocol", grade=Grade.OWN_WORD, key="third"),),
    visit_on=on("2027-03-15"),
)

people = st.builds(
    Person,
    key=st.uuids().map(str),
    name=st.text(max_size=12),
    discipline=st.sampled_from(Discipline),
    agency=st.text(max_size=5),
    role_terms=st.lists(role_terms(), max_size=2).map(tuple),
    completions=st.lists(completions(), max_size=3).map(tuple),
    waivers=st.lists(waivers, max_size=2).map(tuple),
    leaves=st.lists(leaves_of_absence(), max_size=2).map(tuple),
)
records = st.builds(
    Record,
    people=st.lists(people, max_size=3).map(tuple),
    events=st.lists(team_events, max_size=2).map(tuple),
    documents=st.lists(completions(), max_size=2).map(tuple),
    waivers=st.lists(waivers, max_size=2).map(tuple),
    visit_on=st.none() | days,
)


def through_json(values: dict[str, Any]) -> dict[str, Any]:
    """Write and read as a sealed file does."""
    read: dict[str, Any] = json.loads(json.dumps(values, ensure_ascii=False, sort_keys=True))
    return read


@given(records)
@settings(max_examples=40)
def test_a_record_comes_back_equal(record: Record) -> None:
    assert record_from_primitive(through_json(to_primitive(record))) == record


def test_what_was_sealed_before_there_were_waivers_or_leave_is_read_as_having_none() -> None:
    values = to_primitive(FULL)
    second = {**values, "form": 2, "people": [{**each} for each in values["people"]]}
    for each in second["people"]:
        del each["leaves"]
    first = {**second, "form": 1, "people": [{**each} for each in second["people"]]}
    for each in (first, *first["people"]):
        del each["waivers"]
    assert record_from_primitive(through_json(first)) == FULL
    assert record_from_primitive(through_json(second)) == FULL


@given(situations(), days)
@settings(max_examples=40)
def test_a_sealed_record_is_judged_as_the_one_that_was_sealed(
    situation: tuple[Rule, Person, int, date | None], as_of: date
) -> None:
    rule, somebody, grace_days, visit_on = situation
    record = Record(people=(somebody,), visit_on=visit_on)
    asked = standard(requirement(rule, grace_days=grace_days, leave=LeaveEffect.STOPS_THE_CLOCK))
    again = record_from_primitive(through_json(to_primitive(record)))
    assert to_primitive(assess(asked, again, as_of)) == to_primitive(assess(asked, record, as_of))


def test_the_form_is_written_the_same_way_every_time() -> None:
    values = to_primitive(FULL)
    completion = values["people"][0]["completions"][0]
    assert values["form"] == 3
    assert completion == {
        "key": "first",
        "title": "A training",
        "completed_on": "2026-01-10",
        "state": "accepted",
        "training": "course",
        "kind": "training",
        "hours": "2.5",
        "topics": ["boys", "trauma"],
        "topic_hours": {"trauma": "1"},
        "grade": "certificate",
        "event": None,
        "recorded_on": None,
        "expires_on": "2027-01-10",
    }
    assert values["people"][0]["role_terms"] == [
        {"role": "victim_advocate", "starts_on": "2020-01-01", "ends_on": "2026-11-30"}
    ]
    assert values["events"][0]["disciplines"] == ["medical"]
    assert values["visit_on"] == "2027-03-15"


def test_equal_hours_have_one_spelling() -> None:
    first = FULL.people[0].completions[0]
    other = replace(first, hours=Decimal("2.5"), topic_hours={"trauma": Decimal(1)})
    record = replace(FULL, people=(replace(FULL.people[0], completions=(other, *FULL.people[0].completions[1:])),))
    assert to_primitive(record) == to_primitive(FULL)


def test_an_assessment_is_written_with_its_proof() -> None:
    rule = AllOf(
        parts=(
            Hours(title="Hours", hours=Decimal(8)),
            Item(title="License", what="a license", counts=Selection(kinds=frozenset({"license"}))),
        )
    )
    asked = standard(
        requirement(rule, least_grade=Grade.VERIFIED),
        requirement(TeamTraining(count=1, window=Window(12)), "team-day", applies=Applies(team=True)),
    )
    values = through_json(to_primitive(assess(asked, FULL, on("2026-11-24"))))
    cell, team = values["findings"]
    assert values["standard"] == {"id": "test", "edition": "1"}
    assert (cell["person"], team["person"]) == ("ada", None)
    assert cell["weak"] == ["first"]
    assert [child["title"] for child in cell["children"]] == ["Hours", "License"]
    assert cell["children"][0]["counted"] == [
        {"key": "first", "hours": "2.5", "topics": ["boys", "trauma"], "note": ""}
    ]
    assert cell["children"][0]["not_counted"] == [{"key": "second", "why": "hours unknown"}]


def test_a_form_of_a_later_version_is_refused_and_which_it_is() -> None:
    words = r"^This sealed record has form 4; this version reads up to form 3\.$"
    with pytest.raises(UnreadableFile, match=words):
        record_from_primitive({**to_primitive(FULL), "form": 4})


@pytest.mark.parametrize(
    "damage",
    [
        {"people": [{}]},
        {"people": None},
        {"visit_on": "soon"},
        {"visit_on": 7},
        {"documents": [{"key": "x", "hours": "many"}]},
    ],
)
def test_a_damaged_form_is_refused_in_plain_words(damage: dict[str, Any]) -> None:
    words = r"^This sealed record is damaged: something in it is missing or cannot be read\.$"
    with pytest.raises(UnreadableFile, match=words):
        record_from_primitive({**to_primitive(FULL), **damage})
