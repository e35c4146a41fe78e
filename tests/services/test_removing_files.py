"""A file that must not be kept goes for good, and only where nothing else rests on it; what is said of it stays."""

import os
from datetime import timedelta

import pytest

from tests.factories import CenterWorld
from tests.intake import making
from tests.services.files import attached, row_of
from tests.services.lines import last_line
from tracker import clock
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.vocabulary import CompletionState
from tracker.models import Completion, Evidence
from tracker.services import file_copies, removing_files
from tracker.services.removing_files import Why

pytestmark = pytest.mark.usefixtures("context")
LATER = timedelta(hours=1)


@pytest.fixture
def content() -> bytes:
    """A file that no other test has."""
    return making.pdf(change=making.with_script) + os.urandom(8).hex().encode()


def remove(center: CenterWorld, file: str, why: Why = Why.ABOUT_A_CHILD, words: str = "") -> None:
    actor = center.actor()
    with center.working():
        removing_files.remove(actor, file, why, words)


def test_its_bytes_and_pictures_go_and_the_record_says_why(center: CenterWorld, content: bytes) -> None:
    completion = center.completion()
    file = attached(center, completion, content)
    digest, store = row_of(center, file, Evidence).sha256, file_copies.store()
    assert store.has_derived(digest, "page-1.jpg")
    remove(center, file, words="A report.")
    # Marked, and whoever died here leaves the rest to the clean-up.
    assert store.exists(digest)
    assert removing_files.finish(clock.now() + LATER) == 1
    assert (store.exists(digest), store.has_derived(digest, "page-1.jpg")) == (False, False)
    assert removing_files.finish(clock.now() + LATER) == 0
    row = row_of(center, file, Evidence)
    assert row.removed_reason == "It tells about a child, a family or a case. A report."
    assert row.withdrawn_at is not None
    line = last_line(center)
    assert (line.action, line.reason) == ("remove_file", row.removed_reason)
    assert line.detail == {"file": file, "sha256": digest}
    assert row_of(center, completion, Completion).state == CompletionState.SUBMITTED


def test_another_center_keeps_the_same_file(center: CenterWorld, other_center: CenterWorld, content: bytes) -> None:
    file = attached(center, center.completion(), content)
    theirs = attached(other_center, other_center.completion(), content)
    remove(center, file)
    removing_files.finish(clock.now() + LATER)
    digest = row_of(center, file, Evidence).sha256
    assert file_copies.store().exists(digest)
    assert row_of(other_center, theirs, Evidence).removed_at is None
    remove(other_center, theirs)
    assert removing_files.finish(clock.now() + LATER) == 1


@pytest.mark.parametrize(("why", "goes"), [(Why.ABOUT_A_CHILD, True), (Why.OTHER_PERSON, False)])
def test_what_nobody_may_hold_goes_from_every_record_of_the_center(
    center: CenterWorld, content: bytes, why: Why, goes: bool
) -> None:
    file, twin = (attached(center, center.completion(), content) for _ in range(2))
    with center.working():
        assert removing_files.ahead(center.actor(), file).others == 1
    remove(center, file, why)
    assert (row_of(center, twin, Evidence).removed_at is not None) is goes
    removing_files.finish(clock.now() + LATER)
    assert file_copies.store().exists(row_of(center, file, Evidence).sha256) is not goes


def test_a_file_that_is_added_again_at_this_moment_stays(center: CenterWorld, content: bytes) -> None:
    file = attached(center, center.completion(), content)
    remove(center, file)
    assert removing_files.finish(clock.now()) == 0
    assert file_copies.store().exists(row_of(center, file, Evidence).sha256)


def test_it_goes_once_and_only_by_a_director_of_the_center(
    center: CenterWorld, other_center: CenterWorld, content: bytes
) -> None:
    file = attached(center, center.completion(), content)
    with pytest.raises(NotFound):
        remove(other_center, file)
    deputy = center.actor(center.member(AccessRole.DEPUTY))
    with center.working(), pytest.raises(Refused):
        removing_files.remove(deputy, file, Why.TOO_PRIVATE)
    remove(center, file)
    with pytest.raises(Conflict, match="removed already"):
        remove(center, file)
