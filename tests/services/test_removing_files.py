"""A file that must not be kept goes for good, and only where nothing else rests on it; what is said of it stays."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask

from tests.factories import CenterWorld
from tests.intake import making
from tests.services.archives.made import asked, made, view
from tests.services.files import attached, row_of
from tests.services.imports.papers import files_of, read
from tests.services.imports.sheets import ANA, laid_out
from tests.services.lines import last_line
from tracker import clock
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.vocabulary import ArchiveState, CompletionState
from tracker.models import Completion, Evidence
from tracker.services import archives, file_copies, history, removing_files, row_inspection
from tracker.services.archives import making as making_archives
from tracker.services.archives import writing
from tracker.services.removing_files import Why
from tracker.storage import evidence as evidence_store

pytestmark = pytest.mark.usefixtures("context")
LATER = timedelta(hours=1)


@pytest.fixture(autouse=True)
def nothing_is_left_to_do(context: Flask) -> None:
    """Finish what other tests of this process left marked: the installation is theirs too."""
    removing_files.finish(clock.now() + LATER)


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


def test_what_lies_ready_of_everything_goes_with_it_and_history_says_why(
    center: CenterWorld, other_center: CenterWorld, content: bytes
) -> None:
    file = attached(center, center.completion(), content)
    ready, others = made(center), made(other_center)
    remove(center, file)
    assert not view(center, ready).lies_here
    with center.app.app_context():
        archives.sweep(clock.now())
        assert not archives.asking.folder().holds(ready)
    with center.working():
        told = history.lines(subject_id=ready)[0]
    assert (told.action, told.reason) == ("remove_archive", "A file of the center was removed for good.")
    assert view(other_center, others).lies_here


def test_what_is_being_made_of_everything_is_given_up(
    center: CenterWorld, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = attached(center, center.completion(), content)
    coming = asked(center)
    written = writing.write

    def removed_meanwhile(*given: Any) -> Any:
        manifest = written(*given)
        remove(center, file)
        return manifest

    monkeypatch.setattr(writing, "write", removed_meanwhile)
    with center.app.app_context():
        assert not making_archives.make(center.center_id, coming, clock.now)
    monkeypatch.setattr(writing, "write", written)
    assert view(center, coming).state == ArchiveState.REMOVED


def test_what_is_elses_stays_where_it_came_with_a_spreadsheet(center: CenterWorld, content: bytes) -> None:
    file, spreadsheet = attached(center, center.completion(), content), laid_out(center, ANA)
    digest = row_of(center, file, Evidence).sha256
    read(center, spreadsheet, ("scan.pdf", content), ("other.pdf", making.pdf()))
    remove(center, file, Why.OTHER_PERSON)
    assert removing_files.finish(clock.now() + LATER) == 0
    assert set(files_of(center, spreadsheet)) == {"scan.pdf", "other.pdf"}
    assert file_copies.store().exists(digest)


def test_what_nobody_may_hold_waits_with_no_spreadsheet(center: CenterWorld, content: bytes) -> None:
    file, spreadsheet = attached(center, center.completion(), content), laid_out(center, ANA)
    digest = row_of(center, file, Evidence).sha256
    read(center, spreadsheet, ("scan.pdf", content), ("other.pdf", making.pdf()))
    remove(center, file)
    assert set(files_of(center, spreadsheet)) == {"other.pdf"}
    assert removing_files.finish(clock.now() + LATER) == 1
    assert not file_copies.store().exists(digest)


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


def test_a_picture_that_is_being_drawn_does_not_outlive_its_file(
    center: CenterWorld, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody looks at the page while it is removed; the removal comes just before the picture gets its name."""
    file = attached(center, center.completion(), content)
    digest, store = row_of(center, file, Evidence).sha256, file_copies.store()
    remove(center, file)
    cleaner = Thread(target=in_context(center, removing_files.finish), args=(clock.now() + LATER,))
    holding = evidence_store.holding

    @contextmanager
    def meanwhile(folder: Path, *, alone: bool) -> Iterator[None]:
        if not alone and not cleaner.ident:
            cleaner.start()
            cleaner.join()
        with holding(folder, alone=alone):
            yield

    monkeypatch.setattr(evidence_store, "holding", meanwhile)
    with pytest.raises(NotFound):
        store.put_derived(digest, "page-1.jpg", b"a picture")
    assert not cleaner.is_alive()
    assert not store.holds_any_of(digest)


def test_a_copy_that_the_disk_would_not_let_go_is_found_and_goes_later(
    center: CenterWorld, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = attached(center, center.completion(), content)
    digest, store = row_of(center, file, Evidence).sha256, file_copies.store()
    remove(center, file)
    with monkeypatch.context() as failing:
        failing.setattr(evidence_store.shutil, "rmtree", lambda *_, **__: None)
        assert removing_files.finish(clock.now() + LATER) == 0
    assert store.exists(digest)
    # As versions before this one could leave it: the file gone, a picture of it there.
    store.path_of(digest).unlink()
    with center.app.app_context():
        assert any("or a picture" in problem for problem in row_inspection.problems(frozenset()))
    assert removing_files.finish(clock.now() + LATER) == 1
    assert not store.holds_any_of(digest)


def in_context(center: CenterWorld, act: Callable[..., object]) -> Callable[..., None]:
    """Return what does an act in an application context of its own, as another process would."""

    def acting(*arguments: object) -> None:
        with center.app.app_context():
            act(*arguments)

    return acting
