"""Of the tests that touch a database, PostgreSQL repeats enough to meet every statement."""

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from tests.repeating import Made, Recorder, chosen, shape_of, told_in, worth_repeating

STATEMENTS = st.frozensets(st.sampled_from("abcdefgh"), max_size=5)
RUNS = st.dictionaries(
    st.text("xyz", min_size=1, max_size=4), st.tuples(STATEMENTS, st.floats(0, 9), st.booleans()), max_size=12
)


@given(RUNS)
def test_every_statement_is_met_by_a_test_that_is_kept_and_none_is_kept_for_nothing(
    run: dict[str, tuple[frozenset[str], float, bool]],
) -> None:
    made = {test: Made(set(statements), seconds, at_once) for test, (statements, seconds, at_once) in run.items()}
    kept = chosen(made)
    met = set().union(*(made[test].statements for test in kept))
    assert met == set().union(*(each.statements for each in made.values()))
    assert all(made[test].statements for test in kept if not made[test].at_once)
    assert len({test for test in kept if not made[test].at_once}) <= len(met)


def test_of_two_that_make_the_same_the_quicker_is_kept() -> None:
    made = {"slow": Made({"a", "b"}, 3.0), "quick": Made({"a", "b"}, 0.2), "part": Made({"a"}, 0.15)}
    assert chosen(made) == {"quick"}


def test_tests_of_the_database_of_several_threads_and_of_which_nothing_is_known_are_always_kept() -> None:
    items: list[Any] = [
        SimpleNamespace(nodeid=name)
        for name in ("tests/db/test_x.py::a", "tests/pages/test_x.py::b", "tests/pages/test_x.py::c", "new")
    ]
    known = {"tests/db/test_x.py::a": Made({"1"}, 9), "tests/pages/test_x.py::b": Made({"1"}, 1)}
    known["tests/pages/test_x.py::c"] = Made({"1"}, 2, at_once=True)
    assert worth_repeating(items, known) == {"tests/db/test_x.py::a", "tests/pages/test_x.py::c", "new"}


def test_a_statement_of_a_test_that_does_not_meet_postgresql_counts_for_nothing() -> None:
    items: list[Any] = [SimpleNamespace(nodeid="tests/pages/test_x.py::slow")]
    known = {"tests/pages/test_x.py::slow": Made({"1"}, 9), "tests/browser/test_x.py::quick": Made({"1"}, 1)}
    assert worth_repeating(items, known) == {"tests/pages/test_x.py::slow"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT a WHERE b IN (?, ?)", "SELECT a WHERE b IN (?, ?, ?, ?)"),
        ("INSERT INTO a VALUES (?, ?), (?, ?)", "INSERT INTO a VALUES (?, ?), (?, ?), (?, ?)"),
    ],
)
def test_how_many_values_it_lists_makes_no_other_statement(one: str, other: str) -> None:
    assert shape_of(one) == shape_of(other) != shape_of("SELECT a")


def test_what_a_test_made_is_written_down_and_read_again(tmp_path: Path) -> None:
    recorder, engine = Recorder(tmp_path, "gw0"), create_engine("sqlite://")

    def ask(question: str) -> None:
        with engine.connect() as connection:
            connection.execute(text(question))

    recorder.pytest_sessionstart()
    ask("SELECT 0")  # of no test
    for test, question in (("one", "SELECT 1"), ("two", "SELECT 2")):
        running = recorder.pytest_runtest_protocol(SimpleNamespace(nodeid=test))  # type: ignore[arg-type]
        next(running)
        ask(question)
        recorder.pytest_runtest_logreport(SimpleNamespace(when="call", nodeid=test, duration=2.5))  # type: ignore[arg-type]
        if test == "two":
            other = threading.Thread(target=ask, args=["SELECT 3"])
            other.start()
            other.join()
        with pytest.raises(StopIteration):
            next(running)
    recorder.pytest_sessionfinish()
    ask("SELECT 4")  # after the last
    assert told_in(tmp_path) == {
        "one": Made({shape_of("SELECT 1")}, 2.5),
        "two": Made({shape_of("SELECT 2"), shape_of("SELECT 3")}, 2.5, at_once=True),
    }


def test_a_folder_without_notes_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(pytest.UsageError, match="holds nothing: run on SQLite"):
        told_in(tmp_path)
