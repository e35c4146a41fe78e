"""What is kept is exactly what was given, under its own digest, for its owner's eyes only."""

import errno
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.keeping import CERTIFICATE, DIGEST, LATER, files_below
from tracker.domain.errors import NotFound, UnreadableFile
from tracker.storage.copying import LARGEST
from tracker.storage.evidence import EvidenceStore
from tracker.storage.failures import StorageFailed


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
