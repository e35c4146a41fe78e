"""Parts of what counts only whole are known by catalog key, by title or both; what tells no part is refused."""

import pytest

from tests.standards.small import SMALL, refused
from tracker.domain.rules import Composite, Part
from tracker.standards.loader import load_text


def file(*parts: str, more: str = "") -> str:
    """Write a standard with a course of such parts, and maybe more of such courses."""
    course = f'{{ title = "Course", parts = [{", ".join(f"{{ {part} }}" for part in parts)}] }}'
    return SMALL.replace("hours = 8, due_days", f"hours = 8, only_whole = [{course}{more}], due_days", 1)


def wholes(text: str) -> tuple[Composite, ...]:
    return load_text(text, "small.toml").requirements[0].rule.counts.only_whole  # type: ignore[attr-defined, no-any-return]


ONE = 'name = "one", titled = ["Course, part one"]'
TWO = 'name = "two", titled = ["Course, part two"]'


def test_a_part_has_a_key_or_titles_or_both() -> None:
    three = 'name = "three", training = "c", titled = ["Part three", "Part III"]'
    assert wholes(file('name = "one", training = "a"', TWO, three)) == (
        Composite(
            "Course",
            (
                Part("one", "a"),
                Part("two", titled=("Course, part two",)),
                Part("three", "c", ("Part three", "Part III")),
            ),
        ),
    )


def test_what_packets_sealed_before_there_were_titles_still_loads() -> None:
    """A key might stand twice where another stood beside it."""
    keys = ("a", "a", "b")
    (whole,) = wholes(file(*(f'training = "{key}", name = "{key}"' for key in keys)))
    assert [part.training for part in whole.parts] == ["a", "a", "b"]


MISTAKES = [
    (
        "known by nothing",
        file('name = "one"', TWO),
        "only_whole 1, parts 1, training: or titled must be given, so that what was completed is known to be this part",
    ),
    (
        "an empty list of titles",
        file('name = "one", titled = []', TWO),
        "only_whole 1, parts 1, titled: is an empty list. Name at least one, or take the key out.",
    ),
    (
        "a title without letters",
        file('name = "one", titled = ["…"]', TWO),
        "only_whole 1, parts 1, titled: must be names with letters or digits in them",
    ),
    (
        "a key that is no text",
        file('name = "one", training = ""', TWO),
        "only_whole 1, parts 1, training: must be a text in quotes that is not empty",
    ),
    ("one part", file(ONE), "only_whole 1, parts: must hold at least two different trainings"),
    (
        "one key with two titles",
        file(f'training = "a", {ONE}', f'training = "a", {TWO}'),
        "only_whole 1, parts: must hold at least two different trainings",
    ),
    (
        "a key twice beside a title",
        file('training = "a", name = "one"', 'training = "a", name = "two"', 'name = "three", titled = ["Three"]'),
        "only_whole 1, parts: must not name “a” twice, because one training would be two parts",
    ),
    (
        "a name that another part's holds",
        file('name = "one", titled = ["COURSE"]', TWO),
        "only_whole 1, parts 1, titled: must be names of this part alone, because “Course, part two” of “two” would be "
        "of this part as well",
    ),
    (
        "the same name of two parts",
        file(ONE, ONE.replace('"one"', '"two"').replace("part one", "PART ONE")),
        "only_whole 1, parts 1, titled: must be names of this part alone, because “Course, PART ONE” of “two”",
    ),
    (
        "the same name of parts of two courses",
        file(ONE, TWO, more=f', {{ title = "Other", parts = [{{ {TWO} }}, {{ name = "b", training = "b" }}] }}'),
        "only_whole 1, parts 2, titled: must be names of this part alone, because “Course, part two” of “two”",
    ),
    ("an unknown key", file(f"{ONE}, titles = []", TWO), "only_whole 1, parts 1, titles: is not a key here."),
]


@pytest.mark.parametrize(("text", "words"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES])
def test_each_mistake_is_told_with_its_place_and_what_is_allowed(text: str, words: str) -> None:
    assert words in refused(text)


def test_a_name_within_a_word_of_another_or_twice_in_one_part_is_no_mistake() -> None:
    (whole,) = wholes(file('name = "one", titled = ["Course 1", "course 1"]', 'name = "ten", titled = ["Course 10"]'))
    assert len(whole.parts) == 2
