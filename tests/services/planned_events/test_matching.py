"""Whom a typed name means: the same however written, else the closest with the runner-up, and nobody where none is."""

import pytest

from tracker.services.completions import PersonChoice
from tracker.services.planned_events import closest

TEAM = [
    PersonChoice("ana", "Ana Reyes", "Advocate", ""),
    PersonChoice("anna", "Anna Reye", "Investigator", "County Sheriff"),
    PersonChoice("jose", "José María Ortiz", "Prosecutor", "County Attorney"),
    PersonChoice("lee", "Lee Park", "Nurse", "General Hospital"),
    PersonChoice("lee2", "Lee Park", "Detective", "County Sheriff"),
]


@pytest.mark.parametrize("typed", ["Ana Reyes", "ana reyes", "REYES, ANA", "  Ána   Reyés "])
def test_the_same_name_is_the_same_however_it_is_written(typed: str) -> None:
    first, second = closest(typed, "", TEAM)
    assert (first.person.public_id, first.score, first.words) == ("ana", 100, "same name")
    assert second.person.public_id == "anna"
    assert second.score < 100


def test_a_middle_name_may_be_left_out() -> None:
    assert closest("Jose Ortiz", "", TEAM)[0].person.public_id == "jose"


def test_a_slip_still_finds_them_and_says_how_close_it_is() -> None:
    (first, *_) = closest("Jose Maria Ortis", "County Attorney", TEAM)
    assert first.person.public_id == "jose"
    assert 88 <= first.score < 100
    assert first.words == f"{first.score}% alike"


def test_the_agency_tells_two_of_one_name_apart() -> None:
    assert closest("Lee Park", "County Sheriff", TEAM)[0].person.public_id == "lee2"
    assert closest("Lee Park", "general hospital", TEAM)[0].person.public_id == "lee"


@pytest.mark.parametrize("typed", ["Quentin Vance", "", "…"])
def test_nobody_is_proposed_for_a_name_like_no_other(typed: str) -> None:
    assert closest(typed, "", TEAM) == ()


def test_a_former_name_is_theirs() -> None:
    rosa = PersonChoice("rosa", "Rosa Lind", "", "", ("Rosa Marsh",))
    (likely, *_) = closest("marsh, rosa", "", [*TEAM, rosa])
    assert (likely.person, likely.score) == (rosa, 100)
