"""Words of people are taken for the key of a controlled list that they mean, and for no other."""

import pytest

from tracker.domain.imports.words import is_done, key_of
from tracker.domain.vocabulary import Discipline, Labelled, Role, Topic, TrainingFormat

LISTS = (TrainingFormat, Discipline, Role, Topic)


@pytest.mark.parametrize("labels", LISTS)
def test_what_the_product_itself_shows_and_stores_is_understood(labels: type[Labelled]) -> None:
    for key in labels:
        assert key_of(key.label, labels) == key.value
        assert key_of(key.value, labels) == key.value


@pytest.mark.parametrize(
    ("written", "labels", "key"),
    [
        ("Zoom", TrainingFormat, "live_online"),
        ("On-Demand", TrainingFormat, "recorded"),
        ("Face to face", TrainingFormat, "in_person"),
        ("Children's Advocacy Center", Discipline, "cac"),
        ("State's Attorney", Discipline, "prosecution"),
        ("Police Department", Discipline, "law_enforcement"),
        ("FI", Role, "forensic_interviewer"),
        ("ED", Role, "executive_director"),
        ("Family Advocate", Role, "victim_advocate"),
        ("vicarious trauma", Topic, "self_care"),
        ("DEI", Topic, "cultural_responsiveness"),
    ],
)
def test_what_people_say_for_it_is_understood(written: str, labels: type[Labelled], key: str) -> None:
    assert key_of(written, labels) == key


def test_a_word_is_looked_for_in_its_own_list_only() -> None:
    assert (key_of("CPS", Discipline), key_of("CPS", Role)) == (
        "child_protective_services",
        "child_protective_investigator",
    )
    assert key_of("Zoom", Topic) == ""


@pytest.mark.parametrize("labels", LISTS)
@pytest.mark.parametrize("written", ["", "Campfire", "police or sheriff", "|"])
def test_words_that_mean_nothing_for_sure_have_no_key(written: str, labels: type[Labelled]) -> None:
    assert key_of(written, labels) == ""


def test_the_word_of_a_status_says_that_it_was_completed_that_it_was_not_or_neither() -> None:
    assert [is_done(word) for word in ("Completed", "PASSED", "yes")] == [True] * 3
    assert [is_done(word) for word in ("No show", "in progress", "Cancelled")] == [False] * 3
    assert [is_done(word) for word in ("", "see notes")] == [None] * 2
