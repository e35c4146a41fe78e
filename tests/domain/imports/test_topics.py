"""A cell lists topics as people write them, with hours on each or without; what is no topic is kept as it stands."""

from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.imports.sheets import read_alone
from tracker.domain.imports.grid import LONGEST_CELL
from tracker.domain.imports.lines import CompletionLine
from tracker.domain.imports.topics import TopicsTold, topics_of
from tracker.domain.vocabulary import Topic
from tracker.formatting import join_names


@given(st.lists(st.sampled_from(list(Topic)), min_size=1, max_size=8, unique=True))
def test_topics_as_this_product_lists_them_are_all_read(topics: list[Topic]) -> None:
    listed = join_names([topic.label for topic in topics])
    assert topics_of(listed) == TopicsTold(tuple(sorted(topics)))


@pytest.mark.parametrize("apart", ["; ", ", ", " and ", " & ", "\n", "|", ","])
def test_topics_are_parted_in_every_way_in_which_people_part_them(apart: str) -> None:
    for three in permutations(("Courts", "self care", "CSAM and technology")):
        assert topics_of(apart.join(three)).keys == ("courts", "csam_technology", "self_care")


@pytest.mark.parametrize(
    "written",
    [
        *("Trauma 1.5", "Trauma: 1.5", "Trauma (1.5)", "trauma - 1.5 hours", "Trauma (1.5 hrs)", "Trauma 1:30"),
        *("1.5 Trauma", "1.5 hours of trauma", "90 minutes on trauma", "1.5 h: Trauma", "Trauma 1,5", "Trauma = 1½"),
        *("Trauma 1; Trauma 0.5", "Trauma \u2013 90 min.", "  trauma   1.5  "),
    ],
)
def test_hours_on_a_topic_are_read_before_and_behind_it(written: str) -> None:
    assert topics_of(written) == TopicsTold(("trauma",), (("trauma", Decimal("1.5")),))


def test_hours_belong_to_the_topic_beside_them() -> None:
    told = topics_of("Courts 0.5; Trauma and Domestic and family violence, polyvictimization 2, Prevention")
    assert told.keys == ("courts", "polyvictimization", "prevention", "trauma")
    assert told.hours == (("courts", Decimal("0.5")), ("polyvictimization", Decimal(2)))
    assert told.others == ()


@pytest.mark.parametrize(
    ("written", "others"),
    [
        ("Ethics and law, Trauma", ("Ethics and law",)),
        ("Trauma, Ethics and law", ("Ethics and law",)),
        ("Ethics, law and order and Trauma", ("Ethics", "law and order")),
        ("Ethics 2; Trauma", ("Ethics 2",)),
        ("Trauma; Trauma 0", ("Trauma 0",)),
        ("Trauma; 2", ("2",)),
        ("Trauma, and", ("and",)),
        ("Trauma, trauma2", ("trauma2",)),
        ("Trauma; Trauma " + "2" * 120, ("Trauma " + "2" * 120,)),
    ],
)
def test_what_is_no_topic_stays_as_it_stands_and_takes_no_hours(written: str, others: tuple[str, ...]) -> None:
    assert topics_of(written) == TopicsTold(("trauma",), (), others)


@pytest.mark.parametrize("written", ["", " ", ";", "; ,"])
def test_nothing_lists_nothing(written: str) -> None:
    assert topics_of(written) == TopicsTold()


@given(st.lists(st.sampled_from([*"aT1.,;:()-½&", "\n", " ", " and ", "Trauma", "hours"]), max_size=LONGEST_CELL // 6))
def test_whatever_stands_in_a_cell_its_hours_are_of_its_topics(written: list[str]) -> None:
    told = topics_of("".join(written))
    assert set(told.keys) <= set(Topic)
    assert {key for key, _ in told.hours} <= set(told.keys)
    assert all(share > 0 for _, share in told.hours)


HEADS = ("Name", "Training", "Date", "Hours", "Topics", "Hours by topic")


def _only(*cells: Any) -> CompletionLine:
    (line,) = read_alone(HEADS, ("Ana Reyes", "Trauma and the brain", "3/14/2024", *cells)).lines
    assert isinstance(line, CompletionLine)
    return line


def test_a_column_of_hours_by_topic_is_one_of_topics_and_leaves_the_hours_alone() -> None:
    line = _only("3", "Trauma, Courts and Prevention", "Trauma 2; Courts 0.5")
    assert line.hours == 3
    assert line.topics == ("courts", "prevention", "trauma")
    assert line.topic_hours == (("courts", Decimal("0.5")), ("trauma", Decimal(2)))
    assert line.problems == ()


@pytest.mark.parametrize(
    ("hours", "by_topic", "words"),
    [
        ("3", "Trauma 2; Courts 1.01", "the hours on topics come to 3.01, more than the 3 hours of the training."),
        ("", "Trauma 1999; Courts 2", "the hours on topics come to 2001, more than the 2000 hours of any training."),
    ],
)
def test_more_hours_on_topics_than_there_are_is_told_and_the_topics_come_without(
    hours: str, by_topic: str, words: str
) -> None:
    line = _only(hours, "", by_topic)
    assert (line.topics, line.topic_hours) == (("courts", "trauma"), ())
    (problem,) = line.problems
    rest = "Correct one of them. The topics are brought in without hours."
    assert problem.words == f"Sheet “Sheet1”, row 2, column E: {words} {rest}"
    assert not problem.is_fatal


@pytest.mark.parametrize(("hours", "by_topic"), [("3", "Trauma 2; Courts 1"), ("", "Trauma 1998; Courts 2")])
def test_as_many_hours_on_topics_as_there_are_is_fine(hours: str, by_topic: str) -> None:
    line = _only(hours, "", by_topic)
    assert len(line.topic_hours) == 2
    assert line.problems == ()
