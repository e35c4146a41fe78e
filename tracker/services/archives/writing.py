"""What goes into an archive, and in which order: rows, tables for people, files, and what says of them."""

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from tracker.domain.errors import Refused, TrackerError
from tracker.domain.handout import Cell, calm
from tracker.formatting import format_count, format_size
from tracker.reports.long_workbook import LongWorkbook
from tracker.services import installation
from tracker.services.archives import holdings, values
from tracker.services.archives.readme import readme
from tracker.services.archives.sheet_list import SHEETS
from tracker.services.archives.sheets import Sheet, rows
from tracker.services.archives.snapshot import Snapshot, of_center
from tracker.services.packets import signing
from tracker.services.packets.sealing import packet_store
from tracker.storage.archives import ArchiveWriter, Manifest
from tracker.storage.archives.writing import Write

WORKBOOK = "center.xlsx"
# People's own work needs room too while an archive lies here.
ROOM_LEFT = 500_000_000
# So often the progress is written while files are added, which is a small change of the database each time.
TOLD = 100
Tell = Callable[[int, int, str], None]


@contextmanager
def folder() -> Iterator[Path]:
    """Yield an empty folder for what is written on the way, gone afterwards; what an ended process left goes too."""
    place = installation.current().data / "archives" / "work"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=place))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write(stream: BinaryIO, center_id: int, workdir: Path, by: str, now: datetime, tell: Tell) -> Manifest:
    """Write a whole archive of one moment; return its manifest. Raises Refused where the disk has not the room.

    Rows are read at one moment. Files never change once a row names them, so those that are added later are still of
    it, and the database is not held while they are.
    """
    with ArchiveWriter(stream, now) as out:
        with of_center(center_id) as moment:
            digests = moment.digests()
            _refuse_without_room(digests)
            steps = _Steps(len(moment.tables) + len(SHEETS), digests, tell)
            counts = {name: _write_rows(out, name, moment, steps) for name in moment.tables}
            _write_sheets(out, moment, workdir, now, steps)
            told = _manifest(moment, by, now, counts)
        told = replace(told, missing=_write_files(out, digests, steps))
        with out.member("README.txt") as said:
            said(readme(told, len(digests) - len(told.missing), SHEETS).encode())
        told = replace(told, members=tuple(out.members))
        out.finish(told, _seal)
    return told


class _Steps:
    """How far the writing is, told at every table and at every hundredth of the files."""

    def __init__(self, tables: int, digests: Sequence[str], tell: Tell) -> None:
        self._done, self._files = 0, len(digests)
        self._all, self._tell = tables + self._files, tell

    def table(self, name: str) -> None:
        """Say which table is written now."""
        self._tell(self._done, self._all, f"Writing: {name.replace('_', ' ')}")
        self._done += 1

    def file(self, number: int) -> None:
        """Say how many files are in."""
        self._done += 1
        if number % max(1, self._files // TOLD) == 0 or number == self._files:
            self._tell(self._done, self._all, f"Adding files: {number:,} of {self._files:,}")


def _write_rows(out: ArchiveWriter, name: str, moment: Snapshot, steps: _Steps) -> int:
    """Write a table as JSON, a line a row, so that it can be read a row at a time."""
    steps.table(name)
    count = 0
    with out.member(f"data/{name}.json") as write_to:
        write_to(b"[")
        for row in moment.rows(name):
            told = {column: values.write(value) for column, value in row.items()}
            line = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
            write_to(f"{',' if count else ''}\n{line}".encode())
            count += 1
        write_to(b"\n]\n")
    return count


def _write_sheets(out: ArchiveWriter, moment: Snapshot, workdir: Path, now: datetime, steps: _Steps) -> None:
    """Write each table for people as CSV and as a sheet of one workbook, in one pass."""
    center, book_file = moment.center(), workdir / WORKBOOK
    with LongWorkbook(book_file, title=f"Everything of {center.name}", author=center.name, moment=now) as book:
        for sheet in SHEETS:
            steps.table(sheet.title)
            with out.member(sheet.file) as write_to:
                told = rows(sheet, moment, ZoneInfo(center.time_zone))
                book.sheet(sheet.title, sheet.columns, _as_csv(sheet, told, write_to))
    with book_file.open("rb") as source:
        out.add(WORKBOOK, source, packed=False)


def _as_csv(sheet: Sheet, told: Iterable[tuple[Cell, ...]], write_to: Write) -> Iterator[tuple[Cell, ...]]:
    """Write rows as CSV on their way; each cell quoted, and none that starts a formula."""
    write_to("\ufeff".encode())
    write_to(_line([column.title for column in sheet.columns]))
    for row in told:
        write_to(_line(row))
        yield row


def _line(cells: Iterable[object]) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow([calm(cell) for cell in cells])
    return out.getvalue().encode()


def _write_files(out: ArchiveWriter, digests: Sequence[str], steps: _Steps) -> tuple[str, ...]:
    """Add the files, which never change once a row names them; return those that are gone or damaged."""
    missing = []
    for number, digest in enumerate(digests, start=1):
        try:
            if not packet_store().verify(digest):
                raise TrackerError("damaged")
            with packet_store().open(digest) as source:
                out.add(f"files/{digest}", source, packed=False)
        except TrackerError:
            missing.append(digest)
        steps.file(number)
    return tuple(missing)


def _refuse_without_room(digests: Sequence[str]) -> None:
    """Raise Refused where the disk would be full by it, and with that everybody's work at an end."""
    store = packet_store()
    needed = sum(store.path_of(digest).stat().st_size for digest in digests if store.exists(digest)) + ROOM_LEFT
    free = shutil.disk_usage(installation.current().data).free
    if free < needed:
        raise Refused(
            f"There is no room for it on this machine: {format_count(len(digests), 'file')} and what must stay free "
            f"take {format_size(needed)}, and {format_size(free)} are free. Tell whoever runs this installation."
        )


def _manifest(moment: Snapshot, by: str, now: datetime, counts: dict[str, int]) -> Manifest:
    center = moment.center()
    return Manifest(
        form=holdings.FORM,
        product=version("tracker"),
        schema=moment.schema(),
        made_at=now,
        made_by=by,
        center=center.public_id,
        center_name=center.name,
        history=moment.history(),
        rows=counts,
        missing=(),
        members=(),
    )


def _seal(manifest: bytes) -> bytes:
    """Return the seal of this installation over a manifest: who changed the archive cannot make another."""
    key, seal = signing.vouch(manifest)
    return json.dumps({"key": key.hex(), "seal": seal.hex()}, indent=1).encode()
