"""Spreadsheets as tests drop them: what they say, dropped, read, and laid out in rows."""

import io
from collections.abc import Sequence
from itertools import count

from tests.factories import CenterWorld
from tests.services.files import row_of
from tracker import clock
from tracker.models import Import
from tracker.services import completions, imports
from tracker.services.completions import CompletionView
from tracker.services.imports import Ahead, Choice, Corrected, Outcome

_numbers = count(1)
HEADS = ("Name", "Training", "Date", "Hours")
ANA = ("Ana Reyes", "Trauma and the brain", "3/14/2024", "1.5")


def sheet(*rows: Sequence[str], heads: Sequence[str] = HEADS) -> bytes:
    """Return a CSV with these rows below its heads."""
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in (heads, *rows)).encode()


def dropped(center: CenterWorld, content: bytes, name: str = "trainings.csv") -> str:
    """Drop a file; it waits to be read."""
    actor = center.actor()
    with center.app.app_context():
        held = imports.hold(actor, io.BytesIO(content), name)
    with center.working():
        return imports.begin(actor, held)


def read(center: CenterWorld, *rows: Sequence[str], heads: Sequence[str] = HEADS, name: str = "trainings.csv") -> str:
    """Drop a file and read it."""
    public_id = dropped(center, sheet(*rows, heads=heads), name)
    with center.app.app_context():
        imports.read(center.center_id, public_id, clock.now)
    return public_id


def laid_out(
    center: CenterWorld, *rows: Sequence[str], heads: Sequence[str] = HEADS, name: str = "trainings.csv"
) -> str:
    """Drop a file, read it, and lay out its rows as it was understood."""
    public_id = read(center, *rows, heads=heads, name=name)
    version, actor = version_of(center, public_id), center.actor()
    with center.working():
        assert imports.correct(actor, public_id, version, Corrected({}, {}, day_first=False))
    return public_id


def saved(center: CenterWorld, public_id: str) -> None:
    """Bring in what is ready."""
    version, actor = version_of(center, public_id), center.actor()
    with center.working():
        imports.save(actor, public_id, version)


def taken_back(center: CenterWorld, public_id: str) -> None:
    """Take an import back."""
    version, actor = version_of(center, public_id), center.actor()
    with center.working():
        imports.take_back(actor, public_id, version)


def look(center: CenterWorld, public_id: str) -> Ahead:
    """Hold an import against the record."""
    actor = center.actor()
    with center.working():
        return imports.ahead(actor, public_id)


def outcomes(center: CenterWorld, public_id: str) -> list[Outcome]:
    """Return what comes of each row."""
    return [each.outcome for each in look(center, public_id).rows]


def version_of(center: CenterWorld, public_id: str) -> int:
    """Return the version of an import; asked outside of the unit of work that names it."""
    return int(row_of(center, public_id, Import).version)


def another_name() -> str:
    """Return a name that nobody of another test has."""
    return "Ana " + "".join("abcdefghij"[int(digit)] for digit in str(next(_numbers))).title()


def choose(center: CenterWorld, public_id: str, choice: Choice, number: int = 1) -> None:
    """Choose what comes of a row."""
    version, actor = version_of(center, public_id), center.actor()
    with center.working():
        imports.choose_rows(actor, public_id, version, {number: choice.value})


def only_row(center: CenterWorld, public_id: str) -> tuple[Outcome, str]:
    """Return what comes of the only row, and why."""
    (row,) = look(center, public_id).rows
    return row.outcome, row.words


def record_of(center: CenterWorld, person: str) -> list[CompletionView]:
    """Return what is logged for a person."""
    actor = center.actor()
    with center.working():
        return completions.of_person(actor, person)
