"""A file on disk from its bytes, and queues of the test's own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tracker.intake import turn


@pytest.fixture(autouse=True)
def own_queues(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand in queues that no other test stands in."""
    monkeypatch.setattr(turn, "_folders", dict(turn._folders))
    turn.stand_in(
        uploads=tmp_path_factory.mktemp("uploads"),
        packets=tmp_path_factory.mktemp("packets"),
        photos=tmp_path_factory.mktemp("photos"),
    )
    yield


@pytest.fixture
def on_disk(tmp_path: Path) -> Callable[[bytes], Path]:
    """Write bytes to a file with a name that tells nothing."""

    def write(content: bytes) -> Path:
        path = tmp_path / "upload"
        path.write_bytes(content)
        return path

    return write
