"""Drawn pieces: each center has its own, what is forgotten does not come back, and there is a bound to all of them."""

import errno
import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from tracker.storage.drawn_pieces import DrawnPieces
from tracker.storage.failures import StorageFailed

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OURS, THEIRS = "bcdfgh", "jkmnpq"


@pytest.fixture
def pieces(tmp_path: Path) -> DrawnPieces:
    """An empty place for pieces."""
    return DrawnPieces(tmp_path / "pieces", most=1000)


def drawn(folder: Path, *texts: str) -> list[str]:
    """Lay pieces of 100 bytes into a folder; return their names."""
    folder.mkdir(exist_ok=True)
    names = [sha256(text.encode()).hexdigest() for text in texts]
    for name in names:
        (folder / name).write_bytes(bytes(100))
    return names


def put(pieces: DrawnPieces, center: str, workdir: Path, *texts: str) -> Path:
    """Keep pieces for a center; return where."""
    generation = pieces.generation_of(center)
    assert generation
    drawn(workdir, *texts)
    pieces.keep(generation, workdir)
    return generation


def lying(generation: Path) -> set[str]:
    """Return the names of what lies in a folder."""
    return {path.name for path in generation.iterdir()}


def test_what_is_kept_is_found_by_the_next_packet_of_the_center(pieces: DrawnPieces, tmp_path: Path) -> None:
    generation = put(pieces, OURS, tmp_path / "drawn", "one", "two")
    assert pieces.generation_of(OURS) == generation
    assert len(lying(generation)) == 2
    assert lying(tmp_path / "drawn") == set()


def test_another_center_is_given_another_folder(pieces: DrawnPieces, tmp_path: Path) -> None:
    ours, theirs = put(pieces, OURS, tmp_path / "drawn", "one"), put(pieces, THEIRS, tmp_path / "drawn", "two")
    assert ours != theirs
    assert lying(ours).isdisjoint(lying(theirs))


def test_nobody_else_on_the_machine_may_look_in(pieces: DrawnPieces) -> None:
    generation = pieces.generation_of(OURS)
    assert generation
    assert [folder.stat().st_mode & 0o777 for folder in (generation, generation.parent)] == [0o700, 0o700]


@pytest.mark.parametrize("center", ["", "..", "a/b", "A", "a" * 41])
def test_what_is_no_public_id_names_no_folder(pieces: DrawnPieces, center: str) -> None:
    with pytest.raises(ValueError, match="no public id"):
        pieces.generation_of(center)


def test_only_pieces_are_put_there(pieces: DrawnPieces, tmp_path: Path) -> None:
    (tmp_path / "drawn").mkdir()
    (tmp_path / "drawn" / "packet.pdf").write_bytes(b"%PDF")
    assert lying(put(pieces, OURS, tmp_path / "drawn")) == set()


def test_a_forgotten_center_loses_all_and_no_other_does(pieces: DrawnPieces, tmp_path: Path) -> None:
    ours, theirs = put(pieces, OURS, tmp_path / "drawn", "one"), put(pieces, THEIRS, tmp_path / "drawn", "two")
    pieces.forget(OURS)
    assert not ours.exists()
    assert len(lying(theirs)) == 1
    assert [folder.name for folder in (tmp_path / "pieces").iterdir()] == [THEIRS]
    pieces.forget(OURS)


def test_who_was_drawing_while_it_was_forgotten_brings_nothing_back(pieces: DrawnPieces, tmp_path: Path) -> None:
    earlier = put(pieces, OURS, tmp_path / "drawn", "one")
    drawn(tmp_path / "drawn", "two")
    pieces.forget(OURS)
    now = pieces.generation_of(OURS)
    pieces.keep(earlier, tmp_path / "drawn")
    assert now
    assert not earlier.exists()
    assert lying(now) == set()


def test_who_died_while_forgetting_is_finished_by_the_next_clean_up(
    pieces: DrawnPieces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = put(pieces, OURS, tmp_path / "drawn", "one")
    with monkeypatch.context() as patch:
        patch.setattr(pieces, "_take_away", lambda: None)
        pieces.forget(OURS)
    assert not earlier.exists()
    assert lying(tmp_path / "pieces") != set()
    assert pieces.sweep(NOW) == 0
    assert lying(tmp_path / "pieces") == set()


def test_what_was_not_used_for_long_goes(pieces: DrawnPieces, tmp_path: Path) -> None:
    generation = put(pieces, OURS, tmp_path / "drawn", "old", "young")
    old, young = (generation / sha256(text.encode()).hexdigest() for text in ("old", "young"))
    for path, age in ((old, 31), (young, 29)):
        moment = (NOW - timedelta(days=age)).timestamp()
        os.utime(path, (moment, moment))
    before = NOW - timedelta(days=30)
    assert pieces.sweep(before, dry_run=True) == 1
    assert old.exists()
    assert pieces.sweep(before) == 1
    assert lying(generation) == {young.name}
    assert pieces.sweep(before) == 0


def test_beyond_the_bound_what_was_used_longest_ago_goes_first(pieces: DrawnPieces, tmp_path: Path) -> None:
    texts = [str(number) for number in range(12)]
    generations = [put(pieces, center, tmp_path / "drawn", *texts) for center in (OURS, THEIRS)]
    for number, text in enumerate(texts):
        for place, generation in enumerate(generations):
            moment = NOW.timestamp() + 2 * number + place
            os.utime(generation / sha256(text.encode()).hexdigest(), (moment, moment))
    assert pieces.sweep(NOW - timedelta(days=1)) == 14
    newest = {sha256(text.encode()).hexdigest() for text in texts[-5:]}
    assert [lying(generation) for generation in generations] == [newest, newest]


def test_a_disk_that_fails_costs_time_and_no_packet(
    pieces: DrawnPieces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation = pieces.generation_of(OURS)
    assert generation
    drawn(tmp_path / "drawn", "one")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        patch.setattr(os, "mkdir", full)
        patch.setattr(Path, "mkdir", full)
        pieces.keep(generation, tmp_path / "drawn")
        assert pieces.generation_of(THEIRS) is None
    assert lying(generation) == set()


def test_a_disk_that_does_not_let_go_is_told(pieces: DrawnPieces, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pieces.generation_of(OURS)

    def stuck(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "rename", stuck)
    with pytest.raises(StorageFailed):
        pieces.forget(OURS)
