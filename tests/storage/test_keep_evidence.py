"""What is kept is exactly what was given, under its own digest, for its owner's eyes only."""

import errno
import hashlib
import io
import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue
from threading import Thread
from unittest.mock import Mock

import pytest

from tracker.domain.errors import NotFound, UnreadableFile
from tracker.storage.copying import LARGEST
from tracker.storage.durable import holding
from tracker.storage.evidence import EvidenceStore
from tracker.storage.failures import StorageFailed

CERTIFICATE = b"%PDF-1.7 a certificate" * 100_000
DIGEST = hashlib.sha256(CERTIFICATE).hexdigest()
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)
LATER = datetime(2999, 1, 1, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence")


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_under_its_sha256(store: EvidenceStore, tmp_path: Path) -> None:
    stored = store.put(io.BytesIO(CERTIFICATE))

    assert (stored.sha256, stored.size) == (DIGEST, len(CERTIFICATE))
    where = tmp_path / "evidence/objects" / DIGEST[:2] / DIGEST[2:4] / DIGEST
    assert store.path_of(DIGEST) == where
    assert where.read_bytes() == CERTIFICATE
    with store.open(DIGEST) as stream:
        assert stream.read() == CERTIFICATE
    assert files_below(tmp_path / "evidence") == [where]


def test_a_path_is_taken_as_well_as_a_stream(store: EvidenceStore, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(CERTIFICATE)

    assert store.put(tmp_path / "scan.pdf").sha256 == DIGEST
    assert (tmp_path / "scan.pdf").exists()


def test_keeping_a_file_twice_keeps_it_once(store: EvidenceStore, tmp_path: Path) -> None:
    assert store.put(io.BytesIO(CERTIFICATE)) == store.put(io.BytesIO(CERTIFICATE))
    assert len(files_below(tmp_path / "evidence")) == 1


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


def test_a_file_cut_short_by_the_disk_is_mended_by_adding_it_again(store: EvidenceStore) -> None:
    store.put(io.BytesIO(CERTIFICATE))
    store.path_of(DIGEST).write_bytes(CERTIFICATE[:1000])
    assert not store.verify(DIGEST)

    store.put(io.BytesIO(CERTIFICATE))

    assert store.verify(DIGEST)


def test_one_flipped_bit_is_noticed(store: EvidenceStore) -> None:
    store.put(io.BytesIO(CERTIFICATE))
    assert store.verify(DIGEST)

    damaged = bytearray(CERTIFICATE)
    damaged[12345] ^= 1
    store.path_of(DIGEST).write_bytes(damaged)

    assert not store.verify(DIGEST)


def test_the_largest_file_allowed_is_kept_and_one_byte_more_is_refused(store: EvidenceStore, tmp_path: Path) -> None:
    assert store.put(io.BytesIO(bytes(LARGEST))).size == LARGEST

    with pytest.raises(UnreadableFile, match="larger than 25 MB"):
        store.put(io.BytesIO(bytes(LARGEST + 1)))
    assert len(files_below(tmp_path)) == 1


def test_an_endless_stream_is_left_as_soon_as_it_is_too_long(store: EvidenceStore) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return bytes(size)

    endless = Endless()
    with pytest.raises(UnreadableFile):
        store.put(endless)  # type: ignore[arg-type]  # it reads, which is all that is asked
    assert endless.given < LARGEST + 1024 * 1024


def test_only_the_owner_may_read_files_and_enter_folders(store: EvidenceStore, tmp_path: Path) -> None:
    store.put(io.BytesIO(CERTIFICATE))
    store.put_derived(DIGEST, "page-1.jpg", b"picture")

    for path in (tmp_path / "evidence").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize(
    "digest", ["", "..", "../../etc/passwd", "ab" * 31, "AB" * 32, "ab" * 32 + "\n", "٣" * 64, "0" * 64]
)
def test_a_digest_that_is_none_or_unknown_is_simply_not_found(store: EvidenceStore, digest: str) -> None:
    with pytest.raises(NotFound):
        store.open(digest)
    with pytest.raises(NotFound):
        store.verify(digest)
    with pytest.raises(NotFound):
        store.put_derived(digest, "page-1.jpg", b"")


def test_each_thing_that_is_not_there_is_said_in_words(store: EvidenceStore) -> None:
    with pytest.raises(NotFound) as no_digest:
        store.path_of("no digest")
    with pytest.raises(NotFound) as no_name:
        store.derived_path(DIGEST, "No Name")
    with pytest.raises(NotFound) as no_file:
        store.put_derived(DIGEST, "page-1.jpg", b"")
    assert [error.value.message for error in (no_digest, no_name, no_file)] == [
        "There is no such file.",
        "There is no copy of that name.",
        "The file that this copy was made from is not kept here.",
    ]


@pytest.mark.parametrize("kind", ["", "..", "../x", "a/b", "A", "-x", "x" * 41, "x\n", ".hidden"])
def test_a_copy_has_a_plain_short_name(store: EvidenceStore, kind: str) -> None:
    store.put(io.BytesIO(CERTIFICATE))
    with pytest.raises(NotFound):
        store.put_derived(DIGEST, kind, b"")


def test_a_copy_lies_beside_the_tree_of_files_and_can_be_made_again(store: EvidenceStore, tmp_path: Path) -> None:
    store.put(io.BytesIO(CERTIFICATE))
    assert not store.has_derived(DIGEST, "page-1.jpg")

    store.put_derived(DIGEST, "page-1.jpg", b"first")
    where = store.put_derived(DIGEST, "page-1.jpg", b"second")

    assert where.is_relative_to(tmp_path / "evidence/derived")
    assert store.has_derived(DIGEST, "page-1.jpg")
    with store.open_derived(DIGEST, "page-1.jpg") as stream:
        assert stream.read() == b"second"
    assert list(store.everything()) == [DIGEST]


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


def test_a_link_planted_in_the_store_is_not_followed(store: EvidenceStore, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    target = store.path_of(DIGEST)
    target.parent.mkdir(parents=True)
    target.symlink_to(tmp_path / "secret")
    with pytest.raises(StorageFailed):
        store.open(DIGEST)


def test_a_root_that_cannot_be_made_is_said_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageFailed, match="check the disk"):
        EvidenceStore(tmp_path / "file")


def test_a_full_disk_leaves_reading_as_it_was(
    store: EvidenceStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store.put(io.BytesIO(CERTIFICATE))
    with monkeypatch.context() as broken:
        broken.setattr(os, "write", _raiser(errno.ENOSPC))
        with pytest.raises(StorageFailed, match="disk that keeps the files is full"):
            store.put(io.BytesIO(b"another"))
        assert store.verify(DIGEST)
    assert len(files_below(tmp_path)) == 1
    assert store.exists(store.put(io.BytesIO(b"another")).sha256)


def _raiser(number: int) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise OSError(number, os.strerror(number))

    return fail


def test_what_somebody_else_put_into_the_folder_is_no_evidence(store: EvidenceStore) -> None:
    store.put(io.BytesIO(CERTIFICATE))
    for name in ("Thumbs.db", "0" * 63, "0" * 65, DIGEST.upper()):
        (store.path_of(DIGEST).parent / name).write_bytes(b"")
    assert list(store.everything()) == [DIGEST]
    assert list(store.orphans(set(), LATER)) == [DIGEST]
