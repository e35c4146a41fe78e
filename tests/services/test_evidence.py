"""Evidence: a row only for a file that lies in the store, seen by those who may see its record, never erased."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.factories import CenterWorld
from tests.intake import making
from tests.services.files import attached, row_of, stored
from tests.statements import counted
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import Completion, Event, Evidence
from tracker.services import evidence, evidence_reading, history

pytestmark = pytest.mark.usefixtures("context")


def event_of(center: CenterWorld, **values: Any) -> str:
    with center.working():
        row = Event(**{"title": "Team training", "held_on": date(2026, 3, 2), **values})
        db.session.add(row)
        db.session.flush()
        return str(row.public_id)


def event_number(center: CenterWorld, public_id: str) -> int:
    return int(row_of(center, public_id, Event).id)


def test_a_certificate_raises_the_grade_and_is_told_in_history(center: CenterWorld) -> None:
    public_id = center.completion(state=CompletionState.DRAFT)
    attached(center, public_id)
    assert row_of(center, public_id).grade == Grade.CERTIFICATE
    with center.working():
        (line,) = history.lines(subject_id=public_id)
    assert (line.action, line.detail["name"]) == ("attach", "certificate.pdf")


def test_the_same_file_is_not_attached_twice_to_one_record(center: CenterWorld) -> None:
    public_id = center.completion()
    attached(center, public_id)
    actor = center.actor()
    files = stored(actor)
    with center.working():
        assert evidence.attach(actor, files, completion=public_id) == ()


def test_a_file_added_to_an_accepted_completion_asks_for_a_new_decision(center: CenterWorld) -> None:
    public_id = center.completion(state=CompletionState.ACCEPTED)
    attached(center, public_id)
    assert row_of(center, public_id).state == CompletionState.SUBMITTED


def test_a_withdrawn_file_stays_with_its_reason_and_proves_nothing(center: CenterWorld) -> None:
    public_id = center.completion(state=CompletionState.DRAFT)
    file = attached(center, public_id)
    with center.working():
        assert evidence.withdraw(center.actor(), file, "Somebody else's certificate.") == public_id
    completion = row_of(center, public_id)
    assert completion.grade == Grade.OWN_WORD
    with center.working():
        (view,) = evidence_reading.of_completions([completion.id])[completion.id]
        assert view.withdrawn_reason == "Somebody else's certificate."
        assert evidence.files_of_record(center.actor()) == []
        with pytest.raises(Conflict, match="already"):
            evidence.withdraw(center.actor(), file, "Again")


def test_a_file_is_not_withdrawn_without_a_reason(center: CenterWorld) -> None:
    file = attached(center, center.completion())
    with center.working(), pytest.raises(Conflict) as refused:
        evidence.withdraw(center.actor(), file, " ")
    assert refused.value.field == "reason"


def test_a_file_is_open_to_its_person_and_to_those_who_see_the_team(center: CenterWorld) -> None:
    person = center.person()
    own, colleague = center.member(person_id=person), center.member()
    deputy = center.member(AccessRole.DEPUTY)
    file = attached(center, center.completion(person))
    with center.working():
        for reader in (own, deputy, center.director):
            assert evidence_reading.open_file(center.actor(reader), file).file_name == "certificate.pdf"
            assert evidence_reading.open_page(center.actor(reader), file, 1).mime == "image/jpeg"
        with pytest.raises(NotFound):
            evidence_reading.open_file(center.actor(colleague), file)
        with pytest.raises(NotFound):
            evidence.withdraw(center.actor(colleague), file, "Not mine")


def test_a_file_of_another_center_does_not_exist(center: CenterWorld, other_center: CenterWorld) -> None:
    file = attached(center, center.completion())
    with other_center.working(), pytest.raises(NotFound):
        evidence_reading.open_file(other_center.actor(), file)


def test_a_member_of_staff_adds_files_to_own_records_only(center: CenterWorld) -> None:
    person = center.person()
    staff = center.actor(center.member(person_id=person))
    mine, anothers = center.completion(person), center.completion()
    files = stored(staff)
    with center.working():
        assert len(evidence.attach(staff, files, completion=mine)) == 1
        with pytest.raises(NotFound):
            evidence.attach(staff, files, completion=anothers)
        with pytest.raises(Refused):
            evidence.files_of_record(staff)


def test_a_signed_sheet_of_an_event_stands_behind_each_of_its_completions(center: CenterWorld) -> None:
    event = event_of(center)
    number = event_number(center, event)
    word = center.completion(event_id=number, grade=Grade.SUPERVISOR_WORD)
    certificate = center.completion(event_id=number, grade=Grade.CERTIFICATE)
    actor = center.actor()
    files = stored(actor, making.saved(making.photo(403, 300), "JPEG"), "sheet.jpg")
    with center.working():
        (sheet,) = evidence.attach(actor, files, event=event)
        assert [(each.completion, each.event) for each in evidence.files_of_record(actor)] == [(None, event)]
        assert [view.public_id for view in evidence_reading.of_event(actor, event)] == [sheet]
    assert row_of(center, word).grade == Grade.SIGNED_SHEET
    assert row_of(center, certificate).grade == Grade.CERTIFICATE
    with center.working():
        evidence.withdraw(actor, sheet, "The wrong sheet.")
    assert row_of(center, word).grade == Grade.SUPERVISOR_WORD


def test_files_of_an_event_are_for_those_who_manage_the_team(center: CenterWorld) -> None:
    event, staff, actor = event_of(center), center.actor(center.member()), center.actor()
    files = stored(actor)
    with center.working():
        with pytest.raises(Refused):
            evidence.attach(staff, files, event=event)
        (sheet,) = evidence.attach(actor, files, event=event)
        with pytest.raises(NotFound):
            evidence_reading.open_file(staff, sheet)
        with pytest.raises(NotFound):
            evidence.attach(actor, files, event="2" * 20)


def test_gathering_files_asks_as_often_for_one_completion_as_for_forty(app: Flask, center: CenterWorld) -> None:
    actor = center.actor()
    files = stored(actor)

    def statements() -> int:
        with center.working(), counted() as asked:
            evidence.files_of_record(actor)
        return len(asked)

    with center.working():
        evidence.attach(actor, files, completion=center_completion(center))
    few = statements()
    for _ in range(40):
        center.completion()
    with center.working():
        rows = db.session.scalars(select(Completion.id)).all()
        db.session.add_all(
            Evidence(
                completion_id=row,
                sha256=files[0].sha256,
                file_name="a.pdf",
                format="pdf",
                size=1,
                pages=1,
                added_by=center.director,
                added_at=actor.now,
            )
            for row in rows
        )
    assert statements() == few == 1


def center_completion(center: CenterWorld) -> str:
    row = Completion(
        person_id=center.director_person,
        title="One",
        completed_on=center.actor().today,
        state=CompletionState.DRAFT,
        recorded_by=center.director,
        changed_by=center.director,
        recorded_at=center.actor().now,
    )
    db.session.add(row)
    db.session.flush()
    return str(row.public_id)


def test_a_grade_that_was_verified_stays(center: CenterWorld) -> None:
    public_id = center.completion(grade=Grade.VERIFIED)
    file = attached(center, public_id)
    with center.working():
        evidence.withdraw(center.actor(), file, "Replaced")
    assert row_of(center, public_id).grade == Grade.VERIFIED


def test_a_withdrawn_completion_takes_no_file(center: CenterWorld) -> None:
    public_id = center.completion()
    with center.working():
        db.session.execute(
            update(Completion).where(Completion.public_id == public_id).values(state=CompletionState.WITHDRAWN)
        )
    actor = center.actor()
    files = stored(actor)
    with center.working(), pytest.raises(Conflict):
        evidence.attach(actor, files, completion=public_id)
