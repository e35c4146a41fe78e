"""Completions read: likely duplicates, a person's record, what a link proposes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.factories import CenterWorld
from tests.services.entries import entry, log, training
from tests.services.files import stored
from tests.statements import counted
from tracker.domain.errors import NotFound
from tracker.domain.vocabulary import CompletionState
from tracker.models import Person
from tracker.services import completions

pytestmark = pytest.mark.usefixtures("context")


@pytest.mark.parametrize(
    ("before", "likely"),
    [
        ({}, True),
        ({"completed_on": date(2026, 3, 9)}, True),
        ({"completed_on": date(2026, 2, 23)}, True),
        ({"completed_on": date(2026, 3, 10)}, False),
        ({"title": "Trauma & the Brain"}, False),
        ({"title": "TRAUMA: and the brain"}, True),
        ({"kind": "peer_review"}, False),
    ],
)
def test_the_same_training_within_a_week_is_a_likely_duplicate(
    center: CenterWorld, before: dict[str, Any], likely: bool
) -> None:
    actor = center.actor()
    public_id = log(center, actor, **before)
    me = center.public_id_of(Person, center.director_person)
    with center.working():
        found = completions.likely_duplicates(actor, entry(), [me], [])
        assert [each.completion.public_id for each in found] == ([public_id] if likely else [])
        assert completions.likely_duplicates(actor, entry(), [me], [], but=public_id) == []


def test_the_same_file_for_the_same_person_is_a_likely_duplicate(center: CenterWorld) -> None:
    actor = center.actor()
    files = stored(actor)
    log(center, actor, title="Something else", completed_on=date(2025, 1, 1), files=files)
    other = center.public_id_of(Person, center.person())
    me = center.public_id_of(Person, center.director_person)
    with center.working():
        (found,) = completions.likely_duplicates(actor, entry(), [me], [files[0].sha256])
        assert "file" in found.why
        assert completions.likely_duplicates(actor, entry(), [other], [files[0].sha256]) == []


def test_looking_for_duplicates_tells_staff_nothing_of_others(center: CenterWorld) -> None:
    other = center.person()
    center.completion(other, title="Trauma and the brain")
    staff, person = center.actor(center.member()), center.public_id_of(Person, other)
    with center.working():
        assert completions.likely_duplicates(staff, entry(), [person], []) == []


def test_a_withdrawn_completion_is_no_duplicate(center: CenterWorld) -> None:
    center.completion(title="Trauma and the brain", state=CompletionState.WITHDRAWN)
    me = center.public_id_of(Person, center.director_person)
    with center.working():
        assert completions.likely_duplicates(center.actor(), entry(), [me], []) == []


def test_a_record_sums_accepted_hours_by_year(center: CenterWorld) -> None:
    for state, day, hours in [
        (CompletionState.ACCEPTED, date(2026, 3, 2), Decimal("1.5")),
        (CompletionState.ACCEPTED, date(2026, 1, 1), Decimal("0.25")),
        (CompletionState.SUBMITTED, date(2026, 5, 1), Decimal(8)),
        (CompletionState.ACCEPTED, date(2025, 12, 31), Decimal(2)),
        (CompletionState.WITHDRAWN, date(2024, 1, 1), Decimal(4)),
    ]:
        center.completion(state=state, completed_on=day, hours=hours, topics=frozenset({"trauma"}))
    with center.working():
        whole = completions.book(center.actor())
        assert [(shelf.year, shelf.count, shelf.accepted_hours) for shelf in whole.years] == [
            (2026, 3, Decimal("1.75")),
            (2025, 1, Decimal(2)),
        ]
        assert len(completions.narrowed(whole, year=2025).completions) == 1
        assert len(completions.narrowed(whole, topic="courts").completions) == 0
        assert len(completions.narrowed(whole, state="withdrawn").completions) == 1
        assert len(completions.narrowed(whole).completions) == 4


def test_an_account_without_a_person_has_an_empty_record(center: CenterWorld) -> None:
    actor = replace(center.actor(), person_id=None)
    with center.working():
        assert completions.book(actor).completions == ()
        with pytest.raises(NotFound):
            completions.book(actor, "2" * 20)


def test_a_record_of_forty_asks_as_often_as_one_of_one(center: CenterWorld) -> None:
    center.completion()

    def statements() -> int:
        with center.working(), counted() as asked:
            completions.book(center.actor())
        return len(asked)

    few = statements()
    for _ in range(40):
        center.completion()
    assert statements() == few


def test_what_a_link_names_is_proposed(center: CenterWorld) -> None:
    chosen = training(center, hours=Decimal(3), topics=frozenset({"trauma"}))
    staff = center.actor(center.member())
    me, other = (center.public_id_of(Person, row) for row in (center.director_person, center.person()))
    with center.working():
        proposed = completions.prefill(center.actor(), training=chosen)
        assert (proposed.title, proposed.hours, proposed.catalog_hours) == ("Trauma and the Brain", None, Decimal(3))
        assert proposed.person == me
        assert completions.prefill(staff, person=other).person != other
