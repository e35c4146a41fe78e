"""An application over a database of the test's own, brought to head by the migrations."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.installations import own_installation
from tracker.services import background


@pytest.fixture
def migrated(empty_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """An application at head, its context open."""
    monkeypatch.setattr(background, "_nudge", background._nudge)
    with own_installation(empty_database_url, tmp_path) as app, app.app_context():
        yield app
