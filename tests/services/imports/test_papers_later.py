"""Scans that come after the review, or for what was in the record before, go to the completions that are there."""

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.services.files import attached, row_of
from tests.services.imports.papers import files_of, outcomes, pdf, read
from tests.services.imports.sheets import choose, laid_out, look, saved, taken_back
from tests.services.lines import lines_of
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import Completion, Evidence
from tracker.services import evidence, history, imports, removing_files, reviews
from tracker.services.imports import Choice, FileOutcome, Outcome
from tracker.services.removing_files import Why

ETHICS = ("Ana Reyes", "Ethics", "3/15/2024", "2")
SCAN = "Ana Reyes Ethics 2024-03-15.pdf"


def ethics(center: CenterWorld) -> Completion:
    with center.working():
        public_id = db.session.scalars(select(Completion.public_id).where(Completion.title == "Ethics")).one()
    row: Completion = row_of(center, public_id)
    return row


def accepted(center: CenterWorld) -> None:
    row, deputy = ethics(center), center.actor(center.member(AccessRole.DEPUTY))
    with center.working():
        reviews.accept(deputy, row.public_id, row.version)


def scans_of(center: CenterWorld) -> list[str]:
    with center.working():
        return list(db.session.scalars(select(Evidence.file_name).join(Completion)))


def test_scans_of_the_week_after_go_to_what_was_accepted_meanwhile(center: CenterWorld, ana: str) -> None:
    it = laid_out(center, ETHICS)
    saved(center, it)
    accepted(center)
    read(center, it, (SCAN, pdf(501)))
    (file,) = files_of(center, it).values()
    assert file.outcome is FileOutcome.PAIRED
    assert file.words.endswith("which waits for review again if it was accepted.")
    saved(center, it)
    row = ethics(center)
    assert (row.state, row.grade, row.decided_by) == (CompletionState.SUBMITTED, Grade.CERTIFICATE, None)
    assert scans_of(center) == [SCAN]
    assert lines_of(center)[1].action == "attach"
    with center.working():
        assert list(history.problems(center.center_id)) == []


def test_of_what_was_here_before_the_scan_goes_there_and_taken_back_it_is_as_it_was(
    center: CenterWorld, ana: str
) -> None:
    saved(center, laid_out(center, ETHICS, name="first.csv"))
    accepted(center)
    before = ethics(center)
    it = laid_out(center, ETHICS, name="second.csv")
    read(center, it, (SCAN, pdf(502)))
    assert outcomes(center, it) == {SCAN: FileOutcome.PAIRED}
    saved(center, it)
    assert (ethics(center).state, scans_of(center)) == (CompletionState.SUBMITTED, [SCAN])
    assert [each.outcome for each in look(center, it).rows] == [Outcome.DONE]
    taken_back(center, it)
    after = ethics(center)
    assert (after.state, after.grade, after.decided_by) == (before.state, before.grade, before.decided_by)
    assert scans_of(center) == []
    assert outcomes(center, it) == {SCAN: FileOutcome.PAIRED}


def test_one_that_has_a_file_gets_no_second_one_unasked(center: CenterWorld, ana: str) -> None:
    it = laid_out(center, ETHICS)
    saved(center, it)
    attached(center, ethics(center).public_id, pdf(503))
    accepted(center)
    read(center, it, (SCAN, pdf(504)))
    (file,) = files_of(center, it).values()
    assert file.outcome is FileOutcome.HELD
    assert file.words.endswith("has a file already: add this one there by hand if it is another.")


def test_a_decision_since_then_is_in_the_way_of_taking_back(center: CenterWorld, ana: str) -> None:
    saved(center, laid_out(center, ETHICS, name="first.csv"))
    it = laid_out(center, ETHICS, name="second.csv")
    read(center, it, (SCAN, pdf(505)))
    saved(center, it)
    accepted(center)
    actor = center.actor()
    with center.working():
        assert "1 completion of it was decided on, corrected or withdrawn since." in imports.in_the_way(actor, it)


@pytest.fixture
def replaced(center: CenterWorld, ana: str) -> tuple[str, str]:
    """Return a certificate of what was accepted and then replaced by an import, and that import."""
    saved(center, laid_out(center, ETHICS, name="first.csv"))
    certificate = attached(center, ethics(center).public_id, pdf(506))
    accepted(center)
    it = laid_out(center, (*ETHICS[:3], "3"), name="second.csv")
    choose(center, it, Choice.REPLACE)
    saved(center, it)
    return certificate, it


def test_a_file_exchanged_since_is_not_accepted_by_taking_back(center: CenterWorld, replaced: tuple[str, str]) -> None:
    certificate, it = replaced
    attached(center, ethics(center).public_id, pdf(507))
    with center.working():
        evidence.withdraw(center.actor(), certificate, "A better one is there.")
    with pytest.raises(Conflict, match="Files were added to or taken from 1 completion that it replaced"):
        taken_back(center, it)
    row = ethics(center)
    assert (row.state, row.decided_by) == (CompletionState.SUBMITTED, None)


def test_a_file_added_since_to_what_was_replaced_is_in_the_way(center: CenterWorld, replaced: tuple[str, str]) -> None:
    attached(center, ethics(center).public_id, pdf(508))
    assert _words_on_files(center, replaced[1])


def test_a_file_withdrawn_since_from_what_was_replaced_is_in_the_way(
    center: CenterWorld, replaced: tuple[str, str]
) -> None:
    with center.working():
        evidence.withdraw(center.actor(), replaced[0], "It is somebody else's.")
    assert _words_on_files(center, replaced[1])


def test_a_file_removed_for_good_since_from_what_was_replaced_is_in_the_way(
    center: CenterWorld, replaced: tuple[str, str]
) -> None:
    with center.working():
        removing_files.remove(center.actor(), replaced[0], Why.TOO_PRIVATE)
    assert _words_on_files(center, replaced[1])


def test_scans_of_the_import_itself_that_came_later_are_not_in_the_way(center: CenterWorld, ana: str) -> None:
    saved(center, laid_out(center, ETHICS, name="first.csv"))
    accepted(center)
    it = laid_out(center, (*ETHICS[:3], "3"), name="second.csv")
    choose(center, it, Choice.REPLACE)
    saved(center, it)
    read(center, it, (SCAN, pdf(509)))
    saved(center, it)
    assert scans_of(center) == [SCAN]
    taken_back(center, it)
    assert (ethics(center).state, scans_of(center)) == (CompletionState.ACCEPTED, [])


def _words_on_files(center: CenterWorld, public_id: str) -> bool:
    actor = center.actor()
    with center.working():
        return any("that it replaced" in words for words in imports.in_the_way(actor, public_id))
