"""What did not come by a form waits for longer, under a token that is given; what is only read lies there meanwhile."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.domain.errors import NotFound
from tracker.storage import Owner, StagingArea
from tracker.storage.passing import passing

NOON = datetime(2026, 12, 4, 12, tzinfo=UTC)
OWNER = Owner("center", "1/certificates")
TOKEN = "abcdefghijklmnopqrstuv"
TWO_WEEKS = timedelta(days=14)


@pytest.fixture
def area(tmp_path: Path) -> StagingArea:
    return StagingArea(tmp_path / "staging")


def mailed(area: StagingArea, content: bytes = b"certificate") -> None:
    area.stage(OWNER, io.BytesIO(content), "scan.pdf", NOON, token=TOKEN, kept_for=TWO_WEEKS)


def test_it_stays_for_its_time_with_what_was_read_and_no_longer(area: StagingArea) -> None:
    mailed(area)
    area.keep_beside(OWNER, TOKEN, b"read", NOON)
    almost = NOON + TWO_WEEKS - timedelta(seconds=1)
    assert area.sweep(almost) == 0
    assert area.path_of(OWNER, TOKEN, almost).read_bytes() == b"certificate"
    assert area.beside(OWNER, TOKEN, almost) == b"read"
    with pytest.raises(NotFound):
        area.find(OWNER, TOKEN, NOON + TWO_WEEKS)
    assert area.sweep(NOON + TWO_WEEKS + timedelta(seconds=1)) == 1


def test_put_there_again_it_is_there_once(area: StagingArea) -> None:
    mailed(area)
    mailed(area)
    assert [each.token for each in area.waiting(OWNER, NOON)] == [TOKEN]


def test_a_note_from_before_there_were_longer_stays_lasts_a_day(area: StagingArea, tmp_path: Path) -> None:
    mailed(area)
    (note,) = (tmp_path / "staging").glob("waiting/*/*.json")
    note.write_text(note.read_text().replace(f', "until": "{(NOON + TWO_WEEKS).isoformat()}"', ""))
    assert area.find(OWNER, TOKEN, NOON).until == NOON + timedelta(days=1)


def test_what_is_only_read_is_gone_after_it_and_after_a_kill_with_the_sweep(area: StagingArea, tmp_path: Path) -> None:
    with passing(tmp_path / "staging") as file:
        file.write(b"a longer head")
        with file.rewritten() as into:
            into.write(b"whole")
        assert file.path.read_bytes() == b"whole"
        assert file.path.stat().st_mode & 0o077 == 0
        left = file.path.with_name("passing-left")
        left.write_bytes(file.path.read_bytes())
    assert not file.path.exists()
    area.sweep(datetime.now(UTC) + timedelta(days=2))
    assert not left.exists()
