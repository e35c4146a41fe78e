"""How long it takes to bring in what a center has: 5,000 rows, and 1,000 certificates and scans in one ZIP.

Through the use cases, as the pages and the background process call them. By the clock: files are read by two processes.
"""

import io
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import monotonic

from sqlalchemy import select

from tests.bench.installations import Installation, Size, alone
from tests.intake import making
from tracker import clock
from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.db.work import unit_of_work
from tracker.models import Person
from tracker.services import accounts, centers, imports
from tracker.services.actor import Actor
from tracker.services.imports import Ahead, Corrected, FileOutcome, Outcome

ROWS, FILES = 5_000, 1_000
FEW_ROWS, FEW_FILES = 500, 100
PEOPLE = 40
SCANNED = 5  # one in so many files is a scan
SPELLED = (
    "Alfa",
    "Bravo",
    "Charlie",
    "Delta",
    "Echo",
    "Foxtrot",
    "Golf",
    "Hotel",
    "India",
    "Juliett",
    "Kilo",
    "Lima",
    "Mike",
)
FIRST = date(2021, 1, 4)
Row = tuple[str, str, date, str]


def figures(rows: int = ROWS, files: int = FILES) -> Iterator[str]:
    """Yield a line for the preview, for what it is made of, for bringing in and for taking back."""
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        installation = alone(Path(folder, "data"), Size(PEOPLE, 1))
        with installation.app.app_context():
            yield from _brought_in(_director(installation), rows, files)


def _brought_in(actor: Actor, count: int, many: int) -> Iterator[str]:
    rows = _rows(actor, count)
    pack = _pack(rows, many)
    began = monotonic()
    public_id = _laid_out(actor, _sheet(rows))
    laid = monotonic()
    kept = imports.keep_file(actor, io.BytesIO(pack), "Certificates.zip")
    with unit_of_work(), working_for(db.session(), actor.center_id):
        imports.drop_files(actor, public_id, [kept])
    while imports.read_some(clock.now, actor.center_id):
        pass
    read = monotonic()
    ahead = _ahead(actor, public_id)
    seen = monotonic()
    yield f"{count:,} rows of {PEOPLE} people and {many:,} files in one ZIP of {len(pack) / 1e6:.0f} MB:"
    yield (
        f"  preview after {seen - began:.1f} s: {laid - began:.1f} s until the rows are laid out, {read - laid:.1f} s "
        f"until the files are unpacked and read ({1000 * (read - laid) / many:.0f} ms each), {seen - read:.1f} s to "
        "hold all against the record"
    )
    yield f"  {_told(ahead)}"
    yield from _saved(actor, public_id)


def _saved(actor: Actor, public_id: str) -> Iterator[str]:
    for words, act in (("brought in", imports.save), ("taken back", imports.take_back)):
        version, began = _ahead(actor, public_id).it.version, monotonic()
        with unit_of_work(), working_for(db.session(), actor.center_id):
            act(actor, public_id, version)
        yield f"  {words} in {monotonic() - began:.1f} s"


def _laid_out(actor: Actor, sheet: bytes) -> str:
    held = imports.hold(actor, io.BytesIO(sheet), "Trainings.csv")
    with unit_of_work(), working_for(db.session(), actor.center_id):
        public_id = imports.begin(actor, held)
    imports.read(actor.center_id, public_id, clock.now)
    version = _version(actor, public_id)
    with unit_of_work(), working_for(db.session(), actor.center_id):
        imports.correct(actor, public_id, version, Corrected({}, {}, day_first=False))
    return public_id


def _version(actor: Actor, public_id: str) -> int:
    with working_for(db.session(), actor.center_id):
        return imports.get(actor, public_id).version


def _ahead(actor: Actor, public_id: str) -> Ahead:
    with working_for(db.session(), actor.center_id):
        return imports.ahead(actor, public_id)


def _told(ahead: Ahead) -> str:
    """Say what comes of it, so that a figure of nothing done is seen to be one."""
    rows = {each.value: len(ahead.of(each)) for each in Outcome if ahead.of(each)}
    outcomes = [each.outcome for each in ahead.files.files]
    files = {each.value: outcomes.count(each) for each in FileOutcome if each in outcomes}
    return f"rows: {rows}; files: {files}"


def _director(installation: Installation) -> Actor:
    choice = accounts.center_of(installation.director, installation.center)
    if choice is None:
        raise RuntimeError("The director is no member of the center.")
    with working_for(db.session(), choice.center_id):
        center = db.session.get_one(centers.Center, choice.center_id)
        return centers.actor_for(center, installation.director, "Bench", choice.role, choice.person_id, clock.now())


def _rows(actor: Actor, count: int) -> list[Row]:
    """Return rows of people of the center: each has other trainings on other days."""
    with unit_of_work(), working_for(db.session(), actor.center_id):
        people = db.session.scalars(select(Person).order_by(Person.id).limit(PEOPLE)).all()
        # Seeded names hold digits, which no list of people does.
        for number, each in enumerate(people):
            each.name = f"{SPELLED[number % 8]} {SPELLED[8 + number // 8]}"
        names = [each.name for each in people]
    return [
        (
            names[number % len(names)],
            f"Workshop {number // len(names) + 1} on working together",
            FIRST + timedelta(days=number // len(names) * 13 % 1800),
            f"{number % 7 + 1}",
        )
        for number in range(count)
    ]


def _sheet(rows: list[Row]) -> bytes:
    lines = [f"{name},{title},{day:%m/%d/%Y},{hours}" for name, title, day, hours in rows]
    return "\n".join(["Name,Training,Date,Hours", *lines]).encode()


def _pack(rows: list[Row], many: int) -> bytes:
    """Return a ZIP with the certificates of the first rows: most as PDF with its words, some scanned."""
    scan = making.saved(making.photo(1700, 2200), "JPEG", quality=80)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, (name, title, day, hours) in enumerate(rows[:many]):
            if number % SCANNED:
                archive.writestr(f"{number:04}.pdf", _certificate(name, title, day, hours))
            else:
                archive.writestr(f"{name} {title} {day}.jpg", scan + b"%d" % number)
    return out.getvalue()


def _certificate(name: str, title: str, day: date, hours: str) -> bytes:
    words = ("Certificate of Completion", name, "has completed", title, f"{day:%B %d, %Y}", f"Contact hours: {hours}")
    lines = " ".join(f"({each}) Tj 0 -40 Td" for each in words)
    font = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    return making.page_of(making.stream(f"BT /F1 18 Tf 90 640 Td {lines} ET".encode()), font)
