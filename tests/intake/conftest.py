"""A file on disk from its bytes."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def on_disk(tmp_path: Path) -> Callable[[bytes], Path]:
    """Write bytes to a file with a name that tells nothing."""

    def write(content: bytes) -> Path:
        path = tmp_path / "upload"
        path.write_bytes(content)
        return path

    return write
