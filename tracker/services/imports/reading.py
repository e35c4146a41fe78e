"""Reading the files that wait, in the background or at once where they are small: their sheets, and what these are.

    waiting -> reading -> read      (then laid out by people: open, saved)
                       -> failed

The file is durable before any of this begins, so a break at any point leaves a file that waits again.
"""

import contextlib
import json
import logging
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.db.work import Collided
from tracker.domain.errors import NotFound, TrackerError
from tracker.domain.imports.grid import Book
from tracker.domain.imports.plan import Plan, SheetPlan
from tracker.domain.imports.reading import propose
from tracker.intake import workbooks
from tracker.models import Center, Import
from tracker.services import file_copies
from tracker.services.imports import rows
from tracker.services.imports.file_reading import read_some
from tracker.services.imports.states import ImportState
from tracker.storage.failures import plain_failures

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
# Up to here a file is read while its sender waits: about a second.
AT_ONCE = 300_000
_BOOK = "book.json"
_REMEMBERED = 50
WENT_WRONG = (
    "Something went wrong on our side while this file was read. It is still here: drop it again, or save it as CSV and"
    " drop that. If it fails again, tell whoever runs this installation."
)


def read_waiting(now: Clock) -> int:
    """Read every spreadsheet that waits, over all centers, the one dropped first first; return how many.

    Then what came with spreadsheets, some files at a time: what is dropped meanwhile does not wait for a thousand.
    """
    done = 0
    while True:
        while waiting := rows.next_waiting(now()):
            if not read(*waiting, now):
                break
            done += 1
        if not read_some(now):
            return done


def take_up_again() -> None:
    """Let what an ended process left half read wait again. For the start of the process that reads."""
    rows.waiting.let_wait_again()


def read(center_id: int, public_id: str, now: Clock) -> bool:
    """Read a file that waits, write what it is taken for or what went wrong, and tell whether it was ours to read.

    Costs a child process, a second for each 20,000 cells or so.
    """
    if not rows.claim(center_id, public_id, now()):
        return False
    try:
        _read(center_id, public_id, now)
    except Collided:
        # Another try is for the next look: until then it says that it is being read.
        log.info("import %s gave way to another change", public_id)
    except TrackerError as error:
        rows.waiting.fail(center_id, public_id, error.message)
    except Exception as fault:
        # The type only: a message or a trace may quote what stands in the cells.
        log.error("import %s: %s", public_id, type(fault).__name__)
        rows.waiting.fail(center_id, public_id, WENT_WRONG)
    return True


def book_of(sha256: str, file_name: str, zone: str) -> Book:
    """Return the cells of a file that is kept, moments as days on the clock of a zone.

    It is read in a child process once, then from what that gave.

    Raises UnreadableFile in plain words, NotFound where the file is gone.
    """
    store = file_copies.store()
    with contextlib.suppress(NotFound, ValueError), store.open_derived(sha256, _BOOK) as stream:
        return Book.from_form(json.load(stream)).on_clock(ZoneInfo(zone))
    if not store.exists(sha256):
        raise NotFound("This file is not kept here any more. Drop it again.")
    with plain_failures():
        book, _ = workbooks.read_book(store.path_of(sha256), file_name)
    store.put_derived(sha256, _BOOK, json.dumps(book.to_form(), ensure_ascii=False).encode())
    return book.on_clock(ZoneInfo(zone))


def _read(center_id: int, public_id: str, now: Clock) -> None:
    with working_for(db.session(), center_id):
        sha256, name, zone = db.session.execute(
            select(Import.sha256, Import.file_name, Center.time_zone)
            .join(Center, Center.id == Import.center_id)
            .where(Import.public_id == public_id)
        ).one()
        remembered = _remembered()
        db.session.rollback()
    book = book_of(sha256, name, zone)
    rows.tell(center_id, public_id, 1, "Recognizing the columns")
    plan = propose(book, remembered)
    rows.tell(center_id, public_id, 2, "Writing down what was understood")
    rows.understood(center_id, public_id, plan.to_form(), now())


def _remembered() -> list[SheetPlan]:
    """Return how sheets of the center's earlier files were read, the latest first."""
    agreed = Import.state.in_((ImportState.OPEN, ImportState.SAVED, ImportState.CLEARED))
    kept = db.session.scalars(select(Import.plan).where(agreed).order_by(Import.touched_at.desc()).limit(_REMEMBERED))
    found: list[SheetPlan] = []
    for form in kept:
        with contextlib.suppress(ValueError):  # of an earlier version of the program
            found += Plan.from_form(form).sheets
    return found
