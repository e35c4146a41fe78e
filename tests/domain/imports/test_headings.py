"""Headings are known by what people call things, and what is told of a training beside its name by both."""

import pytest

from tracker.domain.imports.headings import exact, held_on, likely, of_training, without_day
from tracker.domain.imports.plan import Column


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Name (Last, First)", Column.PERSON),
        ("(Hours)", Column.HOURS),
        ("# of Hours:", Column.HOURS),
        ("Date(s)", Column.COMPLETED_ON),
        ("Employee ID (number)", Column.IGNORED),
        ("What I liked", None),
    ],
)
def test_a_heading_names_its_column_with_or_without_what_stands_in_parentheses(
    heading: str, column: Column | None
) -> None:
    assert exact(heading) is column


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Name of the case", None),
        ("Child's date of birth, name", Column.IGNORED),
        ("Victim's name", Column.IGNORED),
        ("Names of clients: name", Column.IGNORED),
        ("Day it was held", Column.COMPLETED_ON),
        ("Next renewal day", Column.EXPIRES_ON),
        ("Hours", Column.HOURS),
        ("What I liked", None),
    ],
)
def test_a_heading_that_names_nothing_outright_is_known_by_a_word_in_it(heading: str, column: Column | None) -> None:
    assert likely(heading) is column


@pytest.mark.parametrize(
    ("part", "column"),
    [
        *((part, Column.COMPLETED_ON) for part in ("Date Completed", "Completion Date", "date of completion", "date")),
        *((part, Column.COMPLETED_ON) for part in ("Date taken", "completed", "Completion")),
        *((part, Column.HOURS) for part in ("Hours", "hrs.")),
        *((part, Column.EXPIRES_ON) for part in ("expires", "Expiration Date", "expiration", "Exp.", "expiry", "Due")),
        *((part, Column.CREDITS) for part in ("CEU", "CEUs", "credit", "Credits")),
        *((part, Column.NOTE) for part in ("note", "Notes")),
        ("Certificate Number", Column.CERTIFICATE_NUMBER),
    ],
)
@pytest.mark.parametrize("form", ["CSEC 101 - {}", "CSEC 101: {}", "CSEC 101 ({})", "(CSEC 101 {})", "CSEC 101/{}"])
def test_a_heading_may_name_a_training_and_what_is_told_of_it(form: str, part: str, column: Column) -> None:
    assert of_training(form.format(part)) == ("CSEC 101", column)


@pytest.mark.parametrize(
    "heading", ["Date", "- Date", "Training - Date", "Course hours", "CSEC 101", "CSEC 101 status"]
)
def test_a_heading_without_a_training_or_a_part_of_one_tells_of_none(heading: str) -> None:
    assert of_training(heading) is None


@pytest.mark.parametrize(
    ("heading", "title", "day"),
    [
        ("CSEC 101 (3/4/2024)", "CSEC 101", "3/4/2024"),
        ("CSEC 101, 3/14/24", "CSEC 101", "3/14/24"),
        ("CSEC 101 - March 4, 2024", "CSEC 101", "March 4, 2024"),
        ("CSEC 101 (Mar. 4 2024)", "CSEC 101", "Mar. 4 2024"),
        ("HIPAA March 14, 2024", "HIPAA", "March 14, 2024"),
        ("XYZ X \u2013 3/14/2024", "XYZ X", "3/14/2024"),
        ("CSEC  101", "CSEC 101", ""),
        ("CSEC 101 (2 hours)", "CSEC 101 (2 hours)", ""),
    ],
)
def test_a_heading_may_tell_the_day_on_which_a_training_was_held(heading: str, title: str, day: str) -> None:
    assert (without_day(heading), held_on(heading)) == (title, day)


def test_the_name_of_a_training_is_kept_to_its_last_letter() -> None:
    assert of_training("X-ray safety X - Date") == ("X-ray safety X", Column.COMPLETED_ON)
    assert without_day("X-ray safety X (3/4/2024)") == "X-ray safety X"
