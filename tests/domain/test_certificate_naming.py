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
    "said",
    [
        "Badge No.",
        "Sam",
        "Program Director",
        "Human Trafficking 101",
        "of the Course",
        "Valley Hospital",
        "and so On",
        "",
    ],
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


@pytest.mark.parametrize(
    ("said", "number"),
    [("Certificate No. CV-12", "CV-12"), ("Certificate No. CV-1", None), ("Certificate No. CV/2026/-", "CV/2026")],
)
def test_a_number_has_two_digits_and_ends_with_no_mark(said: str, number: str | None) -> None:
    assert values_of(f"Sam Okafor has completed {TITLE}", said).get("certificate_number") == number


@pytest.mark.parametrize(
    "said",
    [
        *(
            "“Sam Okafor, LCSW”",
            "Sam Okafor \u2013 LCSW",
            "Okafor, Sam",
            "Okafor, Sam, LCSW",
            "Sam Okafor -",
            "*Sam Okafor*",
        ),
    ],
)
def test_a_name_is_read_without_its_marks_and_credentials(said: str) -> None:
    assert values_of("This certificate is awarded to", said, f"for completing {TITLE}")["person"] == "Sam Okafor"


def test_a_name_may_begin_with_any_letter() -> None:
    assert values_of("Presented to Xavier Okafor", f"for completing {TITLE}")["person"] == "Xavier Okafor"


def test_a_label_that_ends_the_page_has_no_value() -> None:
    for label in ("Participant name", "Participant:", "Provider:", "Course title", "Course title:"):
        found = values_of("It was warm in all of the rooms last week", label)
        assert not {"person", "provider", "title"} & set(found), label


def test_a_label_without_a_colon_has_its_value_beside_it() -> None:
    found = reading_of(("Course title", "On Grief"), ("Participant name", "Sam Okafor"), ("Provider", "Harbor of Hope"))
    assert [(each.field, each.value, each.reason) for each in found.proposals] == [
        (Field.PERSON, "Sam Okafor", Reason.LABEL),
        (Field.TITLE, "On Grief", Reason.LABEL),
        (Field.PROVIDER, "Harbor of Hope", Reason.LABEL),
    ]


@pytest.mark.parametrize(
    ("said", "title"),
    [
        *(("Grief", "Grief"), ("Hope", None), ("Training", None), ("Trainings", None)),
        *(("*Real Grief.*", "Real Grief"), ("Real Grief.", "Real Grief"), ("...Real Grief", "...Real Grief")),
        *(
            ("Real Grief 3/5/2026", "Real Grief"),
            ("Real Grief, 2026-03-05", "Real Grief"),
            ("3/5/2026 Real Grief", None),
        ),
        *(("G" * 300, "G" * 300), ("G" * 301, None), ("Letter X", "Letter X")),
    ],
)
def test_a_title_has_some_letters_and_no_day(said: str, title: str | None) -> None:
    found = reading_of("This certifies that Sam Okafor has completed", said)
    assert [each.value for each in found.of(Field.TITLE)] == ([] if title is None else [title])


@pytest.mark.parametrize(
    ("said", "provider"),
    [
        *(
            ("Harbor of Hope.", "Harbor of Hope"),
            ("*Harbor of Hope*", "Harbor of Hope"),
            (".Harbor of Hope", ".Harbor of Hope"),
        ),
        *(("UK", "UK"), ("U", None), ("H" * 150, "H" * 150), ("H" * 151, None), ("Harbor of X", "Harbor of X")),
    ],
)
def test_a_provider_has_some_letters_and_ends_with_no_mark(said: str, provider: str | None) -> None:
    found = values_of(f"This certifies that Sam Okafor has completed {TITLE}", f"Sponsor: {said}")
    assert found.get("provider") == provider


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
    assert (found.kind, found.proposals, found.has_words) == (kind, (), True)
    assert kind.words.startswith("This looks like") and "add that instead" in kind.words


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Course evaluation", "Please rate each of the speakers", Kind.EVALUATION),
        ("Agenda", "Opening remarks by the board", Kind.AGENDA),
        ("Invoice", "Amount due on the last of May", Kind.INVOICE),
        ("Registration form", "Parking is behind the house", Kind.REGISTRATION),
    ],
)
def test_two_signs_of_a_kind_name_it_and_one_does_not(one: str, other: str, kind: Kind) -> None:
    assert reading_of(one, other).kind is kind
    assert reading_of(one, "it was warm in all of the rooms").kind is None
    assert reading_of(other, "it was warm in all of the rooms").kind is None


def test_a_certificate_with_words_of_an_invoice_is_a_certificate() -> None:
    found = reading_of("This certifies that Sam Okafor has completed", TITLE, "Receipt 12, total paid $45.00")
    assert found.kind is None and found.first(Field.TITLE) is not None


def test_each_proposal_knows_where_its_words_stand() -> None:
    found = reading_of("This certifies that", "Sam Okafor", "has completed", TITLE).first(Field.PERSON)
    assert found is not None
    (spot,) = found.spots
    assert (spot.page, spot.box.left, spot.box.top, spot.box.bottom) == (1, 50, 74, 94)
