"""What no row names goes whole, once it is old enough, and nothing that somebody has just kept."""

import errno
import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue
from threading import Thread
from unittest.mock import Mock

import pytest

from tests.storage.keeping import CERTIFICATE, DIGEST, LATER, LONG_AGO, files_below
from tracker.storage.durable import holding
from tracker.storage.evidence import EvidenceStore


def test_keeping_a_file_twice_saves_it_from_a_clean_up_of_old_files(store: EvidenceStore) -> None:
    """Its row is on the way: somebody has just uploaded an old file that no row knew."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    store.put(io.BytesIO(CERTIFICATE))
    os.utime(store.path_of(DIGEST), (0, 0))
    assert list(store.orphans(set(), yesterday)) == [DIGEST]

    store.put(io.BytesIO(CERTIFICATE))

    assert list(store.orphans(set(), yesterday)) == []


def test_a_file_that_no_row_names_goes_with_its_copies(store: EvidenceStore, tmp_path: Path) -> None:
    store.put(io.BytesIO(CERTIFICATE))
    store.put_derived(DIGEST, "page-1.jpg", b"a picture")

    assert store.discard(DIGEST, LATER)

    assert files_below(tmp_path / "evidence") == []
    assert not store.discard(DIGEST, LATER)


def test_while_the_disk_does_not_give_up_the_copies_the_file_stays_for_the_next_clean_up(
    store: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its file nobody would look for the copies any more."""
    store.put(io.BytesIO(CERTIFICATE))
    store.put_derived(DIGEST, "page-1.jpg", b"a picture")
    with monkeypatch.context() as failing:
        failing.setattr(os, "unlink", Mock(side_effect=OSError(errno.EIO, "the disk")))
        assert not store.discard(DIGEST, LATER)
    assert store.verify(DIGEST)
    assert store.discard(DIGEST, LATER)


def test_a_file_that_goes_while_it_is_looked_at_is_no_orphan(
    store: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(io.BytesIO(CERTIFICATE))
    listed = list(store.everything())
    store.discard(DIGEST, LATER)
    monkeypatch.setattr(store, "everything", lambda: iter(listed))
    assert list(store.orphans(set(), LATER)) == []


def test_a_file_that_was_put_again_since_it_was_found_stays(store: EvidenceStore) -> None:
    """A clean-up found it old; then somebody added it, and its row is on the way."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    store.put(io.BytesIO(CERTIFICATE))
    os.utime(store.path_of(DIGEST), (0, 0))
    (found,) = store.orphans(set(), yesterday)
    store.put(io.BytesIO(CERTIFICATE))

    assert not store.discard(found, yesterday)

    assert store.verify(DIGEST)


def test_no_clean_up_comes_between_the_look_at_a_file_and_its_new_date(
    store: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever puts a file again holds the folder meanwhile; a clean-up waits for them, and then finds the new date."""
    store.put(io.BytesIO(CERTIFICATE))
    os.utime(store.path_of(DIGEST), (0, 0))
    real, went = os.utime, Queue[bool]()
    cleaner = Thread(target=lambda: went.put(store.discard(DIGEST, datetime.now(UTC) - timedelta(days=1))))

    def utime(*given: object) -> None:
        cleaner.start()
        cleaner.join(0.2)
        real(*given)

    monkeypatch.setattr(os, "utime", utime)
    store.put(io.BytesIO(CERTIFICATE))

    assert went.get(timeout=10) is False
    assert store.verify(DIGEST)


def test_nobody_who_keeps_a_file_waits_for_somebody_else_who_does(store: EvidenceStore, tmp_path: Path) -> None:
    """Only a clean-up is alone: twenty people save after a training, and each would stand behind the others' disk."""
    (tmp_path / "scan.pdf").write_bytes(CERTIFICATE)
    done = Queue[str]()

    def keep() -> None:
        done.put(store.put(io.BytesIO(CERTIFICATE)).sha256)
        done.put(store.put(tmp_path / "scan.pdf").sha256)
        done.put(store.put_derived(DIGEST, "page-1.jpg", b"picture").name)

    with holding(tmp_path / "evidence/objects", alone=False):
        Thread(target=keep).start()
        assert [done.get(timeout=30) for _ in range(3)] == [DIGEST, DIGEST, "page-1.jpg"]


def test_what_was_put_at_that_very_moment_is_not_older(store: EvidenceStore) -> None:
    moment = datetime(2026, 11, 24, 12, tzinfo=UTC)
    store.put(io.BytesIO(CERTIFICATE))
    os.utime(store.path_of(DIGEST), (moment.timestamp(), moment.timestamp()))

    assert list(store.orphans(set(), moment)) == []
    assert not store.discard(DIGEST, moment)
    assert store.discard(DIGEST, moment + timedelta(seconds=1))


def test_orphans_are_the_old_files_that_nobody_knows(store: EvidenceStore) -> None:
    known = store.put(io.BytesIO(b"known")).sha256
    unknown = store.put(io.BytesIO(b"unknown")).sha256

    assert list(store.orphans({known}, LATER)) == [unknown]
    assert list(store.orphans({known}, LONG_AGO)) == []
    assert store.exists(unknown)


def test_leftovers_of_dead_uploads_are_swept_once_they_are_old(store: EvidenceStore, tmp_path: Path) -> None:
    (tmp_path / "evidence/incoming/leftover").write_bytes(b"half")
    kept = store.put(io.BytesIO(CERTIFICATE)).sha256

    assert store.sweep(LONG_AGO) == 0
    assert store.sweep(LATER) == 1
    assert store.verify(kept)
