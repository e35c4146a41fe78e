"""The 99 trainings that ship: what their sources say, and nothing more."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from tracker.catalog.trainings import CHECKABLE, ShippedTraining, shipped_trainings
from tracker.domain.vocabulary import Role, Topic, TrainingFormat

TRAININGS = shipped_trainings()
BY_KEY = {training.key: training for training in TRAININGS}

# What was found in the sources, by hand: the only lengths that they state as a number, costs, and past events.
HOURS = {
    "introduction-to-child-sex-trafficking-awareness-response-icstar": "1.5",
    "understanding-running-behavior-and-preventing-revictimization": "2",
    "soar-online-responding-to-human-trafficking-through-the-child-welfare": "1",
    "human-trafficking-screening-for-child-welfare-professionals": "0.5",
    "safety-planning-and-multidisciplinary-response-for-child-welfare-profe": "0.5",
    "onwatch-educators-training-portal": "0.5",
    "cse-it-informational-webinar": "0.5",
    "reducing-demand-for-child-sex-trafficking": "1.5",
    "minnesota-elearning-course-on-juvenile-sex-trafficking": "1.25",
    "child-trafficking-database-ctdb-elearning": "1",
    "csec-101": "1",
    "statewide-csec-response": "1",
    "georgia-s-statewide-judicial-and-law-enforcement-csec-training": "8",
    "identifying-and-supporting-commercially-sexually-exploited-children": "5",
    "probation-training-commercial-sexual-exploitation-of-children-harm-red": "3",
    "human-trafficking-one-hour-online-course-for-caregivers": "1",
    "protecting-young-people-from-online-exploitation-human-trafficking-web": "1.5",
    "the-commercial-sexual-exploitation-of-boys-adolescent-males-and-young": "1",
    "online-solicitation-of-youth-and-when-it-becomes-commercial-exploitati": "1",
    "no-buyers-no-business-cease-texas": "1",
    "legal-representation-for-csey-and-former-foster-youth": "1",
    "human-trafficking-in-law-enforcement-your-role-and-responsibilities": "1",
    "module-1-introduction-to-domestic-trafficking-in-the-us": "1",
    "human-trafficking-the-florida-requirement": "2",
    "the-foundations-of-cac-family-advocacy-formerly-the-advocate-s-role-in": "24",
    "peer-review-training-session": "3",
    "2023-national-standards-of-accreditation-for-children-s-advocacy-cente": "1.5",
}
COSTS = {
    "introduction-to-child-sex-trafficking-3-module-series": "free",
    "module-1-recognizing-child-sex-trafficking": "free",
    "module-2-child-sex-trafficking-vulnerabilities-grooming": "free",
    "module-3-child-sex-trafficking-and-trauma": "free",
    "addressing-child-sex-trafficking-risk-factors-recognition-and-response": "free",
    "accreditation-bootcamp-2-0": "free",
    "human-trafficking-101": "free",
    "onwatch": "free",
    "identifying-and-responding-to-signs-of-sexual-exploitation-a-training": "free",
    "human-trafficking-the-florida-requirement": "paid",
    "a-community-response-to-child-sex-trafficking-and-exploitation-special": "free",
    "the-foundations-of-cac-family-advocacy-formerly-the-advocate-s-role-in": "free",
}
PAST = {
    "child-sex-trafficking-awareness-response-cstar": None,
    "understanding-running-behavior-and-preventing-revictimization": "2025-11-19",
    "the-victim-interview-adapting-the-forensic-interview-model-to-sexually": None,
    "voices-of-lived-experience-the-importance-of-trauma-informed-mental-he": None,
    "psychoeducation-for-youth-impacted-by-trafficking-topic-of-a-webinar-i": None,
    "addressing-child-trafficking-in-children-s-hospitals": "2021-09-14",
    "sex-trafficking-and-sexual-exploitation-102-engagement-strategies-for": None,
    "csec-101": "2021-09-14",
    "statewide-csec-response": "2021-09-21",
    "lessons-learned-implementing-harm-reduction-strategies-to-support-yout": None,
    "commercially-sexually-exploited-children-csec-webinar-youth-prevention": None,
    "human-trafficking-online-safety": "2020-06-17",
    "providing-wellness-support-for-online-child-exploitation-personnel": None,
    "the-commercial-sexual-exploitation-of-boys-adolescent-males-and-young": None,
    "online-solicitation-of-youth-and-when-it-becomes-commercial-exploitati": None,
    "no-buyers-no-business-cease-texas": "2020-06-11",
    "legal-representation-for-csey-and-former-foster-youth": "2020-07-09",
    "a-community-response-to-child-sex-trafficking-and-exploitation-special": "2020-01-28",
    "washington-state-csec-protocol-training-for-first-responders": None,
    "cac-mdt-training-summits-2023-csec-and-image-abuse-workshops": None,
    "advanced-forensic-interviewing-training-2022-virtual": None,
    "vicarious-trauma-training-for-multidisciplinary-investigative-teams": None,
}
UNTITLED = {
    "ncjtc-investigation-course-on-child-sex-trafficking",
    "ncjtc-advanced-forensic-interviews-with-child-sex-trafficking-victims",
    "minnesota-elearning-course-on-juvenile-sex-trafficking",
    "washington-state-csec-protocol-training-for-first-responders",
}


def test_exactly_99_ship_each_under_a_key_and_a_title_of_its_own() -> None:
    assert len(TRAININGS) == len(BY_KEY) == len({training.title.casefold() for training in TRAININGS}) == 99


def test_the_lengths_stated_as_a_number_are_hours_and_no_other_is() -> None:
    assert {training.key: training.hours for training in TRAININGS if training.hours is not None} == {
        key: Decimal(hours) for key, hours in HOURS.items()
    }


@pytest.mark.parametrize("words", ["about", "up to", "day", "unknown", "-", "CE contact hour"])
def test_a_length_in_other_words_stays_in_these_words(words: str) -> None:
    vague = [training for training in TRAININGS if words in training.length_as_stated]
    assert vague != []
    assert {training.hours for training in vague} == {None}


def test_a_cost_that_no_source_states_is_not_free() -> None:
    assert {training.key: training.cost for training in TRAININGS if training.cost != "unknown"} == COSTS
    assert sum(training.cost == "unknown" for training in TRAININGS) == 87


def test_what_is_a_number_or_a_cost_was_verified_with_the_source() -> None:
    for training in TRAININGS:
        assert training.hours is None or "hours" in training.verified, training.key
        assert training.cost == "unknown" or "cost" in training.verified, training.key
        assert set(training.verified) <= set(CHECKABLE)


def test_past_events_are_marked_with_the_day_where_one_is_known() -> None:
    found = {training.key: training.held_on for training in TRAININGS if training.past}
    assert found == {key: date.fromisoformat(day) if day else None for key, day in PAST.items()}
    assert [training.key for training in TRAININGS if training.held_on and not training.past] == []


def test_every_training_keeps_the_pages_it_was_described_from() -> None:
    for training in TRAININGS:
        assert training.sources != ()
        assert all(source.startswith(("http://", "https://")) for source in training.sources), training.key
    assert len({source for training in TRAININGS for source in training.sources}) == 85


def test_topics_roles_and_formats_come_from_the_controlled_lists_alone() -> None:
    for training in TRAININGS:
        assert training.topics, training.key
        assert training.topics <= {topic.value for topic in Topic}
        assert training.roles <= {role.value for role in Role}
        assert training.format in {each.value for each in TrainingFormat}
        assert training.topics_as_listed, training.key


def test_what_has_no_title_in_its_source_says_so() -> None:
    described = {training.key for training in TRAININGS if "The source gives no title" in training.note}
    assert {BY_KEY[key].key for key in BY_KEY if any(key.startswith(name[:60]) for name in UNTITLED)} == described
    assert [training.title for training in TRAININGS if "[" in training.title] == []


def test_unknown_is_an_empty_cell_and_never_a_word() -> None:
    for training in TRAININGS:
        for value in (training.provider, training.audience, training.credit_as_stated, training.url):
            assert value.strip().casefold() not in {"unknown", "n/a", "0", "tbd"}, training.key


def test_nothing_says_that_nca_lists_or_approves_a_training() -> None:
    def claims(training: ShippedTraining) -> bool:
        words = f"{training.note} {training.credit_as_stated}".casefold()
        return any(claim in words for claim in ("nca lists", "listed by nca", "nca-approved", "approved by nca"))

    assert [training.key for training in TRAININGS if claims(training)] == []


def test_two_have_no_page_of_their_own_and_the_rest_do() -> None:
    assert Counter(bool(training.url) for training in TRAININGS) == {True: 97, False: 2}
