"""Machines of a test's own: each a folder, a database and commands, run as a new process of it would."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.cli.conftest import Answer, runner
from tests.factories import CenterWorld, begin_center
from tests.services.files import attached
from tracker.app import create_app
from tracker.config import load_settings
from tracker.db import Base, db
from tracker.db.tenancy import everywhere
from tracker.services import background, installation


@dataclass
class Machine:
    """A machine with an installation, or an empty one. Nothing is shared with another but what is copied over."""

    data: Path
    settings: dict[str, str]
    model: "Model | None" = None
    apps: list[Flask] = field(default_factory=list)

    def start(self, **settings: str) -> Flask:
        """Load the application as a process of this machine would, keys and all."""
        made = create_app(load_settings({**self.settings, **settings}))
        self.apps.append(made)
        return made

    def run(self, *words: object, **settings: str) -> Answer:
        """Run a command in a process of its own, as it were."""
        return runner(self.start(**settings))(*words)

    def with_center(self) -> CenterWorld:
        """Make it ready, with a center, its director, and a completion with its certificate."""
        if self.model and not self.data.exists():
            return self.model.copied_to(self)
        assert self.run("init").code == 0
        center = begin_center(self.start()).invented()
        attached(center, center.completion())
        return center

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Work inside its application, across centers."""
        with self.start().app_context(), everywhere(db.session()):
            yield

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return all that its database holds."""
        with self.inside():
            tables = Base.metadata.sorted_tables
            return {table.name: sorted(map(tuple, db.session.execute(sa.select(table))), key=repr) for table in tables}

    def files(self) -> dict[str, bytes]:
        """Return its evidence files by name."""
        return {path.name: path.read_bytes() for path in (self.data / "evidence" / "objects").glob("*/*/*")}

    def let_go(self) -> None:
        """Close every connection."""
        for app in self.apps:
            with app.app_context():
                db.session.remove()
                db.engine.dispose()


class Model:
    """A machine that is made ready once in each worker, for others to be copies of it: making one takes a second."""

    def __init__(self, folder: Path) -> None:
        """Lie in a folder, once it is asked for."""
        self._data = folder / "model"
        self._center: CenterWorld | None = None

    def copied_to(self, machine: Machine) -> CenterWorld:
        """Make a machine a copy of this one, its keys too; return the center there."""
        if self._center is None:
            made = Machine(self._data, _settings(self._data))
            self._center = made.with_center()
            made.let_go()
        copytree(self._data, machine.data)
        return replace(self._center, app=machine.start())


@cache
def _model_in(folder: Path) -> Model:
    return Model(folder)


NewMachine = Callable[..., Machine]


def _settings(data: Path) -> dict[str, str]:
    return {"TRACKER_ENV": "testing", "TRACKER_DATA": str(data), "BASE_URL": "http://localhost"}


@pytest.fixture
def new_machine(
    new_database: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[NewMachine]:
    """Make an empty machine at each call, with settings of its own, on the chosen kind of database."""
    yield from _machines(tmp_path, monkeypatch, new_database)


@pytest.fixture
def new_sqlite_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewMachine]:
    """Make an empty machine at each call, for what does not depend on the kind of database."""
    yield from _machines(tmp_path, monkeypatch, str, _model_in(tmp_path_factory.getbasetemp()))


def _machines(
    folder: Path, monkeypatch: pytest.MonkeyPatch, new_database: Callable[[], str], model: Model | None = None
) -> Iterator[NewMachine]:
    # A process serves one installation: the one that other tests share is put back afterwards.
    monkeypatch.setattr(installation, "_current", installation._current)
    monkeypatch.setattr(background, "_nudge", background._nudge)
    made: list[Machine] = []

    def make(**settings: str) -> Machine:
        url, data = new_database(), folder / f"machine-{len(made)}-{secrets.token_hex(2)}"
        # On SQLite it lies in the folder, as people have it.
        database = {"DATABASE_URL": url} if url.startswith("postgresql") else {}
        # Two copies would be one installation, and settings may change what making it ready leaves.
        is_copied = not made and not settings
        made.append(Machine(data, {**_settings(data), **database, **settings}, model if is_copied else None))
        return made[-1]

    yield make
    for machine in made:
        machine.let_go()
