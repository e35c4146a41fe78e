"""What every test shares: which database it meets, and a network that reaches this machine only."""

import gc
from collections.abc import Callable
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from xdist.workermanage import WorkerController

from tests import repeating
from tests.application import app, browse, center, context, other_center, served  # noqa: F401 fixtures for all
from tests.postgres import PostgresServer, make_folder
from tracker.intake import photos

DATABASE_FIXTURES = {"database_url", "empty_database_url", "new_database"}
POSTGRES_FOLDER = pytest.StashKey[Path]()

# A busy machine is slow, not wrong.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run choose the database: `--database=postgresql` repeats the tests that touch one."""
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="the database the tests meet; with postgresql only the tests that touch a database run",
    )
    parser.addoption(
        "--statements",
        type=Path,
        metavar="DIR",
        help="a folder: on SQLite, note there which test makes which statement; on PostgreSQL, run enough to make each",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Settle where the run's PostgreSQL lives; a worker is told by the process that started it."""
    workerinput = getattr(config, "workerinput", None)
    config.stash[POSTGRES_FOLDER] = Path(workerinput["postgres_folder"]) if workerinput else make_folder()
    notes = config.getoption("--statements")
    if notes and config.getoption("--database") == "sqlite":
        config.pluginmanager.register(repeating.Recorder(notes, workerinput["workerid"] if workerinput else "alone"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: WorkerController) -> None:
    """Tell a pytest-xdist worker where the run's PostgreSQL lives."""
    node.workerinput["postgres_folder"] = str(node.config.stash[POSTGRES_FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the run's PostgreSQL, after the last worker is gone."""
    if POSTGRES_FOLDER in config.stash and not hasattr(config, "workerinput"):
        PostgresServer(config.stash[POSTGRES_FOLDER]).stop()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, keep the tests that touch a database and did not run there already; of these, those that add."""
    if config.getoption("--database") == "sqlite":
        return
    meeting = [item for item in items if _meets_chosen_database(item)]
    notes = config.getoption("--statements")
    wanted = repeating.worth_repeating(meeting, repeating.told_in(notes)) if notes else {i.nodeid for i in meeting}
    chosen: list[pytest.Item] = []
    others: list[pytest.Item] = []
    for item in items:
        part = chosen if item.nodeid in wanted else others
        part.append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = chosen


def pytest_collection_finish() -> None:
    """Let the collector leave what was loaded alone, and come seldom: it took an eighth of the time of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _meets_chosen_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & DATABASE_FIXTURES) and item.get_closest_marker("postgres") is None


@pytest.fixture(autouse=True)
def _photos(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read photos only in tests marked `photos`: two seconds of the processor for each, of which others say nothing."""
    if request.node.get_closest_marker("photos") is None:
        monkeypatch.setattr(photos, "are_read", lambda: False)


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> PostgresServer:
    """The run's PostgreSQL server, for tests marked `postgres`; started when its first database is made."""
    return PostgresServer(pytestconfig.stash[POSTGRES_FOLDER])


@pytest.fixture(scope="session")
def new_database(
    pytestconfig: pytest.Config,
    tmp_path_factory: pytest.TempPathFactory,
    postgres: PostgresServer,
    worker_id: str,
) -> Callable[[], str]:
    """Make an empty database of the chosen kind at each call; return its URL. About 0.1 s on PostgreSQL."""
    numbers = count(1)

    def make() -> str:
        name = f"tracker_{worker_id}_{next(numbers)}"
        if pytestconfig.getoption("--database") == "postgresql":
            return postgres.new_database(name)
        return f"sqlite:///{tmp_path_factory.mktemp('database') / name}.sqlite"

    return make


@pytest.fixture(scope="session")
def database_url(new_database: Callable[[], str]) -> str:
    """The worker's own database, shared by its tests: empty until a fixture makes the tables."""
    return new_database()


@pytest.fixture
def empty_database_url(new_database: Callable[[], str]) -> str:
    """A database of the test's own, with nothing in it."""
    return new_database()


@pytest.fixture
def postgres_url(postgres: PostgresServer, worker_id: str) -> str:
    """An empty PostgreSQL database of the test's own, whatever --database says; mark the test `postgres`."""
    return postgres.new_database(f"own_{worker_id}_{uuid4().hex}")
