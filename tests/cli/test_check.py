"""`check`: what is wrong with database, files or history is named once and ends in failure."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.cli.conftest import Run
from tests.factories import CenterWorld, begin_center
from tests.services.files import attached, row_of
from tracker.db import db
from tracker.models import Evidence, HistoryEntry, Person
from tracker.services import installation
from tracker.services.inspection import NOT_COMPARED, UNREADABLE
from tracker.storage import EvidenceStore

ABSENT = "0" * 64


@pytest.fixture
def evidence(own_center: CenterWorld) -> str:
    """The digest of a file that a completion of the center rests on."""
    public_id = attached(own_center.invented(), own_center.completion())
    return str(row_of(own_center, public_id, Evidence).sha256)


def store() -> EvidenceStore:
    return EvidenceStore(installation.current().evidence)


def problems(run: Run) -> list[str]:
    """Return what is wrong; both ways of asking must agree."""
    answer, plain = run("check", "--json"), run("check")
    found: list[str] = answer.data["problems"]
    notes = answer.data["notes"]
    assert answer.data == {"checked": "installation", "whole": not found, "problems": found, "notes": notes}
    assert answer.code == plain.code == (1 if found else 0)
    lines = [f"Note: {note}" for note in notes]
    assert plain.text.splitlines() == [*(found or ["The installation is whole."]), *lines]
    return found


def test_a_whole_installation_is_said_to_be_whole(run: Run, evidence: str) -> None:
    assert problems(run) == []


def test_an_installation_with_nobody_in_it_is_whole(run: Run) -> None:
    run("init")
    assert problems(run) == []


def test_a_database_without_its_tables_is_a_problem_and_no_fault(run: Run) -> None:
    assert problems(run) == [UNREADABLE]


def test_a_damaged_database_is_a_problem_and_no_fault(own_app: Flask, run: Run, own_center: CenterWorld) -> None:
    with own_app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("PostgreSQL keeps its own files")
        file = Path(str(db.engine.url.database))
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
        db.engine.dispose()
    content = file.read_bytes()
    file.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    assert problems(run) != []


def _declare_digest(connection: sa.Connection, old: str, new: str) -> None:
    """Change how SQLite has a column in its catalog, and nothing that is in it."""
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'evidence'", (f"sha256 {old}", f"sha256 {new}")
    )
    connection.exec_driver_sql("PRAGMA writable_schema=RESET")


def test_a_column_that_lost_what_it_must_hold_is_a_problem_and_no_fault(
    own_app: Flask, run: Run, evidence: str
) -> None:
    with own_app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("PostgreSQL never lets go of what a column must hold")
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            _declare_digest(connection, "VARCHAR(64) NOT NULL", "VARCHAR(64)")
            connection.exec_driver_sql("UPDATE evidence SET sha256 = NULL")
            _declare_digest(connection, "VARCHAR(64)", "VARCHAR(64) NOT NULL")
            connection.exec_driver_sql("BEGIN")
        db.engine.dispose()
    found = problems(run)
    assert "Database: NULL value in evidence.sha256" in found
    assert found[-1] == NOT_COMPARED


def test_a_missing_file_is_named_by_its_digest(run: Run, evidence: str) -> None:
    store().path_of(evidence).unlink()
    assert problems(run) == [f"File {evidence}: a record names it, and it is not there."]


@pytest.mark.parametrize("change", ["a flipped bit", "a cut end", "nothing left"])
def test_a_changed_file_is_named_by_its_digest(run: Run, evidence: str, change: str) -> None:
    path = store().path_of(evidence)
    content = path.read_bytes()
    changed = {
        "a flipped bit": bytes([content[0] ^ 1]) + content[1:],
        "a cut end": content[:-1],
        "nothing left": b"",
    }[change]
    path.chmod(0o600)
    path.write_bytes(changed)
    assert problems(run) == [f"File {evidence}: its content is not what it was."]


def test_a_file_that_cannot_be_opened_is_a_problem_and_no_fault(run: Run, evidence: str) -> None:
    """Such as a link put in its place: it is not followed."""
    path = store().path_of(evidence)
    copy = path.with_name("elsewhere")
    path.rename(copy)
    path.symlink_to(copy)
    assert problems(run) == [f"File {evidence}: it cannot be read."]


def test_a_file_of_two_records_is_named_once(own_app: Flask, run: Run, own_center: CenterWorld, evidence: str) -> None:
    attached(own_center, own_center.completion())
    store().path_of(evidence).unlink()
    assert len(problems(run)) == 1


def test_every_center_is_looked_at(own_app: Flask, run: Run, own_center: CenterWorld) -> None:
    second = begin_center(own_app)
    for center in (own_center, second):
        with center.working():
            db.session.execute(sa.update(HistoryEntry).where(HistoryEntry.number == 1).values(reason="Never said"))
    assert problems(run) == [
        f"Center {center.public_id}: Line 1 was changed, or written without the key." for center in (own_center, second)
    ]


def test_a_row_that_points_nowhere_is_named(own_app: Flask, run: Run, own_center: CenterWorld) -> None:
    with own_app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("PostgreSQL never lets go of its foreign keys")
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("UPDATE role_term SET person_id = 999")
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.exec_driver_sql("BEGIN")
    found = problems(run)
    director = own_center.public_id_of(Person, own_center.director_person)
    assert set(found) == {
        "Database: a row of role_term points at a row of person that is not there.",
        f"Person {director}: the role executive director that the history tells of is not there.",
    }


def test_problems_of_every_kind_are_told_together(run: Run, own_center: CenterWorld, evidence: str) -> None:
    store().path_of(evidence).unlink()
    with own_center.working():
        db.session.execute(sa.delete(HistoryEntry).where(HistoryEntry.number == 2))
    found: list[Any] = problems(run)
    assert any(problem.startswith("File ") for problem in found)
    assert any("Line 2 is missing" in problem for problem in found)
