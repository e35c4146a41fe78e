"""Statements of a learning system come into the record as any list does: once, by their number, on the center's day."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.factories import CenterWorld
from tests.intake.statements import ACTIVITY, PASSED, numbered, voiding
from tests.services.imports.sheets import dropped, look, outcomes, saved, taken_back, version_of
from tests.services.imports.test_saving import record_of
from tracker import clock
from tracker.db import db
from tracker.domain.vocabulary import CompletionState
from tracker.models import Person, Training
from tracker.services import catalog, completions, imports
from tracker.services.imports import Corrected, Outcome

MAYA = {"name": "Maya Chen", "mbox": "mailto:maya@example.org"}


def brought(center: CenterWorld, *told: dict[str, Any], name: str = "statements.json") -> str:
    """Drop statements, read them, and lay out their rows as they were understood."""
    public_id = dropped(center, json.dumps(list(told)).encode(), name)
    with center.app.app_context():
        imports.read(center.center_id, public_id, clock.now)
    version, actor = version_of(center, public_id), center.actor()
    with center.working():
        assert imports.correct(actor, public_id, version, Corrected({}, {}))
    return public_id


@pytest.fixture
def maya(center: CenterWorld) -> str:
    return center.public_id_of(Person, center.person("Maya Chen"))


def test_a_statement_becomes_a_completion_that_waits(center: CenterWorld, maya: str) -> None:
    saved(center, brought(center, numbered(duration="PT1H30M")))
    (one,) = record_of(center, maya)
    assert (one.title, one.hours, one.state) == ("Trauma and the brain", Decimal("1.5"), CompletionState.SUBMITTED)
    # At half past ten in the evening in Chicago it is the next day in UTC already.
    assert one.completed_on == date(2026, 3, 14)
    assert "Brought in from “statements.json”, sheet “Statements”, row 2." in one.note


def test_each_statement_has_an_outcome_and_what_is_passed_over_is_counted(center: CenterWorld, maya: str) -> None:
    first = numbered()
    public_id = brought(
        center,
        first,
        numbered(timestamp="2026-04-01T12:00:00Z"),
        voiding(first["id"]),
        numbered(verb="http://adlnet.gov/expapi/verbs/attempted"),
        numbered(name="", mbox="", activity="https://lms.example.org/courses/8"),
    )
    assert outcomes(center, public_id) == [Outcome.NEW, Outcome.IMPOSSIBLE]
    passed = dict(look(center, public_id).it.passed)
    assert (passed["Statements that were voided, or void another"], passed["Headings"]) == (2, 1)
    assert passed["Rows that say that it was not completed"] == 1


def test_the_same_statements_again_change_nothing_also_after_a_correction(center: CenterWorld, maya: str) -> None:
    one = numbered(duration="PT1H")
    saved(center, brought(center, one))
    (made,) = record_of(center, maya)
    actor = center.actor()
    with center.working():
        entry = completions.Entry(title="Another title", completed_on=date(2026, 3, 20), hours=Decimal(2))
        completions.correct(actor, made.public_id, entry, made.version)
    renamed = {**one, "actor": {**one["actor"], "name": "Maya C."}}
    assert outcomes(center, brought(center, renamed, name="again.json")) == [Outcome.HERE]


def test_completed_and_passed_on_one_day_are_one_completion(center: CenterWorld, maya: str) -> None:
    public_id = brought(center, numbered(duration="PT1H"), numbered(verb=PASSED))
    assert outcomes(center, public_id) == [Outcome.NEW, Outcome.HERE]
    saved(center, public_id)
    assert len(record_of(center, maya)) == 1


def test_somebody_is_known_by_the_address_alone_and_asked_for_where_it_is_not_known(center: CenterWorld) -> None:
    person = center.public_id_of(Person, center.person("Maya Chen", email="maya@example.org"))
    known, unknown = numbered(name=""), numbered(name="", mbox="mailto:someone@example.org")
    public_id = brought(center, known, unknown)
    rows = look(center, public_id).rows
    assert [(each.outcome, each.person) for each in rows] == [(Outcome.NEW, person), (Outcome.WHO, "")]
    (asked,) = look(center, public_id).people
    assert asked.words == "someone@example.org"


def test_a_training_is_found_by_its_address_among_the_names_of_the_catalog(center: CenterWorld, maya: str) -> None:
    actor, row = center.actor(), Training(key="spring-brain", title="Brain and trauma, spring")
    with center.working():
        db.session.add(row)
        db.session.flush()
        training = row.public_id
        catalog.set_aliases(actor, training, [ACTIVITY])
    public_id = brought(center, numbered(names={"en-US": "TB-7"}))
    (row,) = look(center, public_id).rows
    assert (row.outcome, row.training) == (Outcome.NEW, training)


def test_it_is_taken_back_whole(center: CenterWorld, maya: str) -> None:
    public_id = brought(center, numbered())
    saved(center, public_id)
    taken_back(center, public_id)
    assert record_of(center, maya) == []
