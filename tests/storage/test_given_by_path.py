"""A file that is given by its path, and is here already, is read and not written anew."""

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest

from tests.storage.keeping import CERTIFICATE, DIGEST
from tracker.domain.errors import NotFound, UnreadableFile
from tracker.storage.evidence import EvidenceStore


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """The certificate as a file beside the store."""
    (tmp_path / "scan.pdf").write_bytes(CERTIFICATE)
    return tmp_path / "scan.pdf"


def test_a_file_that_is_here_already_is_not_written_anew(
    store: EvidenceStore, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = store.put(scan)
    monkeypatch.setattr(os, "write", Mock(side_effect=OSError(errno.ENOSPC, "full")))
    assert store.put(scan) == first


def test_a_file_given_by_its_path_again_is_saved_from_a_clean_up(store: EvidenceStore, scan: Path) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    store.put(scan)
    os.utime(store.path_of(DIGEST), (0, 0))
    store.put(scan)
    assert list(store.orphans(set(), yesterday)) == []


def test_a_file_cut_short_is_mended_by_the_same_file_given_by_its_path(store: EvidenceStore, scan: Path) -> None:
    store.put(scan)
    store.path_of(DIGEST).write_bytes(CERTIFICATE[:1000])
    store.put(scan)
    assert store.verify(DIGEST)


def test_what_is_too_large_is_refused_also_where_it_is_here_already(
    store: EvidenceStore, scan: Path, tmp_path: Path
) -> None:
    store.put(scan)
    with pytest.raises(UnreadableFile):
        EvidenceStore(tmp_path / "evidence", limit=1000).put(scan)


def test_a_path_that_leads_nowhere_is_not_found(store: EvidenceStore, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        store.put(tmp_path / "nothing.pdf")
