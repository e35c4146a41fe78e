"""kill -9 before any statement of an import: what was dropped is there, and of what it makes all or nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import event, func, select

from tests.factories import CenterWorld
from tests.services.dying import KILLED, die, ended
from tests.services.imports.papers import BRAIN, dropped, outcomes, packed, pdf
from tests.services.imports.sheets import ANA, laid_out, saved, sheet, taken_back
from tests.services.imports.sheets import dropped as waiting
from tracker import clock
from tracker.db import db
from tracker.models import Completion, Evidence, HistoryEntry, Import, ImportFile, Person
from tracker.services import file_copies, imports
from tracker.services.imports import FileOutcome
from tracker.services.imports.states import ImportState

ETHICS = ("Ana Reyes", "Ethics", "3/15/2024", "2")
FILES = (("scan.pdf", pdf(1)), ("Ana Reyes Ethics 2024-03-15.pdf", pdf(2)))
Act = Callable[[], None]


@pytest.fixture
def it(center: CenterWorld) -> str:
    """An import of two rows, whose files wait to be read: one by itself, two in a ZIP."""
    center.person("Ana Reyes")
    public_id = laid_out(center, ANA, ETHICS)
    dropped(center, public_id, (BRAIN, pdf()), ("scans.zip", packed(*FILES)))
    return public_id


def killed_before_each_statement(center: CenterWorld, act: Act) -> Iterator[int]:
    """Do an act in a process that dies before its first statement, its second, and so on, until one gets through.

    Yield the number after each that died. A commit counts as a statement.
    """
    number = 1
    while _ended_before(center, act, number) == KILLED:
        yield number
        number += 1
    assert number > 3, "the act has statements, before which it was killed"


def _ended_before(center: CenterWorld, act: Act, number: int) -> int:
    left = number

    def count(*_: Any) -> None:
        nonlocal left
        left -= 1
        if not left:
            die()

    def counted() -> None:
        with center.app.app_context():
            event.listen(db.engine, "before_cursor_execute", count)
            event.listen(db.engine, "commit", count)
        act()

    how = ended(center.app, counted)
    assert how in {0, KILLED}, f"at {number} it did not die, it failed"
    return how


def record_of(center: CenterWorld) -> dict[str, int]:
    """Return how many people, completions, files and lines of history there are."""
    tables = (Person, Completion, Evidence, HistoryEntry)
    with center.working():
        return {each.__tablename__: db.session.scalar(select(func.count()).select_from(each)) or 0 for each in tables}


def read_all(center: CenterWorld) -> None:
    with center.app.app_context():
        while imports.read_some(clock.now, center.center_id):
            pass


def test_killed_while_a_spreadsheet_is_read_it_waits_and_is_read_by_who_comes_next(center: CenterWorld) -> None:
    public_id = waiting(center, sheet(ANA, ETHICS))

    def read_it() -> None:
        with center.app.app_context():
            imports.take_up_again()
            imports.read(center.center_id, public_id, clock.now)

    for number in killed_before_each_statement(center, read_it):
        assert kept(center, public_id), number
        assert state_of(center, public_id) in {ImportState.WAITING, ImportState.READING}, number
    assert state_of(center, public_id) is ImportState.READ


def state_of(center: CenterWorld, public_id: str) -> ImportState:
    actor = center.actor()
    with center.working():
        return imports.get(actor, public_id).state


def kept(center: CenterWorld, public_id: str) -> bool:
    """Tell whether the spreadsheet and all that came with it still lies in the store."""
    with center.working():
        row = db.session.scalars(select(Import).where(Import.public_id == public_id)).one()
        came = db.session.scalars(select(ImportFile.sha256).where(ImportFile.import_id == row.id))
        return all(map(file_copies.store().exists, [row.sha256, *came]))


def test_killed_while_files_are_read_none_is_lost_or_there_twice(center: CenterWorld, it: str) -> None:
    for number in killed_before_each_statement(center, lambda: read_all(center)):
        assert kept(center, it), number
    assert outcomes(center, it) == {
        BRAIN: FileOutcome.PAIRED,
        FILES[0][0]: FileOutcome.ASKED,
        FILES[1][0]: FileOutcome.PAIRED,
    }


def test_killed_while_it_is_brought_in_all_or_nothing_is_there(center: CenterWorld, it: str) -> None:
    read_all(center)
    before, files = record_of(center), outcomes(center, it)
    for number in killed_before_each_statement(center, lambda: saved(center, it)):
        assert record_of(center) == before, number
        assert (outcomes(center, it), kept(center, it)) == (files, True), number
    after = record_of(center)
    assert (after["completion"] - before["completion"], after["evidence"] - before["evidence"]) == (2, 2)


def test_killed_while_it_is_taken_back_all_or_nothing_is_gone(center: CenterWorld, it: str) -> None:
    read_all(center)
    saved(center, it)
    before = record_of(center)
    for number in killed_before_each_statement(center, lambda: taken_back(center, it)):
        assert record_of(center) == before, number
    after = record_of(center)
    assert (after["completion"], after["evidence"]) == (0, 0)
    saved(center, it)
    assert {name: record_of(center)[name] for name in ("completion", "evidence")} == {"completion": 2, "evidence": 2}
