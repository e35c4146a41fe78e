"""What looks wrong in a record: each check by the day, the hour or the file on which it turns."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.build import done, event, on, person, requirement, standard, term
from tests.domain.strategies import days, situations
from tracker.domain.assessment import assess
from tracker.domain.record import Completion, CompletionKind, Person, Record
from tracker.domain.record_checks import CHECKS, Check, Facts, Line, Offered, look_over
from tracker.domain.rules import ApprovedList, Hours, RecurringHours, Selection, Window, WindowKind
from tracker.domain.standard import Standard
from tracker.domain.vocabulary import CompletionState, Grade

TODAY = on("2026-06-01")
FILE = frozenset({"f" * 64})


def look(*people: Person, **values: Any) -> list[Line]:
    """Every line about these people today, but those that ask for a file."""
    lines = look_over(facts(*people, **values))
    return [line for line in lines if line.check not in {Check.NO_FILE, Check.WAIVER_NO_FILE}]


def facts(*people: Person, standards: tuple[Standard, ...] = (), visit_on: str | None = None, **values: Any) -> Facts:
    """These people's record on a day in June, and what was found in it."""
    record = values.pop("record", Record(people=people, visit_on=on(visit_on) if visit_on else None))
    found = tuple(assess(each, record, TODAY) for each in standards)
    return Facts(record=record, today=TODAY, assessments=found, **values)


def checks(lines: list[Line]) -> list[Check]:
    return [line.check for line in lines]


@pytest.mark.parametrize(("day", "found"), [("2026-06-01", []), ("2026-06-02", [Check.IN_THE_FUTURE])])
def test_today_is_not_in_the_future_and_tomorrow_is(day: str, found: list[Check]) -> None:
    assert checks(look(person(done(day)))) == found


@pytest.mark.parametrize(("day", "found"), [("2020-01-01", []), ("2019-12-31", [Check.BEFORE_ROLE])])
def test_training_on_the_first_day_of_a_role_is_right_and_on_the_day_before_is_asked_about(
    day: str, found: list[Check]
) -> None:
    assert checks(look(person(done(day)))) == found


def test_it_says_both_days_and_opens_both_forms() -> None:
    (line,) = look(person(done("2019-12-31", title="Basics", key="basics")))
    assert line.says.startswith("“Basics” is dated Dec 31, 2019, before the first role began on Jan 1, 2020.")
    assert [(thing.opens, thing.key) for thing in line.things] == [("correct", "basics"), ("roles", "ada")]


def test_a_degree_from_before_is_as_it_should_be() -> None:
    assert look(person(done("2001-05-01", kind=CompletionKind.DEGREE))) == []


def test_the_first_of_several_roles_counts() -> None:
    terms = (term("2024-01-01"), term("2018-01-01", "2019-01-01"))
    assert look(person(done("2018-01-01"), terms=terms)) == []


def test_somebody_without_a_role_is_told_once_and_not_by_days() -> None:
    assert checks(look(person(done("2001-05-01"), terms=()))) == [Check.NO_ROLE]


@pytest.mark.parametrize(("more", "found"), [("8", []), ("8.25", [Check.IN_ONE_DAY])])
def test_24_hours_fit_into_a_day_and_a_quarter_more_does_not(more: str, found: list[Check]) -> None:
    somebody = person(done("2026-03-02", "16", title="One"), done("2026-03-02", more, title="Another"))
    assert checks(look(somebody)) == found


def test_hours_of_two_people_or_two_days_are_not_added() -> None:
    one = person(done("2026-03-02", "20", title="One"), done("2026-03-03", "20", title="Another"))
    other = person(done("2026-03-02", "20", title="One"), key="ben")
    assert look(one, other) == []


def test_a_course_of_several_days_carries_its_last_day() -> None:
    assert look(person(done("2026-03-06", "40", title="Course"), done("2026-03-06", "4", title="Evening"))) == []


@pytest.mark.parametrize(("hours", "found"), [("80", []), ("80.25", [Check.IN_ONE_DAY])])
def test_more_than_80_hours_in_one_entry_look_like_a_slip(hours: str, found: list[Check]) -> None:
    assert checks(look(person(done("2026-03-06", hours)))) == found


def test_not_where_the_catalog_says_that_the_course_is_so_long() -> None:
    catalog = {"long": Offered("Long course", Decimal(120))}
    assert look(person(done("2026-03-06", "120", training="long")), catalog=catalog) == []


@pytest.mark.parametrize(
    ("offered", "claimed", "found"),
    [
        ("8", "10", []),
        ("8", "10.25", [Check.OVER_CLAIMED]),
        ("1", "1.75", []),
        ("1", "2", [Check.OVER_CLAIMED]),
        ("8", "4", []),
        ("8", None, []),
    ],
)
def test_more_than_a_quarter_and_an_hour_beyond_the_catalog_is_asked_about(
    offered: str, claimed: str | None, found: list[Check]
) -> None:
    catalog = {"basics": Offered("Basics", Decimal(offered))}
    assert checks(look(person(done("2026-03-06", claimed, training="basics")), catalog=catalog)) == found


@pytest.mark.parametrize(("claimed", "found"), [("2", []), ("2.25", [Check.OVER_CLAIMED])])
def test_nobody_has_more_hours_than_the_event_had(claimed: str, found: list[Check]) -> None:
    held = replace(event("2026-03-06"), hours=Decimal(2))
    somebody = person(replace(done("2026-03-06", claimed), event=held.key))
    assert checks(look(record=Record(people=(somebody,), events=(held,)))) == found


def two(one: Completion, other: Completion, **values: Any) -> list[Check]:
    people = (person(one), person(other, key="ben"))
    return checks(look(*people, files={one.key: FILE, other.key: FILE}, **values))


def test_one_file_under_two_people_is_asked_about() -> None:
    assert two(done("2026-03-02"), done("2026-03-02")) == [Check.SAME_FILE]


def test_not_where_both_were_at_one_event() -> None:
    one, other = (replace(done("2026-03-02"), event="day") for _ in range(2))
    assert two(one, other) == []


def test_not_where_both_were_logged_in_one_act() -> None:
    one, other = done("2026-03-02"), done("2026-03-02")
    assert two(one, other, acts={one.key: "act", other.key: "act"}) == []
    assert two(one, other, acts={one.key: "act", other.key: "later"}) == [Check.SAME_FILE]


def test_not_where_one_of_the_two_was_withdrawn_or_it_is_one_person_s_transcript() -> None:
    one, gone = done("2026-03-02"), done("2026-03-02", state=CompletionState.WITHDRAWN)
    assert two(one, gone) == []
    other = done("2026-04-02", title="Other")
    assert look(person(one, other), files={one.key: FILE, other.key: FILE}) == []


@pytest.mark.parametrize(
    ("it", "found"),
    [
        (done("2026-03-02", grade=Grade.OWN_WORD, key="it"), True),
        (done("2026-03-02", grade=Grade.VERIFIED, key="it"), False),
        (done("2026-03-02", state=CompletionState.SUBMITTED, key="it"), False),
        (done("2026-03-02", key="with a file"), False),
        (replace(done("2026-03-02", key="it"), event="with a sheet"), False),
        (replace(done("2026-03-02", key="it"), event="without"), True),
    ],
)
def test_what_was_accepted_has_a_file_or_was_verified(it: Completion, found: bool) -> None:
    lines = look_over(facts(person(it), files={"with a file": FILE}, sheets=frozenset({"with a sheet"})))
    assert [line.check for line in lines] == [Check.NO_FILE] * found


def test_a_document_of_the_team_has_a_file_too() -> None:
    protocol = done("2026-03-02", kind=CompletionKind.PROTOCOL, title="Protocol", key="protocol")
    (line,) = look_over(facts(record=Record(documents=(protocol,))))
    assert (line.check, line.name, line.things[0].opens) == (Check.NO_FILE, "The team", "event_files")
    assert look_over(facts(record=Record(documents=(protocol,)), sheets=frozenset({"protocol"}))) == ()


def asking(rule: Any, **values: Any) -> Standard:
    return standard(requirement(rule, **values))


def test_weaker_proof_than_a_requirement_asks_for_is_named_with_what_it_asks() -> None:
    asks = replace(requirement(Hours(hours=Decimal(1))), least_grade=Grade.CERTIFICATE)
    it = done("2026-03-02", "1", grade=Grade.OWN_WORD, key="it")
    (line,) = look(person(it), standards=(standard(asks),), files={"it": FILE})
    assert line.check is Check.WEAK_PROOF
    assert f"“{asks.title}” asks for certificate or better." in line.says
    (line,) = look_over(facts(person(it), standards=(standard(asks),)))
    assert (line.check, "or better" in line.says) == (Check.NO_FILE, True)


@pytest.mark.parametrize(
    ("day", "found"), [("2026-03-02", True), ("2026-03-03", True), ("2026-03-01", True), ("2026-03-04", False)]
)
def test_the_same_title_on_the_same_day_or_the_next_may_be_one(day: str, found: bool) -> None:
    somebody = person(done("2026-03-02", title="Trauma in Children"), done(day, title="The trauma, in children!"))
    assert checks(look(somebody)) == [Check.TWICE] * found


def test_the_same_training_under_two_titles_is_told_once() -> None:
    somebody = person(
        done("2026-03-02", title="Basics", training="basics"), done("2026-03-02", title="Basics", training="basics")
    )
    assert checks(look(somebody)) == [Check.TWICE]
    renamed = person(
        done("2026-03-02", title="Basics", training="basics"), done("2026-03-02", title="Old", training="basics")
    )
    assert checks(look(renamed)) == [Check.TWICE]


@pytest.mark.parametrize(
    "other",
    [
        done("2026-03-02", title="Module 2"),
        done("2026-03-02", title="Module 1", kind=CompletionKind.PEER_REVIEW),
        done("2026-03-02", title="Module 1", state=CompletionState.RETURNED),
    ],
)
def test_another_module_another_kind_and_what_was_returned_are_not_twice(other: Completion) -> None:
    assert look(person(done("2026-03-02", title="Module 1"), other)) == []


def test_two_events_of_one_day_are_two_and_two_people_are_two() -> None:
    one, other = (replace(done("2026-03-02"), event=key) for key in ("morning", "evening"))
    assert look(person(one, other)) == []
    assert look(person(done("2026-03-02")), person(done("2026-03-02"), key="ben")) == []


@pytest.mark.parametrize(
    ("visit_on", "found"),
    [("2027-12-31", []), ("2028-01-01", [Check.LAPSING]), ("2026-06-01", []), (None, [])],
)
def test_what_lapses_up_to_the_day_of_the_visit_is_told(visit_on: str | None, found: list[Check]) -> None:
    yearly = RecurringHours(hours=Decimal(1), window=Window(12, WindowKind.CALENDAR_YEARS))
    lines = look(person(done("2026-03-02")), standards=(asking(yearly),), visit_on=visit_on)
    assert checks(lines) == found


def test_training_off_the_list_is_told_where_the_requirement_is_not_met_without() -> None:
    listed = Selection(approved=ApprovedList("the list", frozenset({"on-it"})))
    asks = asking(Hours(hours=Decimal(1), counts=listed))
    off = done("2026-03-02", training="off-it", title="Off")
    (line,) = look(person(off), standards=(asks,))
    assert (line.check, line.things[0].key) == (Check.NOT_ON_LIST, off.key)
    assert look(person(off, done("2026-04-02", training="on-it", title="On")), standards=(asks,)) == []
    anything = asking(Hours(hours=Decimal(2), counts=Selection(approved=ApprovedList("the list"))))
    assert look(person(off), standards=(anything,)) == []


def test_a_line_keeps_its_key_when_words_change_and_loses_it_when_facts_do() -> None:
    it = done("2019-12-31", title="Basics", key="basics")
    (before,) = look(person(it))
    (renamed,) = look(person(replace(it, title="The basics")))
    (moved,) = look(person(replace(it, completed_on=it.completed_on - timedelta(days=1))))
    assert before.key == renamed.key != moved.key


def test_a_shared_file_keeps_its_key_when_somebody_is_renamed() -> None:
    one, other = done("2026-03-02"), done("2026-03-02")
    files = {one.key: FILE, other.key: FILE}
    (before,) = look(person(one), person(other, key="ben"), files=files)
    (renamed,) = look(replace(person(one), name="Zoe"), person(other, key="ben"), files=files)
    assert (before.name, renamed.name) == ("Ada and Ben", "Ben and Zoe")
    assert before.key == renamed.key


def test_every_kind_has_a_check_and_words() -> None:
    assert set(CHECKS) == set(Check)
    assert all(check.label and check.looks_for.endswith(".") for check in Check)


@given(situations(), days)
def test_any_record_is_looked_over_and_no_line_stands_twice(situation: Any, as_of: date) -> None:
    _, somebody, _, visit_on = situation
    record = Record(people=(somebody,), visit_on=visit_on)
    lines = look_over(Facts(record=record, today=as_of))
    assert len({line.key for line in lines}) == len(lines)
    assert all(line.things and line.says.endswith(".") for line in lines)
    calm = [replace(each, completions=()) for each in record.people]
    left = look_over(Facts(record=Record(people=tuple(calm)), today=as_of))
    assert {line.check for line in left} <= {Check.NO_ROLE}


@given(st.permutations(range(4)))
def test_the_order_of_completions_changes_no_key(order: list[int]) -> None:
    entries = [done("2026-03-02", "10", title=title, key=title) for title in ("a b", "b a", "c", "d")]
    somebody = person(*(entries[place] for place in order))
    assert {line.key for line in look(somebody)} == {line.key for line in look(person(*entries))}
