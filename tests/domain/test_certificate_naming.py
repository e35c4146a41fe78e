"""Person, title, provider and number: at their phrases and labels, and empty where nothing says what they are."""

import pytest

from tests.domain.certificates import TODAY, page_of, reading_of, values_of
from tracker.domain.certificates import Field, Kind, Page, Reason, read
from tracker.domain.certificates.naming import is_name

TITLE = "Trauma and the Brain"


@pytest.mark.parametrize(
    "lines",
    [
        ("This is to certify that", "Sam Okafor", "has successfully completed", TITLE),
        ("Presented to Sam Okafor for completing", TITLE),
        ("awarded to", "SAM OKAFOR, LCSW", "for participation in the webinar", f"“{TITLE}”"),
        ("Congratulations, Sam Okafor!", "You have completed the course", TITLE),
        ("Participant: Sam Okafor", f"Course title: {TITLE}"),
        (("Participant name", "Sam Okafor"), ("Training", TITLE), f"Title: {TITLE}"),
        ("Name: Okafor, Sam", f"Training: {TITLE}"),
        ("Sam Okafor", "Name of participant", f"has completed {TITLE} on March 5, 2026"),
        (f"We confirm that Sam Okafor attended the training {TITLE}", "held on March 5, 2026"),
        (f"This certifies that Sam Okafor has completed a 3-hour course in {TITLE} on March 5, 2026."),
    ],
)
def test_person_and_title_are_found_at_their_phrases(lines: tuple[str, ...] | str) -> None:
    found = values_of(*((lines,) if isinstance(lines, str) else lines), "", "Cedar Falls, Iowa, United States")
    assert (found.get("person"), found.get("title")) == ("Sam Okafor", TITLE)


@pytest.mark.parametrize("said", ["Sam Okafor", "SAM OKAFOR", "María de la Cruz", "O'Neil Mary-Ann", "J. R. Stein"])
def test_a_name_has_a_few_words_that_begin_with_capitals(said: str) -> None:
    assert is_name(said)


@pytest.mark.parametrize(
    "said", ["Sam", "Program Director", "Human Trafficking 101", "of the Course", "Valley Hospital", "and so On", ""]
)
def test_what_is_called_otherwise_is_no_name(said: str) -> None:
    assert not is_name(said)


def test_a_title_over_two_lines_is_one_and_ends_where_something_else_begins() -> None:
    found = reading_of(
        "This certifies that Sam Okafor has completed",
        "Working with Youth Who Have Experienced",
        "Trafficking and Exploitation",
        "6 hours, March 5, 2026",
    ).first(Field.TITLE)
    assert found is not None
    assert found.value == "Working with Youth Who Have Experienced Trafficking and Exploitation"
    assert len(found.spots) == 2, "each line has its box"


def test_a_title_begins_with_what_may_look_like_a_word_before_it() -> None:
    for title in ("Online Safety for Families", "From Suspicion to Disclosure", "Conference on Child Abuse"):
        assert values_of("This certifies that Sam Okafor has completed the", title)["title"] == title


def test_a_title_that_no_phrase_leads_to_is_proposed_as_unsure() -> None:
    page = page_of("Certificate of Completion", "Sam Okafor", "March 5, 2026")
    large = page_of("", "", "", "", TITLE, height=36)
    found = read([Page([*page.words, *large.words])], TODAY).first(Field.TITLE)
    assert found is not None and (found.value, found.reason, found.is_sure) == (TITLE, Reason.LARGE, False)


@pytest.mark.parametrize(
    ("line", "sure"),
    [
        ("Provided by Lakeshore University on March 5, 2026", True),
        ("Sponsor: Lakeshore University", True),
        ("hosted by Lakeshore University in partnership with others", True),
        ("Lakeshore University", False),
    ],
)
def test_the_provider_is_found_at_its_phrase_and_else_only_looks_like_one(line: str, sure: bool) -> None:
    found = reading_of(f"This certifies that Sam Okafor has completed {TITLE}", line).first(Field.PROVIDER)
    assert found is not None and (found.value, found.is_sure) == ("Lakeshore University", sure)


def test_a_presenter_is_no_provider() -> None:
    found = reading_of(f"This certifies that Sam Okafor has completed {TITLE}", "Presented by Grace Lin, LCSW")
    assert found.first(Field.PROVIDER) is None


def test_the_number_of_a_certificate_is_read_and_has_digits() -> None:
    assert (
        values_of(f"Sam Okafor has completed {TITLE}", "Certificate No. CV-20-118")["certificate_number"] == "CV-20-118"
    )
    assert "certificate_number" not in values_of(f"Sam Okafor has completed {TITLE}", "Certificate ID: PENDING")


def test_nothing_is_invented() -> None:
    assert values_of("Thank you for coming to our training center last week, it was a pleasure") == {}
    assert not read([page_of("Thank you")], TODAY).has_words, "too little to tell anything"
    assert read([], TODAY).proposals == ()


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("Course evaluation", "Please rate each statement", "Strongly agree"), Kind.EVALUATION),
        (("Agenda", "8:30 Welcome", "9:00 Work", "10:30 Break", "10:45 Work", "12:00 Lunch"), Kind.AGENDA),
        (("Invoice 2041", "Bill to: Cedar Valley", "Amount due $195.00"), Kind.INVOICE),
        (("Thank you for registering", "The join link comes by mail", "Zoom opens at nine"), Kind.REGISTRATION),
    ],
)
def test_what_is_no_certificate_is_named_and_proposes_nothing(lines: tuple[str, ...], kind: Kind) -> None:
    found = reading_of(*lines)
    assert (found.kind, found.proposals) == (kind, ())
    assert kind.words.startswith("This looks like") and "add that instead" in kind.words


def test_a_certificate_with_words_of_an_invoice_is_a_certificate() -> None:
    found = reading_of("This certifies that Sam Okafor has completed", TITLE, "Receipt 12, total paid $45.00")
    assert found.kind is None and found.first(Field.TITLE) is not None


def test_each_proposal_knows_where_its_words_stand() -> None:
    found = reading_of("This certifies that", "Sam Okafor", "has completed", TITLE).first(Field.PERSON)
    assert found is not None
    (spot,) = found.spots
    assert (spot.page, spot.box.left, spot.box.top, spot.box.bottom) == (1, 50, 74, 94)
