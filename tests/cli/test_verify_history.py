"""`verify-history`: a chain that was touched is found, with its center and line; a whole one is said to be whole."""

import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.cli.conftest import Run
from tests.factories import CenterWorld, begin_center
from tests.services.forging import use_another_key
from tracker.db import db
from tracker.models import HistoryEntry
from tracker.services import history
from tracker.services.history_chain import ANOTHER_KEY

TOUCHED = {
    "an edit": sa.update(HistoryEntry).where(HistoryEntry.number == 2).values(reason="As it never was"),
    "a deletion": sa.delete(HistoryEntry).where(HistoryEntry.number == 2),
    "a cut tail": sa.delete(HistoryEntry).where(HistoryEntry.number > 2),
}


def test_a_whole_history_is_said_to_be_whole(run: Run, own_center: CenterWorld) -> None:
    answer = run("verify-history")
    assert (answer.code, answer.text.strip()) == (0, "The history is whole.")
    assert run("verify-history", "--json").data == {"checked": "history", "whole": True, "problems": []}


@pytest.mark.parametrize("touch", TOUCHED.values(), ids=list(TOUCHED))
def test_what_was_touched_is_named_with_its_center_and_ends_in_failure(
    run: Run, own_center: CenterWorld, touch: sa.Executable
) -> None:
    actor = own_center.actor()
    with own_center.working():
        for number in range(3):
            history.append(actor, "change", "person", f"someone{number}")
    with own_center.working():
        db.session.execute(touch)
    answer = run("verify-history", "--json")
    assert answer.code == 1
    assert not answer.data["whole"]
    assert all(problem.startswith(f"Center {own_center.public_id}: ") for problem in answer.data["problems"])
    assert run("verify-history").code == 1
    assert run("check").code == 1


@pytest.mark.parametrize("command", ["verify-history", "check"])
def test_a_wrong_key_is_said_once_however_many_lines_and_centers_there_are(
    own_app: Flask, run: Run, own_center: CenterWorld, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    one = f"Center {own_center.public_id}: {ANOTHER_KEY}"
    with monkeypatch.context() as only_here:
        use_another_key(only_here)
        assert run(command, "--json").data["problems"] == [one]
    other = begin_center(own_app)
    use_another_key(monkeypatch)
    assert run(command, "--json").data["problems"] == [f"Every center: {ANOTHER_KEY}"]
    answer = run(command)
    assert answer.code == 1
    assert answer.text.count("written under another key") == 1
    with other.working():
        history.append(other.actor(), "change", "person", "someone")
    found = run(command, "--json").data["problems"]
    assert found[0] == one
    assert len(found) > 2


def test_a_head_that_was_printed_is_held_against_the_history(run: Run, own_center: CenterWorld) -> None:
    head = history_end(own_center)
    assert run("verify-history", "--expect", head).text.strip() == "The history is whole."
    center, number, digest = head.split(":")
    earlier = f"{center}:{int(number) + 1}:{digest}"
    answer = run("verify-history", "--json", "--expect", head, "--expect", earlier)
    assert answer.code == 1
    (problem,) = answer.data["problems"]
    assert problem.startswith(f"Center {center}: Line {int(number) + 1} was written down outside and is not there")


def test_the_head_of_a_center_that_is_gone_is_missed(run: Run, own_center: CenterWorld) -> None:
    answer = run("verify-history", "--expect", f"{'2' * 20}:1:{'0' * 16}")
    assert (answer.code, answer.text.strip()) == (
        1,
        f"Center {'2' * 20}: its history was written down outside, and it is not there.",
    )


@pytest.mark.parametrize("head", ["", "x", "a:b:c", f"{'2' * 20}:0:{'0' * 16}", f"{'2' * 20}:1:{'0' * 15}"])
def test_what_is_no_head_is_refused_with_how_to_write_one(run: Run, own_center: CenterWorld, head: str) -> None:
    answer = run("verify-history", "--expect", head)
    assert answer.code == 1
    assert "is no head of history. Write CENTER:NUMBER:DIGEST" in answer.text


def test_lines_of_no_center_are_found(run: Run, own_center: CenterWorld) -> None:
    """What is left where somebody took a center's row away, on a database that let them."""
    with own_center.app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("PostgreSQL does not let a row go that others point at")
        db.session.remove()
        with closing(sqlite3.connect(str(db.engine.url.database))) as connection, connection:
            connection.execute("DELETE FROM center")
    answer = run("verify-history")
    assert "lines name a center" in answer.text
    assert answer.code == 1


def history_end(center: CenterWorld) -> str:
    with center.app.app_context():
        head = history.head(center.center_id)
    return f"{center.public_id}:{head.number}:{head.digest}"
