"""Spreadsheets that an address can name: read, laid out in rows, brought in."""

from tests.factories import CenterWorld
from tests.house import things
from tests.house.things import Owner
from tests.services.imports import papers, sheets


def read(center: CenterWorld, _owner: Owner) -> str:
    """Drop a spreadsheet that is read, and that nobody has looked at."""
    return sheets.read(center, sheets.ANA)


def laid_out(center: CenterWorld, _owner: Owner) -> str:
    """Drop a spreadsheet whose rows are laid out; one of them differs from nothing here."""
    return sheets.laid_out(center, sheets.ANA)


def ready(center: CenterWorld, _owner: Owner) -> str:
    """Drop a spreadsheet with something new of somebody who is here."""
    center.person(name := sheets.another_name())
    return sheets.laid_out(center, (name, *sheets.ANA[1:]))


def saved(center: CenterWorld, owner: Owner) -> str:
    """Bring in a spreadsheet with somebody who is here."""
    sheets.saved(center, public_id := ready(center, owner))
    return public_id


def with_file(center: CenterWorld, owner: Owner) -> str:
    """Let a file come with a spreadsheet of somebody who is here."""
    papers.read(center, public_id := ready(center, owner), ("scan.pdf", papers.pdf()))
    _files[center.center_id] = next(iter(papers.files_of(center, public_id).values())).public_id
    return public_id


def file_of_it(center: CenterWorld, owner: Owner) -> str:
    """Name the file that came to the center last."""
    if center.center_id not in _files:
        with_file(center, owner)
    return _files[center.center_id]


_files: dict[int, str] = {}
LAID_OUT = {"dropped": laid_out}
# The routes about a spreadsheet: verbs, what the address names, and whether it is asked who sits there.
DOORS = (
    ("columns", "GET POST", {"dropped": read}, False),
    ("files", "GET POST", LAID_OUT, False),
    ("files_progress", "GET", LAID_OUT, False),
    ("list", "GET POST", {}, False),
    ("list_to_fill", "GET", {}, True),
    ("pair", "POST", {"dropped": with_file}, False),
    ("people", "GET POST", LAID_OUT, False),
    ("picture", "GET", {"dropped": with_file, "file": file_of_it, "number": things.always("1")}, False),
    ("progress", "GET", LAID_OUT, False),
    ("rows", "POST", LAID_OUT, False),
    ("save", "POST", {"dropped": ready}, False),
    ("show", "GET", LAID_OUT, False),
    ("take_back", "POST", {"dropped": saved}, False),
    ("throw_away", "POST", LAID_OUT, False),
    ("trainings", "GET POST", LAID_OUT, False),
)
