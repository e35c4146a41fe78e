"""Completions corrected, sent in and withdrawn, never erased."""

from decimal import Decimal

import pytest

from tests.factories import CenterWorld
from tests.services.entries import entry, log
from tests.services.files import row_of
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.vocabulary import CompletionState
from tracker.models import Person
from tracker.services import completions, history
from tracker.services.completions import CreditLine

pytestmark = pytest.mark.usefixtures("context")


def test_a_correction_tells_what_was_there_before(center: CenterWorld) -> None:
    actor = center.actor()
    public_id = log(center, actor, hours=Decimal(2), credits=(CreditLine("POST", Decimal(2)),))
    version = row_of(center, public_id).version
    with center.working():
        completions.correct(actor, public_id, entry(hours=Decimal("1.5")), version)
        line = history.lines(subject_id=public_id)[0]
        view = completions.get(actor, public_id)
    assert line.action == "correct"
    assert line.detail == {"hours": ["2", "1.5"], "credits": [["2 POST"], []]}
    assert (view.hours, view.credits, view.state) == (Decimal("1.5"), (), CompletionState.SUBMITTED)


def test_nothing_changed_is_nothing_told(center: CenterWorld) -> None:
    actor = center.actor()
    public_id = log(center, actor)
    row = row_of(center, public_id)
    with center.working():
        completions.correct(actor, public_id, entry(), row.version)
        assert len(history.lines(subject_id=public_id)) == 1
    assert row_of(center, public_id).version == row.version


def test_correcting_an_accepted_completion_asks_for_a_new_decision(center: CenterWorld) -> None:
    public_id = center.completion(decided_by=center.director)
    with center.working():
        completions.correct(center.actor(), public_id, entry(), row_of(center, public_id).version)
    row = row_of(center, public_id)
    assert (row.state, row.decided_by) == (CompletionState.SUBMITTED, None)


def test_a_correction_of_what_changed_meanwhile_is_refused(center: CenterWorld) -> None:
    actor = center.actor()
    public_id = log(center, actor)
    version = row_of(center, public_id).version
    with center.working():
        completions.correct(actor, public_id, entry(hours=Decimal(1)), version)
    with center.working(), pytest.raises(Conflict, match="meanwhile"):
        completions.correct(actor, public_id, entry(hours=Decimal(2)), version)
    assert row_of(center, public_id).hours == Decimal(1)


@pytest.mark.parametrize("state", [CompletionState.DRAFT, CompletionState.RETURNED])
def test_a_draft_and_a_returned_completion_are_sent_in(center: CenterWorld, state: CompletionState) -> None:
    public_id = center.completion(state=state)
    with center.working():
        completions.submit(center.actor(), public_id, row_of(center, public_id).version)
    row = row_of(center, public_id)
    assert row.state == CompletionState.SUBMITTED
    assert row.submitted_at is not None
    with center.working(), pytest.raises(Conflict):
        completions.submit(center.actor(), public_id, row.version)


def test_saving_a_draft_sends_nothing_and_sending_saves_the_correction(center: CenterWorld) -> None:
    actor = center.actor()
    public_id = log(center, actor, submit=False)
    with center.working():
        completions.correct(actor, public_id, entry(hours=Decimal(1)), row_of(center, public_id).version)
    assert row_of(center, public_id).state == CompletionState.DRAFT
    with center.working():
        completions.correct(actor, public_id, entry(hours=Decimal(2)), row_of(center, public_id).version, submit=True)
    row = row_of(center, public_id)
    assert (row.state, row.hours) == (CompletionState.SUBMITTED, Decimal(2))


def test_a_withdrawn_completion_stays_with_its_reason_and_changes_no_more(center: CenterWorld) -> None:
    actor = center.actor()
    public_id = log(center, actor)
    version = row_of(center, public_id).version
    with center.working(), pytest.raises(Conflict):
        completions.withdraw(actor, public_id, "  ", version)
    with center.working():
        completions.withdraw(actor, public_id, "Logged twice.", version)
        view = completions.get(actor, public_id)
        assert (view.state, view.withdrawn_reason) == (CompletionState.WITHDRAWN, "Logged twice.")
        with pytest.raises(Conflict):
            completions.correct(actor, public_id, entry(), view.version)


def test_others_records_are_not_there_for_staff_and_not_theirs_to_change(center: CenterWorld) -> None:
    public_id = center.completion()
    staff = center.actor(center.member())
    owner = center.public_id_of(Person, center.director_person)
    with center.working():
        for ask in (completions.get, completions.history_of):
            with pytest.raises(NotFound):
                ask(staff, public_id)
        with pytest.raises(NotFound):
            completions.of_person(staff, owner)
        with pytest.raises(NotFound):
            completions.withdraw(staff, public_id, "Not mine", 1)


def test_a_deputy_logs_and_corrects_for_others(center: CenterWorld) -> None:
    deputy = center.actor(center.member(AccessRole.DEPUTY))
    public_id = log(center, deputy, person=center.public_id_of(Person, center.person()))
    with center.working():
        completions.correct(deputy, public_id, entry(hours=Decimal(1)), row_of(center, public_id).version)
