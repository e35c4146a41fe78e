"""An installation of the test's own, and its commands typed in it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.application import make_app
from tests.factories import CenterWorld, begin_center
from tracker.db import db
from tracker.services import background, installation


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit code."""

    code: int
    text: str

    @property
    def data(self) -> Any:
        """What it printed for programs."""
        return json.loads(self.text)


Run = Callable[..., Answer]


def runner(app: Flask) -> Run:
    """Return what runs a command of an application as the shell does; a fault of ours is raised, not printed."""

    def run(*words: object) -> Answer:
        result = app.test_cli_runner().invoke(args=[str(word) for word in words])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.output)

    return run


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of the test's own installation."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def own_app(empty_database_url: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """An application over a database and a folder that no other test sees; nothing is in them."""
    # A process serves one installation: the one that other tests share is put back afterwards.
    monkeypatch.setattr(installation, "_current", installation._current)
    monkeypatch.setattr(background, "_nudge", background._nudge)
    made = make_app(empty_database_url, data)
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def run(own_app: Flask) -> Run:
    """Run a command of the test's own installation."""
    return runner(own_app)


@pytest.fixture
def own_center(own_app: Flask, run: Run) -> CenterWorld:
    """The only center of the test's own installation."""
    assert run("init").code == 0
    return begin_center(own_app)
