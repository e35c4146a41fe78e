"""Which lines a digest has, in which order: once an offset, together where one training helps, none held in review."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import Conflict
from tracker.domain.reminders import (
    USUAL_OFFSETS,
    WEEK,
    Item,
    ItemKind,
    Line,
    digest_day,
    lines,
    offset_words,
    offsets_from,
    would_be_told,
)

MONDAY = date(2026, 11, 30)
OFFSETS = st.frozensets(st.integers(1, 200), min_size=1, max_size=6).map(lambda days: tuple(sorted(days, reverse=True)))


def item(key: str = "a", *, days: int | None = None, **values: Any) -> Item:
    until = None if days is None else MONDAY + timedelta(days=days)
    return Item(**{"key": key, "kind": ItemKind.REQUIREMENT, "what": key, "until": until, **values})


@st.composite
def some_items(draw: st.DrawFn) -> list[Item]:
    keys = draw(st.lists(st.sampled_from("abcdefgh"), unique=True))
    return [
        item(
            key,
            days=draw(st.none() | st.integers(-5, 250)),
            kind=draw(st.sampled_from(ItemKind)),
            is_open=draw(st.booleans()),
            is_held=draw(st.sampled_from([False, False, True])),
            trainings=tuple(draw(st.lists(st.sampled_from("tuvw"), unique=True, max_size=3))),
        )
        for key in keys
    ]


def told_in(found: tuple[Line, ...]) -> list[str]:
    return [each.key for line in found for each in line.items]


@pytest.mark.parametrize(
    ("days", "is_told"),
    [(97, False), (96, True), (90, True), (37, True), (6, True), (0, True)],
)
def test_the_last_digest_that_leaves_ninety_days_tells_it(days: int, is_told: bool) -> None:
    assert would_be_told(item(days=days), MONDAY, USUAL_OFFSETS) is is_told


def test_what_is_missing_is_told_each_week_and_what_is_to_come_once_an_offset() -> None:
    coming, missing = item("coming", days=100), item("missing", is_open=True)
    told: frozenset[str] = frozenset()
    days = []
    for week in range(15):
        today = MONDAY + week * WEEK
        found = lines([coming, missing], today, USUAL_OFFSETS, told)
        assert "missing" in told_in(found)
        if "coming" in told_in(found):
            days.append((coming.until - today).days if coming.until else None)
        told |= {mark for line in found for mark in line.marks(today, USUAL_OFFSETS)}
    assert days == [93, 30, 9]


def test_what_moved_is_told_anew_by_its_new_day() -> None:
    first = item(days=20)
    told = lines([first], MONDAY, USUAL_OFFSETS)[0].marks(MONDAY, USUAL_OFFSETS)
    assert lines([first], MONDAY, USUAL_OFFSETS, told) == ()
    assert told_in(lines([item(days=21)], MONDAY, USUAL_OFFSETS, told)) == ["a"]


def test_the_training_that_helps_with_most_comes_first_and_takes_its_items_with_it() -> None:
    found = lines(
        [
            item("a", is_open=True, trainings=("t",)),
            item("b", is_open=True, trainings=("u",)),
            item("c", is_open=True, trainings=("t", "u")),
            item("d", is_open=True, trainings=("u",)),
            item("e", days=5, trainings=("v",)),
        ],
        MONDAY,
        USUAL_OFFSETS,
    )
    assert [(line.training, [each.key for each in line.items]) for line in found] == [
        ("u", ["b", "c", "d"]),
        ("t", ["a"]),
        ("v", ["e"]),
    ]


def test_a_training_that_helps_with_all_comes_before_those_that_help_with_one() -> None:
    found = lines([item(key, is_open=True, trainings=(key, "all")) for key in "bcdefghi"], MONDAY, USUAL_OFFSETS)
    assert [(line.training, told_in((line,))) for line in found] == [("all", list("bcdefghi"))]


def test_among_equals_the_training_that_helps_with_more_to_come_is_taken() -> None:
    found = lines(
        [
            item("a", days=5, trainings=("t",)),
            item("b", is_open=True, trainings=("t", "u")),
            item("c", days=5, trainings=("u",)),
            item("d", days=5, trainings=("u",)),
        ],
        MONDAY,
        USUAL_OFFSETS,
    )
    assert [(line.training, told_in((line,))) for line in found] == [("u", ["b", "c", "d"]), ("t", ["a"])]
    assert found[0].marks(MONDAY, USUAL_OFFSETS) == {"c:2026-12-05:7", "d:2026-12-05:7"}, "missing things have none"


def test_among_equals_what_only_needs_correcting_comes_first_then_the_nearer_day() -> None:
    found = lines(
        [
            item("p", days=3, is_open=True, kind=ItemKind.PLAN),
            item("q", days=2, is_open=True, kind=ItemKind.PLAN),
            item("r", is_open=True, kind=ItemKind.RETURNED),
            item("m", is_open=True),
        ],
        MONDAY,
        USUAL_OFFSETS,
    )
    assert told_in(found) == ["r", "m", "q", "p"]


@given(some_items(), OFFSETS)
def test_each_item_that_is_told_stands_in_one_line_and_no_other_stands_at_all(
    items: list[Item], offsets: tuple[int, ...]
) -> None:
    keys = told_in(lines(items, MONDAY, offsets))
    assert sorted(keys) == sorted(each.key for each in items if would_be_told(each, MONDAY, offsets))
    assert not set(keys) & {each.key for each in items if each.is_held}
    assert set(keys) >= {each.key for each in items if each.is_open and not each.is_held}


@given(some_items(), OFFSETS, st.randoms())
def test_the_order_in_which_items_come_makes_no_difference(
    items: list[Item], offsets: tuple[int, ...], chance: Any
) -> None:
    shuffled = list(items)
    chance.shuffle(shuffled)
    assert lines(items, MONDAY, offsets) == lines(shuffled, MONDAY, offsets)


@given(some_items(), OFFSETS)
def test_no_line_unblocks_more_than_the_one_before_and_every_training_helps_with_its_items(
    items: list[Item], offsets: tuple[int, ...]
) -> None:
    found = lines(items, MONDAY, offsets)
    assert all(first.open_count >= second.open_count for first, second in pairwise(found))
    assert all(line.training in each.trainings for line in found if line.training for each in line.items)
    assert all(not each.trainings for line in found if not line.training for each in line.items)


@given(some_items(), OFFSETS, st.frozensets(st.sampled_from("abcdefgh")))
def test_what_is_snoozed_is_left_out_and_everything_else_is_told_as_before(
    items: list[Item], offsets: tuple[int, ...], snoozed: frozenset[str]
) -> None:
    left = [each for each in items if each.key not in snoozed]
    assert lines(items, MONDAY, offsets, snoozed=snoozed) == lines(left, MONDAY, offsets)


@given(some_items(), OFFSETS)
def test_nothing_to_come_is_told_twice_for_one_offset(items: list[Item], offsets: tuple[int, ...]) -> None:
    first = lines(items, MONDAY, offsets)
    told = frozenset(mark for line in first for mark in line.marks(MONDAY, offsets))
    assert all(each.is_open for line in lines(items, MONDAY, offsets, told) for each in line.items)


@given(st.integers(1, 300), OFFSETS)
def test_after_each_digest_the_offset_that_is_reached_is_told_and_none_twice(
    days: int, offsets: tuple[int, ...]
) -> None:
    coming, marks = item(days=days), list[str]()
    for week in range(days // 7 + 1):
        today = MONDAY + week * WEEK
        for line in lines([coming], today, offsets, frozenset(marks)):
            marks += line.marks(today, offsets)
        assert coming.mark(today, offsets) in {"", *marks}
    assert len(marks) == len(set(marks))


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 6))
def test_a_digest_is_due_from_its_weekday_for_a_week(today: date, weekday: int) -> None:
    due = digest_day(today, weekday)
    assert due.weekday() == weekday
    assert timedelta() <= today - due < WEEK


@pytest.mark.parametrize(
    ("typed", "read"),
    [("90, 30, 7", (90, 30, 7)), ("7 90 7", (90, 7)), ("365", (365,)), ("1 2 3 4 5 6", (6, 5, 4, 3, 2, 1))],
)
def test_offsets_are_read_as_people_type_them(typed: str, read: tuple[int, ...]) -> None:
    assert offsets_from(typed) == read
    assert offsets_from(offset_words(read)) == read


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        *((typed, "Enter 1 to 6 numbers of days, each from 1 to 365.") for typed in ("", "0", "366", "1 2 3 4 5 6 7")),
        *(
            (typed, "Enter numbers of days with commas between them, such as 90, 30, 7.")
            for typed in ("seven", "-7", "9999", "\u0663")
        ),
    ],
)
def test_other_offsets_are_refused_with_what_would_do(typed: str, words: str) -> None:
    with pytest.raises(Conflict) as refused:
        offsets_from(typed)
    assert (str(refused.value), refused.value.field) == (words, "offsets")
