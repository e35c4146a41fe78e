"""Hours beyond what a format allows, and waivers without a file: the day and hour on which each turns."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.build import done, on, person, requirement, standard
from tests.domain.test_record_check_lines import only
from tests.domain.test_record_checks import checks, facts, look
from tracker.domain.record import Record, Waiver, WaiverKind
from tracker.domain.record_checks import Check, Line, Offered, Opens, Thing, look_over
from tracker.domain.rules import Hours
from tracker.domain.vocabulary import TrainingFormat as How

OVER = [Check.OVER_FORMAT]


@pytest.mark.parametrize(
    ("how", "hours", "found"),
    [
        (How.IN_PERSON, "16", []),
        (How.IN_PERSON, "16.25", OVER),
        (How.IN_PERSON, "24", OVER),
        (How.IN_PERSON, "24.25", []),
        (How.LIVE_ONLINE, "12", []),
        (How.LIVE_ONLINE, "12.25", OVER),
        (How.RECORDED, "12", []),
        (How.RECORDED, "12.25", OVER),
        (How.RECORDED, "24", OVER),
        (How.RECORDED, "24.25", []),
        (How.SELF_PACED, "24", []),
        (How.HYBRID, "24", []),
    ],
)
def test_each_format_has_its_own_limit_and_some_have_none(how: How, hours: str, found: list[Check]) -> None:
    assert checks(look(person(done("2026-03-02", hours, key="it")), formats={"it": how})) == found


def test_hours_of_one_day_in_one_format_are_added_and_of_recordings_not() -> None:
    entries = [done("2026-03-02", "9", title=key, key=key) for key in ("one", "two")]
    for how, found in ((How.IN_PERSON, OVER), (How.RECORDED, [])):
        assert checks(look(person(*entries), formats={"one": how, "two": how})) == found
    assert checks(look(person(*entries), formats={"one": How.IN_PERSON, "two": How.LIVE_ONLINE})) == []


def test_an_entry_of_no_known_format_hides_no_other() -> None:
    entries = [done("2026-03-01", "20", title="one", key="one"), done("2026-03-02", "20", title="two", key="two")]
    assert checks(look(person(*entries), formats={"two": How.IN_PERSON})) == OVER
    assert checks(look(person(*reversed(entries)), formats={"two": How.IN_PERSON})) == OVER


def test_what_the_catalog_says_is_never_too_much() -> None:
    course = done("2026-03-02", "20", training="week", key="it")
    catalog = {"week": Offered("A week", Decimal(20))}
    assert look(person(course), formats={"it": How.IN_PERSON}, catalog=catalog) == []


def test_it_says_that_the_limit_is_ours_and_opens_the_form_that_mends_it() -> None:
    course = done("2026-03-02", "18", title="Basics", key="it")
    assert only(look(person(course), formats={"it": How.IN_PERSON})) == Line(
        check=Check.OVER_FORMAT,
        name="Ada",
        says="“Basics” of Mar 2, 2026: 18 hours in person. We ask beyond 16 hours; no standard says so.",
        do="Compare hours and format with the certificate. A course of several days is right as it is: set this aside.",
        things=(Thing(Opens.CORRECT, "it", "Correct “Basics”"),),
        facts=("in_person", "18"),
    )


def waiver(ends_on: str = "2026-12-31", instead: str = "") -> Waiver:
    return Waiver(
        key="w",
        kind=WaiverKind.EQUIVALENT if instead else WaiverKind.WAIVER,
        standard="test",
        edition="1",
        requirement="asked",
        starts_on=on("2026-01-01"),
        ends_on=on(ends_on),
        reason="No course before autumn.",
        proposed_by="Dana",
        decided_by="Rosa",
        decided_on=on("2026-01-01"),
        instead=instead,
    )


def without(*filed: str, **values: str) -> list[Line]:
    record = Record(people=(), waivers=(waiver(**values),))
    return list(look_over(facts(record=record, filed=frozenset(filed))))


@pytest.mark.parametrize(("ends_on", "count"), [("2026-05-31", 0), ("2026-06-01", 1)])
def test_a_waiver_that_is_over_is_not_asked_about(ends_on: str, count: int) -> None:
    assert len(without(ends_on=ends_on)) == count


def test_a_waiver_with_a_file_is_as_it_should_be() -> None:
    assert without("w") == []


def test_it_says_what_is_set_aside_and_opens_the_waiver() -> None:
    (line,) = without()
    assert line == Line(
        check=Check.WAIVER_NO_FILE,
        name="The team",
        says="“asked” is set aside from Jan 1, 2026 to Dec 31, 2026, and no file is behind it. "
        "A reviewer reads the reason and who decided, and would ask what it rests on.",
        do="Add what it rests on, such as minutes or a letter.",
        things=(Thing(Opens.WAIVER, "w", "Add a file to the waiver for “asked”"),),
    )
    (other,) = without(instead="A degree")
    assert "is met by “A degree”" in other.says


def test_it_names_the_requirement_by_the_standard_and_edition_that_it_is_of() -> None:
    hour = Hours(hours=Decimal(1))
    asked = standard(requirement(hour, "other"), requirement(hour, "asked"))
    for edition, title in (("1", "Asked"), ("2", "asked")):
        its = replace(asked, edition=edition)
        record = Record(people=(), waivers=(waiver(),))
        lines = look_over(facts(record=record, standards=(its,)))
        (line,) = (each for each in lines if each.check is Check.WAIVER_NO_FILE)
        assert line.says.startswith(f"“{title}” is set aside")
