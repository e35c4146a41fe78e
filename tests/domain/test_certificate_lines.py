"""Lines by their looks: which is the name of an organization, a title, a person, or the value of a label."""

import pytest

from tests.domain.certificates import TODAY, page_of, reading_of
from tracker.domain.certificates import Field, Page, Reason, Word, read
from tracker.domain.certificates.naming import is_name

HEAD = ("This certifies that Sam Okafor has completed Ethics in Practice", "6 hours")


def provider(line: str) -> str:
    found = reading_of(*HEAD, line).first(Field.PROVIDER)
    return found.value if found else ""


@pytest.mark.parametrize(
    "line",
    [
        *("Valley Center", "Center for Children", "Office of the County", "Coalition and Council", "Academy on Main"),
        *(
            "Institute in Iowa",
            "School at Cedar",
            "Board to End Abuse",
            "One Two Three Four Five Six Seven Eight Center",
        ),
    ],
)
def test_a_line_with_capitals_and_a_word_of_organizations_is_one(line: str) -> None:
    assert provider(line) == line


@pytest.mark.parametrize(
    "line",
    [
        *("Center", "Valley Center.", "Valley: Center", "Valley Center 12", "valley Center", "Valley from Center"),
        *("One Two Three Four Five Six Seven Eight Nine Center", "Certificate Center", "Valley, Center"),
        *("Center Director", "Office Manager", "Chair Of Center", "Center Coordinator", "Center President"),
        *("Board Officer", "Center Trainer", "Valley Rooms", "Awarded to the Center", "Harbor Center Completed"),
    ],
)
def test_what_says_more_than_a_name_or_less_is_none(line: str) -> None:
    assert provider(line) == ""


def test_the_name_of_an_organization_is_read_without_its_marks() -> None:
    assert provider("* Valley Center *") == "Valley Center"


@pytest.mark.parametrize("said", ["Ana Sol", "Ana B. Sol", "Ana de la Sol", "B C D E F", "Ana " + "S" * 76])
def test_two_to_five_words_of_some_length_are_a_name(said: str) -> None:
    assert is_name(said)


@pytest.mark.parametrize(
    "said", ["B C D E F G", "Ana " + "S" * 77, "ana Sol", "Ana sol", "Ana S0l", "de la Sol", "Ana for"]
)
def test_more_less_or_small_letters_are_none(said: str) -> None:
    assert not is_name(said)


def labelled(left: int, top: int, page: int = 0) -> str:
    """Return who is read where a name stands so far from its label, on its page or the next."""
    label = [Word("Participant", 50, 100, 150, 120), Word("name", 160, 100, 200, 120)]
    name = [Word("Sam", left, top, left + 30, top + 20), Word("Okafor", left + 40, top, left + 100, top + 20)]
    rest = page_of("", "", "", "", "", "", "", "", "has been in all of our rooms for a while").words
    pages = [Page([*label, *rest]), Page(name)] if page else [Page([*label, *name, *rest])]
    found = read(pages, TODAY).first(Field.PERSON)
    return found.value if found else ""


@pytest.mark.parametrize(("left", "top"), [(300, 100), (300, 110), (300, 92), (200, 111)])
def test_what_stands_beside_a_label_is_its_value(left: int, top: int) -> None:
    assert labelled(left, top) == "Sam Okafor"


@pytest.mark.parametrize(
    ("left", "top", "page"), [(50, 300, 0), (300, 130, 0), (300, 120, 0), (199, 111, 0), (300, 100, 1)]
)
def test_what_stands_below_or_on_another_page_is_not(left: int, top: int, page: int) -> None:
    assert labelled(left, top, page) == ""


def titles(*lines: tuple[str, int, int, int], page: int = 1) -> str:
    """Return the title where lines stand so: words, left, top, height."""
    pages: list[list[Word]] = [[], []]
    for number, (words, left, top, height) in enumerate(lines):
        at = left
        for word in words.split():
            its = pages[1 if number and page == 2 else 0]
            its.append(Word(word, at, top, at + 9 * len(word), top + height))
            at += 9 * (len(word) + 1)
    found = read([Page(each) for each in pages], TODAY).first(Field.TITLE)
    return found.value if found else ""


FIRST = ("Sam Okafor has completed Listening", 50, 100, 20)


@pytest.mark.parametrize("below", [(300, 140, 20), (300, 122, 20), (300, 125, 27), (300, 125, 13)])
def test_a_title_goes_on_in_a_line_that_is_near_as_tall_and_under_it(below: tuple[int, int, int]) -> None:
    assert titles(FIRST, ("to Boys", *below)) == "Listening to Boys"


@pytest.mark.parametrize("below", [(300, 142, 20), (300, 125, 28), (300, 125, 12), (356, 125, 20)])
def test_a_title_ends_before_a_line_that_is_far_smaller_taller_or_beside(below: tuple[int, int, int]) -> None:
    assert titles(FIRST, ("to Boys", *below)) == "Listening"


def test_a_title_ends_before_a_line_that_is_left_of_it() -> None:
    right = ("Sam Okafor has completed Listening", 200, 100, 20)
    assert titles(right, ("to Boys", 137, 125, 20)) == "Listening"
    assert titles(right, ("to Boys", 138, 125, 20)) == "Listening to Boys"


def test_a_title_ends_before_a_line_that_begins_with_a_label() -> None:
    assert titles(FIRST, ("Where: in rooms", 50, 122, 20)) == "Listening"
    assert titles(FIRST, ("and all that they tell us: now", 50, 122, 20)) == (
        "Listening and all that they tell us: now"
    )
    assert titles(FIRST, ("and all that they may tell: now", 50, 122, 20)).startswith("Listening and")
    assert titles(FIRST, ("Sol Ana", 50, 122, 20)) == "Listening"


def test_a_title_ends_with_its_page_and_after_four_lines() -> None:
    assert titles(FIRST, ("to Boys", 300, 120, 20), page=2) == "Listening"
    more = [
        (f"And More {word}", 200, 122 + 22 * number, 20) for number, word in enumerate(("One", "Two", "Three", "Four"))
    ]
    assert titles(FIRST, *more) == "Listening And More One And More Two And More Three"


@pytest.mark.parametrize(
    ("said", "looks"),
    [
        *(
            ("Listening to Boys", True),
            ("Up on Hills", True),
            ("Listening with Care", True),
            ("On it", False),
            ("Grief 101", True),
        ),
        *(("Listening to boys", False), ("Listening with more Care here", False), ("Listen", False)),
    ],
)
def test_only_a_line_of_capitals_is_taken_for_a_title_by_its_size(said: str, looks: bool) -> None:
    found = reading_of("Certificate of Completion", said, "on the last day of the year in Cedar Falls").first(
        Field.TITLE
    )
    assert (found is not None and (found.value, found.reason) == (said, Reason.LARGE)) is looks
