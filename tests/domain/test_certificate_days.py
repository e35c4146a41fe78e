"""Days on certificates: every form people write, the US order first, and never a guess that is not told."""

from datetime import date

import pytest

from tests.domain.certificates import reading_of
from tracker.domain.certificates import Field, Reason
from tracker.domain.certificates.days import days_in

MARCH_5 = date(2026, 3, 5)


@pytest.mark.parametrize(
    "said",
    [
        *("March 5, 2026", "Mar 5 2026", "Mar. 5th, 2026", "MARCH 5, 2026", "5 March 2026", "5th of March, 2026"),
        *("5-Mar-2026", "2026-03-05", "2026/3/5", "this 5th day of March, 2026", "Thursday, March 5, 2026"),
        *("March 3-5, 2026", "March 3 - 5, 2026", "March 3 and 5, 2026", "March 3 through March 5, 2026"),
        *("February 27 to March 5, 2026", "3-5 March 2026"),
    ],
)
def test_a_day_is_read_in_every_form_and_of_several_the_last(said: str) -> None:
    found = days_in(f"Completed {said} in Cedar Falls")
    assert [(day.on, day.two_ways) for day in found] == [(MARCH_5, False)]


@pytest.mark.parametrize(
    ("said", "on", "two_ways"),
    [
        ("3/15/2026", date(2026, 3, 15), False),
        ("3/15/26", date(2026, 3, 15), False),
        ("15/3/2026", date(2026, 3, 15), False),
        ("15.03.2026", date(2026, 3, 15), False),
        ("3/5/2026", MARCH_5, True),
        ("03-05-2026", MARCH_5, True),
        ("5/5/2026", date(2026, 5, 5), False),
    ],
)
def test_days_in_numbers_are_read_as_in_the_us_and_those_that_could_be_otherwise_say_so(
    said: str, on: date, two_ways: bool
) -> None:
    assert [(day.on, day.two_ways) for day in days_in(said)] == [(on, two_ways)]


def test_one_day_that_shows_the_order_settles_the_others() -> None:
    assert next((day.on, day.two_ways) for day in days_in("3/5/2026, 3/15/2026")) == (MARCH_5, False)
    assert next((day.on, day.two_ways) for day in days_in("3/5/2026, 15/3/2026")) == (date(2026, 5, 3), False)
    assert days_in("3/5/2026, 15/3/2026, 3/15/2026")[0].two_ways, "the two contradict each other"
    assert [day.on for day in days_in("15/3/2026, 3/15/2026")] == [date(2026, 3, 15)] * 2


@pytest.mark.parametrize(
    "said", ["2/30/2026", "13/13/2026", "1/2/3/2026", "10.1.2.3", "May 2026", "3/2026", "555-1234"]
)
def test_what_is_no_day_is_none(said: str) -> None:
    assert days_in(said) == []


def test_the_day_of_completion_is_the_one_that_is_called_so() -> None:
    found = reading_of(
        "Certificate of Completion for Sam Okafor",
        "Registered: March 1, 2026",
        "Completion date: March 5, 2026",
        "Printed on March 9, 2026",
        "Expires: March 5, 2028",
    )
    assert [each.value for each in found.of(Field.COMPLETED_ON)] == ["2026-03-05"]
    assert [each.value for each in found.of(Field.EXPIRES_ON)] == ["2028-03-05"]


def test_a_label_beside_its_day_or_above_it_counts_alike() -> None:
    for lines in ([("Date of completion", "March 5, 2026")], ["Date of completion:", "March 5, 2026"]):
        found = reading_of("Certificate for Sam Okafor, who was there", *lines, "Issue date: March 9, 2026").first(
            Field.COMPLETED_ON
        )
        assert found is not None and found.value == "2026-03-05"


def test_two_days_that_are_called_so_are_not_sure() -> None:
    found = reading_of("Certificate for Sam Okafor", "Completed on March 5, 2026", "Completed on April 7, 2026")
    assert {each.reason for each in found.of(Field.COMPLETED_ON)} == {Reason.SEVERAL}


@pytest.mark.parametrize("said", ["Printed on March 9, 2026", "Valid until March 9, 2026"])
def test_a_day_of_the_paper_is_never_that_of_completion(said: str) -> None:
    assert list(reading_of("Certificate for Sam Okafor", said).of(Field.COMPLETED_ON)) == []


def test_a_label_far_above_its_day_is_not_its_label() -> None:
    found = reading_of("Certificate for Sam Okafor", "Expires", "far below in other words " * 3, "March 5, 2026")
    assert [each.value for each in found.of(Field.COMPLETED_ON)] == ["2026-03-05"]


def test_a_day_to_come_is_not_proposed() -> None:
    on_the_day = reading_of("Completed on November 24, 2026 by Sam Okafor of Cedar Valley", today=date(2026, 11, 24))
    assert [each.value for each in on_the_day.of(Field.COMPLETED_ON)] == ["2026-11-24"]
    assert reading_of("Completed on March 5, 2027 by Sam Okafor of Cedar Valley").first(Field.COMPLETED_ON) is None


def test_of_two_days_without_a_label_neither_is_sure() -> None:
    found = reading_of("Certificate for Sam Okafor", "March 5, 2026", "Cedar Falls", "April 7, 2026")
    assert {each.reason for each in found.of(Field.COMPLETED_ON)} == {Reason.SEVERAL}


def test_a_day_that_can_be_read_two_ways_says_so_also_behind_its_label() -> None:
    found = reading_of("Certificate for Sam Okafor", "Completed on 3/5/2026").first(Field.COMPLETED_ON)
    assert found is not None and (found.value, found.reason, found.is_sure) == ("2026-03-05", Reason.TWO_WAYS, False)
