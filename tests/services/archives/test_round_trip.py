"""A spreadsheet with its certificates comes in, goes, comes in again, is taken along and brought back: all is equal."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.machines import Machine, NewMachine, new_machine, new_sqlite_machine  # noqa: F401 fixtures
from tests.services.archives.moved import empty, files, taken, told
from tests.services.backup.test_restore import CHANGED, restored
from tests.services.imports.papers import BRAIN, outcomes, packed, pdf, read
from tests.services.imports.sheets import ANA, laid_out, saved, taken_back
from tracker.db import db
from tracker.models import Completion, Credit, Evidence, Import, Person
from tracker.services.imports import FileOutcome

HEADS = ("Name", "Training", "Date", "Hours", "CE credits")
ROWS = (
    (*ANA, "1.5 CE"),
    ("Reyes, Ana", "Éthics in Practice", "3/15/2024", "1:30", ""),
    ("Ana Reyes", "Peer support", "4/2/2024", "90 min", ""),
)
PACK = packed((BRAIN, pdf()), ("Ana Reyes/Peer support 2024-04-02.pdf", pdf(1)), ("scan.pdf", pdf(2)))


def record_of(center: CenterWorld) -> list[tuple[Any, ...]]:
    """Return each completion with its person, its credits and its files, but for numbers and moments of the making."""
    said = (Completion.title, Completion.completed_on, Completion.hours, Completion.state, Completion.grade)
    with center.working():
        rows = db.session.execute(
            select(Completion.id, Person.name, Completion.note, *said).join(Person, Person.id == Completion.person_id)
        ).all()
        return sorted((*row[1:], _of(Evidence, row.id), _of(Credit, row.id)) for row in rows)


def _of(model: type[Evidence] | type[Credit], completion: int) -> tuple[tuple[Any, ...], ...]:
    columns = (Evidence.sha256, Evidence.file_name) if model is Evidence else (Credit.body, Credit.amount)
    return tuple(sorted(map(tuple, db.session.execute(select(*columns).where(model.completion_id == completion)))))


@pytest.fixture
def worked(new_machine: NewMachine) -> tuple[Machine, CenterWorld]:  # noqa: F811 the fixture
    """A machine whose center brought a spreadsheet in, took it back, and brought it in once more."""
    machine = new_machine()
    center = machine.with_center()
    center.person("Ana Reyes")
    before = record_of(center)
    public_id = laid_out(center, *ROWS, heads=HEADS)
    read(center, public_id, ("scans.zip", PACK))
    saved(center, public_id)
    once = record_of(center)
    assert (len(once) - len(before), sum(bool(each[-2]) for each in once)) == (3, 3)
    taken_back(center, public_id)
    assert record_of(center) == before
    saved(center, public_id)
    assert record_of(center) == once
    return machine, center


def test_what_was_brought_in_twice_is_the_same_on_another_machine(
    worked: tuple[Machine, CenterWorld],
    new_machine: NewMachine,  # noqa: F811 the fixture
    tmp_path: Path,
) -> None:
    old, center = worked
    first = taken(old, tmp_path / "first.zip")
    new = empty(new_machine)
    answer = new.run("bring-center", first)
    assert answer.code == 0, answer.text
    second = taken(new, tmp_path / "second.zip")
    before, after = told(first), told(second)
    lines = len(before["history_entry"])
    assert after.pop("history_entry")[:lines] == before.pop("history_entry")
    assert after == before
    assert (files(second), new.files()) == (files(first), needed(old))
    there = CenterWorld(new.start(), 1, center.public_id, center.director, center.director_person)
    assert record_of(there) == record_of(center)
    assert_it_can_be_taken_back(there)
    assert (new.run("check").code, new.run("verify-history").code) == (0, 0)


def test_a_backup_brings_it_back_with_the_import_itself(
    worked: tuple[Machine, CenterWorld],
    new_machine: NewMachine,  # noqa: F811 the fixture
    tmp_path: Path,
) -> None:
    old, center = worked
    assert old.run("backup", tmp_path / "backups", "--with-keys").code == 0
    new = restored(new_machine, tmp_path / "backups")
    before, after = old.rows(), new.rows()
    assert {name for name in before if before[name] != after[name]} <= CHANGED
    assert new.files() == needed(old)
    assert (new.run("check").code, new.run("verify-history").code) == (0, 0)
    there = CenterWorld(new.start(), center.center_id, center.public_id, center.director, center.director_person)
    assert_it_can_be_taken_back(there)


def assert_it_can_be_taken_back(center: CenterWorld) -> None:
    """The import itself came along: its rows, its answers, and the scan that nobody paired yet."""
    before = record_of(center)
    with center.working():
        public_id = db.session.scalars(select(Import.public_id)).one()
    assert outcomes(center, public_id)["scan.pdf"] is FileOutcome.ASKED
    taken_back(center, public_id)
    assert len(record_of(center)) == len(before) - 3
    saved(center, public_id)
    assert record_of(center) == before


def needed(machine: Machine) -> dict[str, bytes]:
    """Return the files of a machine without the ZIP: each file that was in it lies there by itself."""
    return {name: content for name, content in machine.files().items() if content != PACK}
