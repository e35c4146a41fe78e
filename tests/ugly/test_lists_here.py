"""The ugly lists at a center whose people and trainings are here: right or honestly asked, never silently wrong."""

from collections import Counter

import pytest
from flask import Flask

from tests.ugly.measure import RIGHT, WRONG, lists
from tests.ugly.measure_here import ASKED, Outcomes, begin, measure
from tests.ugly.test_lists import LEAST_RIGHT


@pytest.fixture(scope="module")
def outcomes(app: Flask) -> dict[str, Outcomes]:
    """Every list of the set, held against one center."""
    center = begin(app)
    return {path.name: measure(center, path) for path in lists()}


@pytest.fixture
def whole(outcomes: dict[str, Outcomes]) -> Counter[str]:
    """The rows of all lists by what comes of them without a touch."""
    return sum((its.counts for its in outcomes.values()), Counter[str]())


def test_no_row_goes_silently_to_another_person_or_training(outcomes: dict[str, Outcomes]) -> None:
    assert [words for its in outcomes.values() if its.counts[WRONG] or its.after[WRONG] for words in its.said] == []


def test_nearly_all_rows_that_need_no_question_are_right_without_a_touch(whole: Counter[str]) -> None:
    assert 100 * whole[RIGHT] >= LEAST_RIGHT * (whole.total() - whole[ASKED])


def test_there_are_rows_that_nobody_can_place_without_asking_and_each_is_asked(
    outcomes: dict[str, Outcomes], whole: Counter[str]
) -> None:
    assert whole[ASKED] >= 25
    answered = sum((its.after for its in outcomes.values()), Counter[str]())
    assert answered[RIGHT] + answered[ASKED] == answered.total()
