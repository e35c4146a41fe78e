"""Files wait beside a form that is being corrected: for their owner, for a day, and not without end."""

import errno
import hashlib
import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest

from tracker.domain.errors import NotFound, Refused, UnreadableFile
from tracker.storage.failures import StorageFailed
from tracker.storage.staging import Owner, Staged, StagingArea

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(hours=24)
OWNER = Owner("Harbor House", "maria@example.org")
GONE = "no longer waiting: .* Add it again"  # whatever the reason: which one it was would tell of somebody else's file


@pytest.fixture
def area(tmp_path: Path) -> StagingArea:
    return StagingArea(tmp_path / "staging", limit=1000, most=3)


def stage(area: StagingArea, owner: Owner = OWNER, at: datetime = NOON, name: str = "scan.pdf") -> str:
    return area.stage(owner, io.BytesIO(b"certificate"), name, at).token


def test_a_file_waits_with_the_name_it_came_under(area: StagingArea) -> None:
    token = stage(area, name="Zertifikat ünïcode \udcff.pdf")

    staged = area.find(OWNER, token, NOON)

    assert (staged.file_name, staged.size) == ("Zertifikat ünïcode \udcff.pdf", 11)
    assert area.path_of(OWNER, token, NOON).read_bytes() == b"certificate"
    assert area.waiting(OWNER, NOON) == [staged]


def test_it_is_found_as_it_was_when_it_came(area: StagingArea) -> None:
    came = area.stage(OWNER, io.BytesIO(b"certificate"), "scan.pdf", NOON)

    assert area.find(OWNER, came.token, NOON + timedelta(hours=1)) == came
    digest = hashlib.sha256(b"certificate").hexdigest()
    assert came == Staged(came.token, "scan.pdf", 11, digest, NOON, NOON + timedelta(days=1))


def test_of_a_file_that_is_let_go_of_nothing_stays_on_the_disk(area: StagingArea, tmp_path: Path) -> None:
    first, second = stage(area), stage(area, name="other.pdf")

    area.discard(OWNER, first)

    assert [each.token for each in area.waiting(OWNER, NOON)] == [second]
    assert len(files_below(tmp_path)) == 2, "the other one and its note"


def test_a_disk_that_fails_half_way_is_said_in_plain_words_and_no_half_of_a_file_waits(
    area: StagingArea, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr(os, "utime", Mock(side_effect=OSError(errno.EIO, "the disk")))
        with pytest.raises(StorageFailed, match="disk that keeps the files"):
            stage(area)
    assert files_below(tmp_path) == []
    assert stage(area)


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_files_are_listed_in_the_order_in_which_they_came(area: StagingArea) -> None:
    later = stage(area, at=NOON + timedelta(minutes=1))
    earlier = stage(area, at=NOON)

    assert [staged.token for staged in area.waiting(OWNER, NOON)] == [earlier, later]


@pytest.mark.parametrize(
    "stranger", [Owner("Harbor House", "joe@example.org"), Owner("Elsewhere", "maria@example.org")]
)
def test_another_account_and_another_center_find_nothing(area: StagingArea, stranger: Owner) -> None:
    token = stage(area)

    area.discard(stranger, token)

    assert area.waiting(stranger, NOON) == []
    with pytest.raises(NotFound, match=GONE):
        area.path_of(stranger, token, NOON)
    assert area.find(OWNER, token, NOON)


def test_no_path_tells_the_name_of_a_center_an_account_or_a_file(area: StagingArea, tmp_path: Path) -> None:
    stage(area)
    paths = " ".join(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*"))
    assert not any(word in paths for word in ("Harbor", "House", "maria", "scan"))


def test_a_file_is_there_until_a_day_has_passed_and_not_after(area: StagingArea) -> None:
    token = stage(area)

    assert area.find(OWNER, token, NOON + DAY - timedelta(seconds=1))
    with pytest.raises(NotFound, match=GONE):
        area.find(OWNER, token, NOON + DAY)


def test_sweeping_removes_what_expired_and_leaves_the_rest(area: StagingArea, tmp_path: Path) -> None:
    stage(area)
    young = stage(area, at=NOON + timedelta(hours=1))

    assert area.sweep(NOON + DAY - timedelta(seconds=1)) == 0
    assert area.sweep(NOON + DAY + timedelta(seconds=1)) == 1

    assert [staged.token for staged in area.waiting(OWNER, NOON + DAY)] == [young]
    assert len(files_below(tmp_path)) == 2


def test_too_many_waiting_files_are_refused_until_one_is_discarded_or_expires(area: StagingArea) -> None:
    tokens = [stage(area) for _ in range(3)]
    with pytest.raises(Refused) as refused:
        stage(area)
    assert refused.value.message == (
        "3 files of yours wait in forms that were not saved. Save or discard one of those forms first; files that wait "
        "are removed after 24 hours."
    )
    stage(area, Owner("Harbor House", "joe@example.org"))

    area.discard(OWNER, tokens[0])
    area.discard(OWNER, tokens[0])

    stage(area)
    stage(area, at=NOON + DAY)


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(area: StagingArea, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        area.stage(OWNER, io.BytesIO(bytes(1001)), "big.pdf", NOON)
    assert files_below(tmp_path) == []


@pytest.mark.parametrize("token", ["", "..", "../../../etc/passwd", "a" * 21, "a" * 22, "a" * 21 + "/", "ä" * 22])
def test_a_token_that_is_none_is_not_found(area: StagingArea, token: str) -> None:
    with pytest.raises(NotFound, match=GONE):
        area.find(OWNER, token, NOON)
    area.discard(OWNER, token)


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b'{"size": 1}', b"\xff"])
def test_a_note_damaged_on_the_disk_makes_its_file_gone(area: StagingArea, note: bytes) -> None:
    token = stage(area)
    area.path_of(OWNER, token, NOON).with_suffix(".json").write_bytes(note)

    assert area.waiting(OWNER, NOON) == []
    with pytest.raises(NotFound, match=GONE):
        area.find(OWNER, token, NOON)
