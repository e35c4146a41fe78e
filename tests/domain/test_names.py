"""Initials stand for a name, and no name stays in text that people typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.names import MASKED, Mask, initials

TEAM = ("Ana Reyes-Ordóñez", "Jo Ng", "Siobhán O'Brien", "María de la Cruz", "李明", "grace hopewell")


@pytest.mark.parametrize(
    ("name", "short"),
    [("María de la Cruz", "M. C."), ("Cher", "C."), ("", ""), ("李 明", "李. 明."), ("“Bo” 7 Diaz", "B. D.")],
)
def test_initials_are_of_the_first_and_the_last_word(name: str, short: str) -> None:
    assert initials(name) == short


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Certificate Ana Reyes-Ordóñez 2026.pdf", "Certificate [name] 2026.pdf"),
        ("REYES, ANA: screening", "[name]: screening"),
        ("screening (ordonez)", "screening ([name])"),
        ("Supervised by Jo Ng", "Supervised by [name]"),
        ("joint training, ongoing", "joint training, ongoing"),
        ("O\u2019Brien's tabletop", "[name] tabletop"),
        ("Response de la comunidad", "Response de la comunidad"),
        ("Sent to ana.r@harbor.example by mail", "Sent to [name] by mail"),
        ("李明的证书", "[name]的证书"),
        ("For Grace", "For [name]"),
        ("Foundations, 4 hours", "Foundations, 4 hours"),
    ],
)
def test_a_typed_text_loses_names_and_nothing_else(typed: str, read: str) -> None:
    mask = Mask(TEAM)
    assert mask(typed) == read
    assert mask(unicodedata.normalize("NFD", typed)) == read
    assert mask(read) == read


@given(st.permutations(TEAM), st.sampled_from([str.upper, str.lower, str.title, str]))
def test_no_full_name_stays_however_it_is_spelled(names: list[str], spelled: object) -> None:
    text = "; ".join(spelled(name) for name in names)  # type: ignore[operator] # each takes a text
    kept = Mask(TEAM)(text)
    assert MASKED in kept
    assert [
        name for name in TEAM for word in name.split() if len(word) > 2 and word.casefold() in kept.casefold()
    ] == []
