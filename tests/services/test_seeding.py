"""Seeded centers: every table has rows, the same seed makes the same, and everybody listed can sign in."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyotp
import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.application import make_app
from tests.pages.forms import submit
from tests.statements import counted
from tests.tables import make_tables
from tracker.db import Base, db
from tracker.db.tenancy import everywhere, put_in_force
from tracker.domain.errors import Conflict
from tracker.models import Completion
from tracker.services import history, inspection, seeding
from tracker.services.seeding import Filled

NOW = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
PEOPLE, COMPLETIONS = 6, 5
# What is drawn by chance anew in each run: ids of rows that use cases make, secrets, and what rests on them.
# Taken from the clock where the row is written.
CLOCKS = {
    "event.recorded_at",
    "leave.recorded_at",
    "person.recorded_at",
    "role_term.recorded_at",
    "earlier_state.held_until",
}
RANDOM = {
    "code_digest",
    "credential_id",
    "digest",
    "key",
    "password_hash",
    "previous",
    "public_id",
    "public_key",
    "sealed_secret",
    "subject",
    "subject_id",
    "token_digest",
}


def filled(app: Flask, seed: int = 7, centers: int = 2, completions: int = COMPLETIONS) -> Filled:
    with app.app_context():
        return seeding.fill(centers, seed, PEOPLE, completions, NOW)


@pytest.fixture
def new_app(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Flask]]:
    """Make an empty installation at each call."""
    made: list[Flask] = []

    def make() -> Flask:
        made.append(make_app(new_database(), Path(tmp_path_factory.mktemp("seeded"))))
        with made[-1].app_context():
            make_tables()
        return made[-1]

    yield make
    for app in made:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def empty_app(empty_database_url: str, new_app: Callable[[], Flask]) -> Flask:
    """An empty installation; asks for a database, so that PostgreSQL meets these tests too."""
    return new_app()


def rows_by_table(app: Flask) -> dict[str, int]:
    with app.app_context(), db.engine.connect() as connection:
        _see_everything(connection)
        return {
            table.name: connection.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }


def content(app: Flask) -> dict[str, list[Any]]:
    found = {}
    with app.app_context(), db.engine.connect() as connection:
        _see_everything(connection)
        for table in Base.metadata.sorted_tables:
            columns = [column for column in table.columns if column.name not in RANDOM and str(column) not in CLOCKS]
            found[table.name] = sorted(map(repr, connection.execute(select(*columns))))
    return found


def _see_everything(connection: Any) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT set_config('tracker.center', '*', false)")


def test_every_table_has_rows(empty_app: Flask) -> None:
    filled(empty_app)
    empty = [name for name, count in rows_by_table(empty_app).items() if count == 0]
    assert empty == [], f"Give these tables a row in tracker/services/seeding/: {empty}"


def test_the_same_seed_makes_the_same_and_another_seed_makes_other_content(
    empty_app: Flask, new_app: Callable[[], Flask]
) -> None:
    again, other = new_app(), new_app()
    for app, seed in ((empty_app, 7), (again, 7), (other, 8)):
        filled(app, seed)
    assert content(empty_app) == content(again)
    for table in ("person", "completion", "role_term"):
        assert content(empty_app)[table] != content(other)[table]


def test_it_makes_as_much_as_was_asked_for(empty_app: Flask) -> None:
    made = filled(empty_app, centers=3)
    assert (made.centers, made.people, made.completions) == (3, 3 * PEOPLE, 3 * PEOPLE * COMPLETIONS)
    found = rows_by_table(empty_app)
    assert (found["center"], found["completion"]) == (3, 3 * PEOPLE * COMPLETIONS)
    assert found["person"] == 3 * (PEOPLE + 1), "each center has its director besides"


def test_what_was_decided_says_by_whom_and_when(empty_app: Flask) -> None:
    """As only reviews write it: a page that shows a decision relies on both."""
    filled(empty_app, completions=30)
    with empty_app.app_context(), everywhere(db.session()):
        rows = db.session.execute(select(Completion.state, Completion.decided_by, Completion.decided_at)).all()
    assert {state: {(by is None, at is None) for name, by, at in rows if name == state} for state, _, _ in rows} == {
        "accepted": {(False, False)},
        "returned": {(False, False)},
        "submitted": {(True, True)},
        "draft": {(True, True)},
    }


def test_centers_without_completions_can_be_made(empty_app: Flask) -> None:
    assert filled(empty_app, completions=0).completions == 0


def test_a_seed_that_was_used_is_refused_in_words_and_another_adds_to_what_is_there(empty_app: Flask) -> None:
    filled(empty_app, 7)
    before = rows_by_table(empty_app)
    with pytest.raises(Conflict, match="Seed 7 was used in this installation before"):
        filled(empty_app, 7)
    assert rows_by_table(empty_app) == before
    filled(empty_app, 8)
    assert rows_by_table(empty_app)["center"] == before["center"] + 2


def test_a_seeded_installation_passes_its_own_checks(empty_app: Flask) -> None:
    filled(empty_app)
    with empty_app.app_context():
        assert [*inspection.database_problems(), *inspection.history_problems(), *inspection.file_problems()] == []


def test_more_people_and_completions_take_no_more_statements(empty_app: Flask) -> None:
    with empty_app.app_context():
        with counted() as few:
            seeding.fill(1, 1, 4, 3, NOW)
        with counted() as many:
            seeding.fill(1, 2, 40, 30, NOW)
    assert len(many) <= len(few) + 2, "rows go in by tables, not one by one"


def test_everybody_listed_as_json_can_sign_in(empty_app: Flask) -> None:
    asked = ["seed", "--centers", "2", "--seed", "7", "--people", "4", "--completions", "3", "--json"]
    answer = empty_app.test_cli_runner().invoke(args=asked)
    assert answer.exit_code == 0, answer.output
    logins = json.loads(answer.output)["logins"]
    assert [login["role"] for login in logins] == ["administrator"] + ["director", "staff", "deputy"] * 2
    for login in logins[:4]:
        client = empty_app.test_client()
        answer = submit(client, "/sign-in", email=login["email"], password=login["password"])
        assert answer.status_code == 303
        if login["role"] == "administrator":
            answer = submit(client, answer.location, code=pyotp.TOTP(login["totp_secret"]).now())
            assert answer.status_code == 303
            assert answer.location == "/"
            assert client.get("/installation").location is None
        if login["center"]:
            assert client.get(f"/c/{login['center']}/my-training").status_code == 200


def test_the_command_says_in_words_why_a_seed_is_refused(empty_app: Flask) -> None:
    runner, asked = empty_app.test_cli_runner(), ["seed", "--centers", "1", "--people", "2", "--completions", "1"]
    assert "1 centers, 2 people, 2 completions." in runner.invoke(args=asked).output
    refused = runner.invoke(args=asked)
    assert (refused.exit_code, refused.output.count("\n")) == (1, 1)
    assert "Choose another number with --seed" in refused.output


def test_a_line_of_history_says_that_a_center_was_seeded(empty_app: Flask) -> None:
    filled(empty_app, centers=1)
    with empty_app.app_context():
        put_in_force(db.session(), 1)
        assert history.lines()[0].action == "seed"
