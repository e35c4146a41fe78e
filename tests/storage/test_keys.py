"""A key is made once: whole or not at all, for its owner alone, and whoever comes second keeps the first one's."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tracker.storage import keys

AT_ONCE = 8


def test_of_many_who_make_a_key_at_the_same_moment_all_use_one(tmp_path: Path) -> None:
    file, together = tmp_path / "keys" / "secret", Barrier(AT_ONCE)

    def make(number: int) -> bytes:
        def made() -> bytes:
            together.wait(timeout=30)  # each has seen that there is none
            return f"key {number}".encode()

        keys.make_once(file, made)
        return file.read_bytes()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        used = set(pool.map(make, range(AT_ONCE)))
    assert used == {file.read_bytes()}
    assert [each.name for each in file.parent.iterdir()] == ["secret"]


def test_a_key_is_its_owners_alone_and_is_not_made_again(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "secret"
    keys.make_once(file, lambda: b"the first")
    keys.make_once(file, lambda: b"another")
    assert file.read_bytes() == b"the first"
    assert (file.stat().st_mode & 0o077, file.parent.stat().st_mode & 0o077) == (0, 0)


def test_a_disk_that_fails_leaves_no_half_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "keys" / "secret"

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    for call in ("write", "fsync", "link"):
        with monkeypatch.context() as broken:
            broken.setattr(os, call, full)
            with pytest.raises(OSError, match="No space"):
                keys.make_once(file, lambda: b"a key")
        assert not file.exists()
    keys.make_once(file, lambda: b"a key")
    assert [each.name for each in file.parent.iterdir()] == ["secret"]
