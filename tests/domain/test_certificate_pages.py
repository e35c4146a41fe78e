"""Whole certificates of many layouts: everything that is read of each, with where it stands."""

import json

import pytest

from tests.domain.certificate_pages import FILE, PAGES, tall, told
from tests.domain.certificates import TODAY, page_of, reading_of
from tracker.domain.certificates import Field, Reason, read
from tracker.domain.certificates.proposals import Proposal, Reading, Spot
from tracker.domain.certificates.written import from_json, to_json
from tracker.domain.place import Box

READ = json.loads(FILE.read_text())
HEAD = "This certifies that Sam Okafor has completed Ethics in Practice"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_as_it_was_written_down(name: str) -> None:
    assert told(PAGES[name]) == READ[name], "If it is right: python -m tests.domain.certificate_pages"


def test_nothing_is_written_down_of_a_page_that_is_gone() -> None:
    assert list(READ) == list(PAGES)


@pytest.mark.parametrize(
    ("said", "body"),
    [
        *(("2 CE credits", "CE"), ("2 CECs", "CE"), ("2 CEHs", "CE"), ("2 CEs", "CE")),
        *(("2 CEUs", "CEU"), ("2 C.E.U.s", "CEU"), ("2 ceu", "CEU"), ("2 continuing education units", "CEU")),
        *(("2 continuing education credits", "CE"), ("2 hours of continuing education", "CE"), ("2 MCLE", "CLE")),
        *(("2 CLEs", "CLE"), ("2 continuing legal education credits", "CLE"), ("2 CME", "CME")),
        *(("2 continuing medical education credits", "CME"), ("2 NBCC ACEP hours", "NBCC"), ("2 nbcc hours", "NBCC")),
        *(("2 ASWB  ACE credits", "ASWB ACE"), ("2 AMA PRA Category 1 Credits™", "AMA PRA Category 1")),
        *(("2 POST hours", "POST"), ("2 NAADAC hours", "NAADAC"), ("2 tcole hours", "TCOLE")),
        *(
            ("2 hours of ethics", "Ethics"),
            ("2 ETHICS credits", "Ethics"),
            ("2 Nursing contact hours", "Nursing contact"),
        ),
        *(("2 social work hours", "Social work"), ("2 counseling hours", "Counseling"), ("2 LCSW hours", "LCSW")),
    ],
)
def test_a_body_has_one_name_however_it_is_spelled(said: str, body: str) -> None:
    found = reading_of(HEAD, "6 hours", said).first(Field.CREDIT)
    assert found is not None and (found.value, found.amount) == (body, "2")


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        *(("½ hour", "0.5"), ("1¼ hours", "1.25"), ("2 ¾ hours", "2.75"), ("999 hours", "999"), ("0.25 hours", "0.25")),
        *(("60 minutes", "1"), ("20 minutes", "0.33"), ("1 hour 20 minutes", "1.33"), ("Duration: 0:45", "0.75")),
        *(("Hours: 1,5", "1.5"), ("Total hours completed: 12.25", "12.25"), ("forty (40) hours", "40")),
    ],
)
def test_hours_are_told_as_they_would_be_typed(said: str, amount: str) -> None:
    assert [each.value for each in reading_of(HEAD, said).of(Field.HOURS)] == [amount]


@pytest.mark.parametrize("title", ["Domestic Violence", "Conference", "Legal Aspects of CE", "A Place of Science"])
def test_the_last_letters_of_a_title_are_no_body(title: str) -> None:
    found = reading_of(f"This certifies that Sam Okafor has completed {title}", "Hours: 6", "2 CLE credits")
    assert [each.value for each in found.of(Field.HOURS)] == ["6"]
    numbered = reading_of(HEAD, "4 CE hours", f"{title.removesuffix(' of CE')} No. 6342").first(Field.CREDIT)
    assert numbered is not None and numbered.number == ""


@pytest.mark.parametrize("said", ["Duration: 0:00", "0 minutes", "61000 minutes", "Hours: 0", "Hours: 999:30"])
def test_no_time_and_too_much_of_it_are_left_out(said: str) -> None:
    assert list(reading_of(HEAD, said).of(Field.HOURS)) == []


def test_the_tallest_line_that_is_nothing_else_is_proposed() -> None:
    lines = ("Certificate of Completion", "Sam Okafor", "Listening to Boys", "in rooms nearby", "June 10, 2026")
    for large, title in ((2, "Listening to Boys"), (0, "Listening to Boys"), (1, "Listening to Boys")):
        found = read([tall(lines, large, 40)], TODAY).first(Field.TITLE)
        assert found is not None and (found.value, found.reason) == (title, Reason.LARGE)


def test_a_name_far_above_its_phrase_is_not_that_of_who_completed_it() -> None:
    near = reading_of("Sam Okafor", "of Cedar Valley", "has completed Ethics in Practice")
    far = reading_of("Sam Okafor", "of Cedar Valley", "in the north", "has completed Ethics in Practice")
    assert [each.value for each in near.of(Field.PERSON)] == ["Sam Okafor"]
    assert list(far.of(Field.PERSON)) == []


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Cedar Falls, June 10, 2026",
            "Instructor Cards",
            "Proudly Awarded to Everybody",
            "Thanks for Attending Ours",
        ),
        *("Sam Okafor", "Certificate of Thanks", "Lakeshore University"),
    ],
)
def test_the_largest_line_is_no_title_where_it_is_something_else(line: str) -> None:
    lines = (line, "Listening to Boys", "in rooms nearby, all of them warm", "Lakeshore University", "Certificate 7")
    found = read([tall(lines, 0, 40)], TODAY).first(Field.TITLE)
    assert found is not None and (found.value, found.reason) == ("Listening to Boys", Reason.LARGE)


@pytest.mark.parametrize("said", ["*Xenia and Boys*", "“Grief Work in Texas”", "Working on Letter X"])
def test_a_largest_line_is_proposed_without_its_marks(said: str) -> None:
    found = reading_of("Certificate", said, "on the last day of the year in Cedar Falls").first(Field.TITLE)
    assert found is not None and found.value == said.strip("*“”")


def test_of_two_lines_the_taller_is_proposed_and_the_first_page_comes_first() -> None:
    lines = ("Certificate", "Listening to Boys", "Grief Work in Families", "in rooms nearby")
    found = read([tall(lines, 2, 40)], TODAY).first(Field.TITLE)
    assert found is not None and found.value == "Grief Work in Families"
    found = read([tall(lines, 1, 20), tall(("Healing Music",), 0, 60)], TODAY).first(Field.TITLE)
    assert found is not None and found.value == "Listening to Boys"


def test_a_largest_line_is_a_title_only_below_a_heading_or_beside_a_name() -> None:
    lines = ("Listening to Boys", "in rooms nearby, all of them warm", "Lakeshore University")
    assert reading_of(*lines).first(Field.TITLE) is None
    found = reading_of(*lines, "Participant: Sam Okafor").first(Field.TITLE)
    assert found is not None and found.value == "Listening to Boys"


def test_small_print_below_twelve_larger_lines_is_no_title() -> None:
    above = ["Certificate"] + ["it was warm in all of the rooms"] * 10
    found = reading_of(*above, "Listening to Boys").first(Field.TITLE)
    assert found is not None and found.value == "Listening to Boys"
    assert reading_of(*above, "and in the others", "Listening to Boys").first(Field.TITLE) is None


@pytest.mark.parametrize(
    ("letters", "marks", "pages", "has_words"),
    [
        *((19, 0, 1, False), (20, 0, 1, True), (20, 11_980, 1, True), (20, 11_981, 1, False)),
        *((20, 11_979, 2, True), (20, 11_981, 2, False)),
    ],
)
def test_a_page_has_some_words_and_not_too_many(letters: int, marks: int, pages: int, has_words: bool) -> None:
    page = page_of("x" * letters + "." * marks)
    assert read([page] * pages, TODAY).has_words is has_words


def test_of_numbers_and_last_days_one_is_proposed_and_of_other_days_three() -> None:
    found = reading_of(
        HEAD,
        *("Certificate No. AB-11", "License No. 2244", "Expires: March 5, 2027", "Valid until March 9, 2027"),
        *(f"March {day}, 2026" for day in (2, 3, 4, 5)),
    )
    assert [each.value for each in found.of(Field.CERTIFICATE_NUMBER)] == ["AB-11"]
    assert [each.value for each in found.of(Field.EXPIRES_ON)] == ["2027-03-05"]
    assert [each.value for each in found.of(Field.COMPLETED_ON)] == ["2026-03-02", "2026-03-03", "2026-03-04"]


def test_what_is_the_title_is_not_the_provider_too_but_a_second_title_may_be() -> None:
    found = reading_of(HEAD, "6 hours", "“Lakeshore University”")
    assert [each.value for each in found.of(Field.TITLE)] == ["Ethics in Practice", "Lakeshore University"]
    assert [each.value for each in found.of(Field.PROVIDER)] == ["Lakeshore University"]
    found = reading_of("This certifies that Sam Okafor has completed", "Lakeshore University")
    assert list(found.of(Field.PROVIDER)) == []


SPOT = Spot(100, Box(0, 0, 1000, 1000))


def written(**changes: object) -> Reading:
    values = {"field": Field.TITLE, "value": "x", "reason": Reason.LABEL, "spots": (SPOT,), "amount": "", "number": ""}
    return Reading((Proposal(**{**values, **changes}),), None, has_words=True)  # type: ignore[arg-type]  # as it is made


@pytest.mark.parametrize(
    "reading",
    [
        *(written(value="x" * 300), written(number="y" * 300), written(spots=(SPOT,) * 12), written(spots=())),
        *(written(field=Field.HOURS, value="9999.125"), written(field=Field.CREDIT, amount="9999")),
        *(written(field=Field.EXPIRES_ON, value="9999-12-31"), Reading(written().proposals * 40, None, has_words=True)),
    ],
)
def test_what_is_as_large_as_may_be_comes_back(reading: Reading) -> None:
    assert from_json(json.loads(json.dumps(to_json(reading)))) == reading


@pytest.mark.parametrize(
    "reading",
    [
        *(written(spots=(Spot(101, SPOT.box),)), written(spots=(Spot(0, SPOT.box),))),
        *(written(field=Field.HOURS, value="10000"), written(field=Field.HOURS, value="1.1234")),
        *(written(field=Field.CREDIT, amount="99999"), written(field=Field.CREDIT, amount="one")),
        *(written(field=Field.EXPIRES_ON, value="2026-13-01"), written(field=Field.COMPLETED_ON, value="20260301")),
        *(written(value=" x"), written(value="x\u200b\u202ey"), written(number="a\tb" * 150)),
    ],
)
def test_what_is_beyond_that_is_cut_or_not_believed(reading: Reading) -> None:
    try:
        assert from_json(json.loads(json.dumps(to_json(reading)))) != reading
    except ValueError:
        return


def test_what_turns_or_hides_text_is_written_as_a_space() -> None:
    told = to_json(written(value="Sam\u202e Oka\x00for"))
    assert told["proposals"][0]["value"] == "Sam Oka for"


def test_what_is_too_long_is_cut_where_it_is_written() -> None:
    told = to_json(Reading((written(value="x" * 301, number="y" * 301, spots=(SPOT,) * 13).proposals) * 41))
    assert len(told["proposals"]) == 40
    first = told["proposals"][0]
    assert (len(first["value"]), len(first["number"]), len(first["spots"])) == (300, 300, 12)
