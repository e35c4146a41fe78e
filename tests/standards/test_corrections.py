"""A center's corrections: single values written into the shipped file, all else said as it ships."""

import tomllib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import InvalidStandard
from tracker.standards import editions
from tracker.standards.corrections import Correction, between, corrected, outdated, read, values_of, write
from tracker.standards.loader import load_text, read_corrected

CSEC = editions.source_text("nca-csec", "2023")
SHIPPED = [(each.id, each.edition) for each in editions.shipped_standards()]


def test_hours_are_corrected_and_nothing_else() -> None:
    text = corrected(CSEC, [Correction("csec-foundations", "hours", "6", "4")])
    before, after = (each.partition("[[example]]")[0].splitlines() for each in (CSEC, text))
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ("  hours = 4", "  hours = 6")
    ]


def test_half_an_hour_is_written_as_such() -> None:
    text = corrected(CSEC, [Correction("csec-foundations", "hours", "2.5", "4")])
    assert values_of(text, "csec-foundations")["hours"] == "2.5"


def test_what_is_left_empty_goes_and_what_was_not_there_comes() -> None:
    wanted = [
        Correction("csec-foundations", "due_days", None, 180),
        Correction("csec-foundations", "grace_days", 30, None),
        Correction(
            "csec-foundations", "note", None, "The number of hours, the roles and the deadline are a starting point."
        ),
    ]
    standard, _ = read_corrected(corrected(CSEC, wanted), "corrected")
    asked = standard.requirement("csec-foundations")
    assert (asked.grace_days, asked.note, asked.rule.due_days) == (30, "", None)  # type: ignore[attr-defined]


def test_a_list_that_is_left_empty_goes_with_its_key() -> None:
    """Written as an empty list it would be refused: nobody could tell whether nothing counts or everything."""
    named = corrected(CSEC, [Correction("csec-foundations", "titled", ("CSEC 102",), ())])
    emptied = corrected(named, [Correction("csec-foundations", "titled", (), ("CSEC 102",))])
    assert 'titled = ["CSEC 102"]' in named
    assert "titled" not in emptied
    assert read_corrected(emptied, "emptied")[0] == read_corrected(CSEC, "shipped")[0]


def test_roles_and_topics_are_corrected() -> None:
    wanted = [
        Correction("csec-foundations", "roles", ("prosecutor",), ()),
        Correction("csec-foundations", "topics", ("boys", "trauma"), ()),
    ]
    standard, _ = read_corrected(corrected(CSEC, wanted), "corrected")
    asked = standard.requirement("csec-foundations")
    assert asked.applies.roles == {"prosecutor"}
    assert asked.rule.counts.topics == {"boys", "trauma"}  # type: ignore[attr-defined]


def test_examples_that_no_longer_hold_are_told_and_do_not_stop_it() -> None:
    text = corrected(CSEC, [Correction("csec-foundations", "hours", "100", "4")])
    _, broken = read_corrected(text, "corrected")
    assert broken
    assert all("csec-foundations" in line for line in broken)
    with pytest.raises(InvalidStandard):
        load_text(text, "corrected")


def test_what_no_standard_can_ask_is_refused() -> None:
    text = corrected(CSEC, [Correction("csec-foundations", "roles", (), ("prosecutor",))])
    with pytest.raises(InvalidStandard, match="roles"):
        read_corrected(text, "corrected")


def test_a_correction_of_what_is_no_longer_there_is_left_out() -> None:
    gone = [Correction("gone", "hours", "6", "4"), Correction("csec-protocol", "hours", "6", "4")]
    assert plain(corrected(CSEC, gone)) == plain(CSEC)


def test_a_place_that_ships_otherwise_since_is_noticed() -> None:
    made = Correction("csec-foundations", "hours", "6", "3")
    still = Correction("csec-foundations", "due_days", 100, 180)
    assert outdated(CSEC, [made, still]) == [(made, "4")]


@pytest.mark.parametrize("shipped", SHIPPED)
def test_no_correction_leaves_every_shipped_file_as_it_is(shipped: tuple[str, str]) -> None:
    text = editions.source_text(*shipped)
    same = [
        Correction(asked.id, place, value, value)
        for asked in editions.edition(*shipped).requirements
        for place, value in values_of(text, asked.id).items()
    ]
    assert read_corrected(corrected(text, same), "same")[0] == editions.edition(*shipped)
    assert plain(corrected(text, ())) == plain(text)


def plain(text: str) -> dict[str, object]:
    """What a file says, however it is spaced."""
    return tomllib.loads(text, parse_float=Decimal)


def test_what_another_corrected_is_found_in_their_file() -> None:
    theirs = (
        Correction("csec-foundations", "due_days", 90, 180),
        Correction("csec-foundations", "hours", "2.5", "4"),
        Correction("csec-protocol", "title", "A protocol", values_of(CSEC, "csec-protocol")["title"]),
    )
    assert between(CSEC, corrected(CSEC, theirs)) == theirs
    assert between(CSEC, CSEC) == ()


def test_their_examples_are_not_looked_at() -> None:
    without = CSEC.partition("[[example]]")[0]
    assert between(CSEC, without) == ()


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('kind = "hours"', 'kind = "recurring_hours"\n  window = { months = 24 }', "csec-foundations"),
        ('id = "csec-foundations"', 'id = "csec-basics"', "csec-basics"),
        ("optional = true", "optional = false", "nca-csec"),
    ],
)
def test_what_differs_in_more_than_single_values_is_not_taken_over(old: str, new: str, named: str) -> None:
    assert old in CSEC
    with pytest.raises(InvalidStandard, match=named):
        between(CSEC, CSEC.replace(old, new, 1))


values = st.none() | st.integers(0, 9999) | st.text(max_size=20) | st.lists(st.text(max_size=5), max_size=3).map(tuple)
kept = st.builds(
    Correction, st.sampled_from(["a", "b"]), st.sampled_from(["hours", "title", "roles"]), value=values, shipped=values
)


@given(st.lists(kept, unique_by=lambda each: (each.requirement, each.place)))
def test_what_is_kept_is_read_again(some: list[Correction]) -> None:
    assert read(write(some)) == tuple(sorted(some, key=lambda each: (each.requirement, each.place)))
