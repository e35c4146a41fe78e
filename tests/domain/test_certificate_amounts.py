"""Hours are time spent, credits are what a body gives; who states one does not state the other."""

import pytest

from tests.domain.certificates import reading_of
from tracker.domain.certificates import Field, Reason
from tracker.domain.place import Box

HEAD = "This certifies that Sam Okafor has completed Human Trafficking 101"


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        *(("6 hours", "6"), ("6.50 hours", "6.5"), ("1,5 hours", "1.5"), ("a 3-hour training", "3"), ("2 hrs.", "2")),
        *(("six (6) hours", "6"), ("Twelve (12) clock hours", "12"), ("4.5 contact hours", "4.5"), ("1½ hours", "1.5")),
        *(("90 minutes", "1.5"), ("1 hour and 30 minutes", "1.5"), ("1 hr 15 min", "1.25"), ("Hours: 6", "6")),
        *(("Total hours: 16.0", "16"), ("Duration: 1:30", "1.5"), ("Length: 2 hours", "2")),
        *(("Contact Hours = 4", "4"), ("Duration: 1:20", "1.33"), ("999.5 hours", "999.5")),
    ],
)
def test_hours_are_read_in_every_form(said: str, hours: str) -> None:
    found = reading_of(HEAD, said)
    assert [each.value for each in found.of(Field.HOURS)] == [hours]
    assert list(found.of(Field.CREDIT)) == []


@pytest.mark.parametrize(
    ("said", "body", "amount"),
    [
        *(("0.6 CEU", "CEU", "0.6"), ("0.425 CEUs", "CEU", "0.425"), ("CEUs awarded: 0.3", "CEU", "0.3")),
        *(("6 CE hours", "CE", "6"), ("6 continuing education hours", "CE", "6"), ("CE credits: 1.5", "CE", "1.5")),
        *(("3.0 CLE credits", "CLE", "3"), ("3 hours of CLE", "CLE", "3"), ("CLE credit: 3", "CLE", "3")),
        *(("1.5 AMA PRA Category 1 Credits", "AMA PRA Category 1", "1.5"), ("2 CME credits", "CME", "2")),
        *(("6 NBCC hours", "NBCC", "6"), ("4 ASWB ACE credits", "ASWB ACE", "4"), ("8 POST hours", "POST", "8")),
    ],
)
def test_a_credit_is_read_with_its_body_and_never_taken_for_hours(said: str, body: str, amount: str) -> None:
    found = reading_of(HEAD, said)
    assert [(each.value, each.amount) for each in found.of(Field.CREDIT)] == [(body, amount)]
    assert list(found.of(Field.HOURS)) == []


def test_hours_and_credits_stand_side_by_side() -> None:
    found = reading_of(HEAD, "6 hours of instruction", "5 CE credits and 2 CLE credits")
    assert [each.value for each in found.of(Field.HOURS)] == ["6"]
    assert [(each.value, each.amount) for each in found.of(Field.CREDIT)] == [("CE", "5"), ("CLE", "2")]


def test_a_credit_carries_the_number_of_its_approval() -> None:
    found = reading_of(HEAD, "4 NBCC hours", "Approved by NBCC, ACEP No. 6342").first(Field.CREDIT)
    assert found is not None and (found.amount, found.number) == ("4", "6342")


def test_of_different_hours_none_is_sure_unless_one_is_labelled() -> None:
    unsure = reading_of(HEAD, "Plenary, 2 hours", "Workshop, 3 hours")
    assert {each.reason for each in unsure.of(Field.HOURS)} == {Reason.SEVERAL}
    total = reading_of(HEAD, "Plenary, 2 hours", "Workshop, 3 hours", "Total hours: 5").first(Field.HOURS)
    assert total is not None and (total.value, total.reason) == ("5", Reason.STATED)


@pytest.mark.parametrize(
    "said",
    ["0 hours", "1001 hours", "call 555-1234 hours", "Open 24 hours a day", "within 48 hours", "Hours: 9:00-5:00"],
)
def test_what_is_no_length_of_a_training_is_left_out(said: str) -> None:
    assert list(reading_of(HEAD, said).of(Field.HOURS)) == []


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        (("CE training hours: 3", "Total hours: 6"), ["6"]),
        (("Nursing total hours: 3",), []),
        (("Answers come within 48 hours", "6 hours"), ["6"]),
        (("Open 24 hours a day", "6 hours"), ["6"]),
        (("6 training hours of CLE", "8 hours"), ["8"]),
        (("Hours: 6 CE hours",), []),
        (("6 hours of CLE", "90 minutes"), ["1.5"]),
    ],
)
def test_hours_of_something_else_do_not_hide_those_of_the_training(lines: tuple[str, ...], hours: list[str]) -> None:
    assert [each.value for each in reading_of(HEAD, *lines).of(Field.HOURS)] == hours


def test_hours_behind_a_credit_are_outlined_where_they_stand() -> None:
    found = reading_of(HEAD, "5 CE hours", "6 hours of instruction").first(Field.HOURS)
    assert found is not None and [each.box for each in found.spots] == [Box(50, 108, 113, 128)]


@pytest.mark.parametrize("title", ["Professional Ethics", "Ethical Social Work", "Legal Aspects of CE"])
def test_a_title_that_ends_like_a_body_leaves_the_hours_below_it_alone(title: str) -> None:
    found = reading_of("This certifies that Sam Okafor has completed", title, "Hours: 6")
    assert [each.value for each in found.of(Field.TITLE)] == [title]
    assert [each.value for each in found.of(Field.HOURS)] == ["6"]
    assert list(found.of(Field.CREDIT)) == []


def test_a_credit_of_nothing_is_none_and_hides_no_other() -> None:
    assert [each.amount for each in reading_of(HEAD, "0 CE hours", "2 hours of CE").of(Field.CREDIT)] == ["2"]


def test_of_many_credits_six_are_proposed() -> None:
    said = "2 CE hours, 2 CLE, 2 CME, 2 POST hours, 2 NASW credits, 2 APA credits, 2 NBCC hours"
    assert [each.value for each in reading_of(HEAD, said).of(Field.CREDIT)] == [
        "CE",
        "CLE",
        "CME",
        "POST",
        "NASW",
        "APA",
    ]
