"""An application over a database of the test's own, brought to head by the migrations."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from tests.installations import own_installation
from tracker.services import background


@pytest.fixture
def bare(empty_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """An application without tables, its context open."""
    monkeypatch.setattr(background, "_nudge", background._nudge)
    with own_installation(empty_database_url, tmp_path, tables=False) as app, app.app_context():
        yield app


@pytest.fixture
def migrated(bare: Flask) -> Flask:
    """An application at head, brought there by the migrations."""
    upgrade()
    return bare
