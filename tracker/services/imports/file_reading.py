"""Reading the files that came with spreadsheets, in the background: what each is, and what its text proposes.

    packed -> unpacked      (a ZIP; each file of it waits)
    waiting -> read -> drawn      (its pages are drawn last, when nothing else waits, and photos are looked at)
            -> refused

Each step is written when it is done and names the state that it found, so a break costs no more than the step.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.db.work import unit_of_work
from tracker.domain.certificates import Field, Reading
from tracker.domain.errors import TrackerError, UnreadableFile
from tracker.intake import photos
from tracker.intake.inspection import Inspection, paper_in
from tracker.intake.reading_room import ReadingRoom
from tracker.intake.turn import Queue
from tracker.models import ImportFile
from tracker.services import file_copies
from tracker.services.imports.states import FileState
from tracker.services.imports.unpacking import unpack_all
from tracker.services.uploads import NOT_NOW
from tracker.services.waiting_readings import sure_names
from tracker.storage.failures import plain_failures

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
# So many are read between two looks at what else waits.
AT_ONCE, DRAWN_AT_ONCE = 40, 3
WENT_WRONG = (
    "Something went wrong on our side while this file was read. Drop it again; if it fails again, tell whoever runs"
    " this installation."
)
_COLUMNS = (
    ImportFile.center_id,
    ImportFile.id,
    ImportFile.sha256,
    ImportFile.state,
    ImportFile.file_name,
    ImportFile.told,
)
_GONE = "This file is not kept here any more. Drop it again."


@dataclass(frozen=True, slots=True)
class _Waiting:
    center_id: int
    id: int
    sha256: str
    state: str
    file_name: str
    told: dict[str, Any] | None

    @property
    def suffix(self) -> str:
        """What its name says of its kind: files of one kind are read one after the other."""
        return Path(self.file_name).suffix.lower()


def read_some(now: Clock, center_id: int | None = None) -> bool:
    """Read some of the files that wait, those dropped first first; tell whether to come again.

    Of one center, or over all. Two are read at a time, each in a process split off for it.
    """
    waiting = _next((FileState.PACKED, FileState.WAITING), AT_ONCE, center_id)
    if not waiting:
        return False
    if waiting[0].state == FileState.PACKED:
        return _unpacked(waiting[0], now)
    some = [each for each in waiting if each.state == FileState.WAITING]
    found = _read_all([(each, file_copies.store().path_of(each.sha256)) for each in some])
    for of in dict.fromkeys(each.center_id for each in some):
        with unit_of_work(), working_for(db.session(), of):
            for each, values in found:
                if each.center_id == of and values:
                    _turn(each, **values)
    return all(values for _, values in found)


def draw_some(center_id: int | None = None) -> bool:
    """Draw the pages of some files that were read, so that nobody waits for it later; tell whether to come again.

    What no text proposed is looked for in the pictures, where photos are read: 2 s a page.
    """
    some = _next((FileState.READ,), DRAWN_AT_ONCE, center_id)
    for each in some:
        if (values := _drawn(each)) is None:
            return False
        with unit_of_work(), working_for(db.session(), each.center_id):
            _turn(each, **values)
    return bool(some)


def _drawn(one: _Waiting) -> dict[str, Any] | None:
    """Draw a file and return what is written of it; None where its pictures cannot be looked at now."""
    drawn = {"state": FileState.DRAWN}
    if file_copies.known(one.sha256) is None or not is_left_to_photos(one.told):
        return drawn
    told = one.told or {}
    try:
        seen, signs = photos.certificate_on(file_copies.page_pictures(one.sha256))
    except UnreadableFile as refused:
        return None if refused.message in NOT_NOW else drawn
    except TrackerError:
        return drawn
    if not seen.has_words:
        return drawn
    found = _proposed(seen, only_sure=True)
    return drawn | {"told": told | found | {"signs": sorted({*told.get("signs", ()), *(each.value for each in signs)})}}


def _unpacked(pack: _Waiting, now: Clock) -> bool:
    try:
        unpack_all(pack.center_id, pack.id, now())
    except TrackerError as refused:
        if refused.message in NOT_NOW:
            return False
        with unit_of_work(), working_for(db.session(), pack.center_id):
            _turn(pack, state=FileState.REFUSED, failure=refused.message)
    return True


def _read_all(files: Sequence[tuple[_Waiting, Path]]) -> list[tuple[_Waiting, dict[str, Any]]]:
    """Read files on two processors: one in the line of uploads, one in that of packets. Nothing for what must wait."""
    alike = sorted(files, key=lambda each: each[0].suffix)
    halves = [(alike[0::2], Queue.PACKETS), (alike[1::2], Queue.UPLOADS)]
    with ThreadPoolExecutor(len(halves)) as pool:
        return [each for some in pool.map(lambda half: _read_half(*half), halves) for each in some]


def _read_half(files: Sequence[tuple[_Waiting, Path]], queue: Queue) -> list[tuple[_Waiting, dict[str, Any]]]:
    with ReadingRoom(queue) as room:
        return [(each, _read(path, room)) for each, path in files]


def _read(path: Path, room: ReadingRoom) -> dict[str, Any]:
    if not path.is_file():
        return {"state": FileState.REFUSED, "failure": _GONE}
    try:
        with plain_failures():
            seen, reading = paper_in(path, room)
    except UnreadableFile as refused:
        if refused.message in NOT_NOW:
            return {}
        return {"state": FileState.REFUSED, "failure": refused.message}
    except TrackerError:
        return {}
    except Exception as fault:
        # The type only: a message may quote what stands in the file.
        log.error("a file of an import: %s", type(fault).__name__)
        return {"state": FileState.REFUSED, "failure": WENT_WRONG}
    told = told_by(seen, reading)
    return {"state": FileState.READ, "format": seen.format.value, "pages": seen.pages, "told": told}


def told_by(seen: Inspection, reading: Reading) -> dict[str, Any]:
    """Return what is kept of a reading: what pairing asks for, and why somebody must look at the file first."""
    return _proposed(reading) | {"signs": [note.value for note in seen.notes if note.is_of_a_case]}


def is_left_to_photos(told: Mapping[str, Any] | None) -> bool:
    """Tell whether no text was found in a file that was read, so that its pictures are looked at where these are read.

    `told`: what is kept of the reading.
    """
    return not (told or {}).get("has_words", True) and photos.are_read()


def _proposed(reading: Reading, *, only_sure: bool = False) -> dict[str, Any]:
    """Return what a reading proposes for pairing; of a picture only what is clear in it."""
    return {
        "people": [each.value for each in reading.of(Field.PERSON) if each.is_sure or not only_sure],
        "named": sure_names(reading),
        "titles": [each.value for each in reading.of(Field.TITLE) if each.is_sure or not only_sure],
        "days": [each.value for each in reading.of(Field.COMPLETED_ON) if each.is_sure],
        "kind": reading.kind,
        "has_words": reading.has_words,
    }


def _next(states: Sequence[FileState], most: int, center_id: int | None) -> list[_Waiting]:
    with everywhere(db.session()):
        query = select(*_COLUMNS).where(ImportFile.state.in_(states)).order_by(ImportFile.dropped_at, ImportFile.id)
        if center_id is not None:
            query = query.where(ImportFile.center_id == center_id)
        rows = db.session.execute(query.limit(most)).all()
        db.session.rollback()
    return [_Waiting(*row) for row in rows]


def _turn(one: _Waiting, **values: Any) -> None:
    """Move a file on from the state that was found; nothing where it was thrown away, or moved on, meanwhile."""
    those = (ImportFile.id == one.id, ImportFile.state == one.state)
    db.session.execute(update(ImportFile).where(*those).values(**values).execution_options(synchronize_session=False))
