"""A clean-up takes what is old, counts what it took, and is stopped by nothing that goes meanwhile."""

import io
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.storage.evidence import EvidenceStore
from tracker.storage.staging import Owner, StagingArea

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(hours=24)


def sweep_of(kind: str, root: Path) -> Callable[[datetime], int]:
    """Return what removes the things below `root` that were left before a moment."""
    if kind == "evidence":
        return EvidenceStore(root).sweep
    area = StagingArea(root)
    return lambda moment: area.sweep(moment + DAY)


@pytest.fixture(params=["evidence", "staging"])
def sweep(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[datetime], int]:
    return sweep_of(request.param, tmp_path)


def leave(root: Path, name: str, at: datetime) -> Path:
    """Leave what an upload leaves whose process died."""
    path = root / "incoming" / name
    path.touch()
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def test_all_that_is_older_goes_and_is_counted(sweep: Callable[[datetime], int], tmp_path: Path) -> None:
    kept = leave(tmp_path, "c", NOON)
    for name in "abd":
        leave(tmp_path, name, NOON - timedelta(seconds=1))

    assert sweep(NOON) == 3

    assert list((tmp_path / "incoming").iterdir()) == [kept], "what is exactly as old is not yet older"


def test_what_goes_while_it_is_looked_at_stops_no_clean_up(sweep: Callable[[datetime], int], tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / "incoming" / f"gone-{number}").symlink_to("nowhere")
    leave(tmp_path, "old", NOON - timedelta(seconds=1))

    assert sweep(NOON) == 1


def test_a_waiting_file_is_counted_once_and_not_its_note_as_well(tmp_path: Path) -> None:
    area = StagingArea(tmp_path)
    area.stage(Owner("a center", "an account"), io.BytesIO(b"certificate"), "scan.pdf", NOON)
    leave(tmp_path, "died", NOON)

    assert area.sweep(NOON + DAY + timedelta(seconds=1)) == 2


def test_copies_whose_file_is_gone_already_go_too(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    kept = store.put(io.BytesIO(b"certificate"))
    store.put_derived(kept.sha256, "page-1.jpg", b"a picture")
    store.path_of(kept.sha256).unlink()

    assert store.discard(kept.sha256, NOON)

    assert not store.holds_any_of(kept.sha256)
