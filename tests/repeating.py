"""Which test made which statement: so that PostgreSQL meets each of them, without every test running twice.

On SQLite, `--statements DIR` keeps in a file for each worker which shapes of statements each test made, and how long it
took. On PostgreSQL the same option leaves out whoever makes no statement that the kept ones do not make already. Kept
always are the tests in WHOLE, whose subject is the database itself, those that write from several threads, since what
waits for what differs most between databases, and those that no run on SQLite has told of.
"""

import json
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

WHOLE = ("tests/db/", "tests/migrations/", "tests/storage/", "tests/cli/", "tests/services/backup/")
# How many values a list holds, and how many rows an insert writes, makes no other statement.
_VALUES, _ROWS = re.compile(r"\?(?:, \?)*"), re.compile(r"\(…\)(?:, \(…\))*")


@dataclass(slots=True)
class Made:
    """What a test made: digests of its statements, its seconds, and whether several threads made them."""

    statements: set[str] = field(default_factory=set)
    seconds: float = 0.0
    at_once: bool = False


def shape_of(statement: str) -> str:
    """Return a digest of a statement that is the same however many values it lists."""
    return sha256(_ROWS.sub("(…)", _VALUES.sub("…", statement)).encode()).hexdigest()[:16]


def chosen(made: Mapping[str, Made]) -> set[str]:
    """Return tests that together make every statement: first the quickest for what nobody before them made.

    A greedy cover: what a test adds can only shrink, so whoever is looked at again and still leads is the best.
    """
    kept = {test for test, each in made.items() if each.at_once}
    met: set[str] = set().union(*(made[test].statements for test in kept))
    waiting = [(_cost(each, met), test) for test, each in made.items() if each.statements - met]
    heapify(waiting)
    while waiting:
        _, test = heappop(waiting)
        if made[test].statements <= met:
            continue
        cost = _cost(made[test], met)
        if waiting and cost > waiting[0][0]:
            heappush(waiting, (cost, test))
            continue
        kept.add(test)
        met |= made[test].statements
    return kept


def _cost(each: Made, met: set[str]) -> float:
    """Return the seconds that a test takes for each statement it adds."""
    return (each.seconds + 0.01) / len(each.statements - met)


class Recorder:
    """Keeps what the tests of this process make, and writes it down at the end."""

    def __init__(self, folder: Path, worker: str) -> None:
        """Keep in a folder, under the worker's name."""
        self._file = folder / f"{worker}.json"
        self._made: dict[str, Made] = {}
        self._test: str | None = None

    def pytest_sessionstart(self) -> None:
        """Listen to every engine."""
        event.listen(Engine, "before_cursor_execute", self._note)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Know whose statements they are; what a shared fixture makes counts for whoever came first."""
        self._test = item.nodeid
        try:
            return (yield)
        finally:
            self._test = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up how long a test takes: setting up what others share counts for none."""
        if report.when == "call" and report.nodeid in self._made:
            self._made[report.nodeid].seconds += report.duration

    def pytest_sessionfinish(self) -> None:
        """Write down what was made."""
        event.remove(Engine, "before_cursor_execute", self._note)
        told = {test: [sorted(each.statements), each.seconds, each.at_once] for test, each in self._made.items()}
        self._file.write_text(json.dumps(told))

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        if self._test is None:
            return
        each = self._made.setdefault(self._test, Made())
        each.statements.add(shape_of(statement))
        each.at_once |= threading.current_thread() is not threading.main_thread()


def told_in(folder: Path) -> dict[str, Made]:
    """Return what the workers of a run on SQLite wrote into a folder."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise pytest.UsageError(f"{folder} holds nothing: run on SQLite with --statements {folder} first.")
    told = (pair for file in files for pair in json.loads(file.read_text()).items())
    return {test: Made(set(statements), seconds, at_once) for test, (statements, seconds, at_once) in told}


def worth_repeating(items: Iterable[pytest.Item], made: Mapping[str, Made]) -> set[str]:
    """Return which of the tests that can meet PostgreSQL are to do so; what only others make counts for nothing."""
    tests = {item.nodeid for item in items}
    always = {test for test in tests if test not in made or test.startswith(WHOLE)}
    return always | chosen({test: each for test, each in made.items() if test in tests})
