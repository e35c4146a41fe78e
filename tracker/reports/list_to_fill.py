"""An empty list for people's trainings, to fill in a spreadsheet program and bring in: XLSX with drop-downs.

A drop-down offers what is known and takes what is not: a title or a name that nobody recorded yet is what it is for.
Only days and hours are held to be such. No cell holds a formula; what drop-downs offer stands on a sheet of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from tracker.domain.handout import starts_a_formula
from tracker.domain.imports.days import EARLIEST, LATEST
from tracker.domain.imports.hours import MOST_HOURS
from tracker.domain.vocabulary import Discipline, Labelled, Role, Topic, TrainingFormat
from tracker.reports.workbook import ACCENT, IN_MEMORY, PLAIN, QUIET

ROWS = 2_000
MOST_CHOICES = 5_000
LISTS = "Lists"
ABOUT_LISTS = "What the drop-downs of the other sheets offer. Other words can be typed there as well."


_BOUNDS: dict[str, dict[str, Any]] = {
    "day": {"validate": "date", "minimum": date(EARLIEST, 1, 1), "maximum": date(LATEST, 12, 31)},
    "hours": {"validate": "decimal", "minimum": 0, "maximum": int(MOST_HOURS)},
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a center has on record that a list may name."""

    people: Sequence[str] = ()
    trainings: Sequence[str] = ()
    agencies: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    width: int
    hint: str
    kind: str = "text"
    choices: str = ""


_TRAININGS = (
    _Column(
        "Name",
        28,
        "Whose training it is, one person in a row. First and last name, or “Last, First”.",
        choices="people",
    ),
    _Column("Training", 46, "Its title, as the certificate says it.", choices="trainings"),
    _Column("Date completed", 16, "The last day of the training, like 3/14/2024.", "day"),
    _Column("Hours", 9, "Clock hours as a number, such as 1.5. Leave empty if the certificate tells none.", "hours"),
    _Column("Credits", 14, "Credits of a body, such as 2 CEU. They are no hours."),
    _Column("Provider", 28, "Who gave the training."),
    _Column("Format", 16, "How it was given.", choices="formats"),
    _Column("Topics", 30, "What it was about; several with a semicolon between them.", choices="topics"),
    _Column("Certificate number", 20, "As the certificate says it."),
    _Column("Expires", 14, "The last valid day, for licenses and cards.", "day"),
    _Column("File name", 26, "The name of the certificate's file, if you add a folder of them."),
    _Column("Note", 36, "For whoever reviews it. Never anything about a child."),
)
_PEOPLE = (
    _Column("Name", 28, "First and last name, or “Last, First”."),
    _Column("Email", 30, "For reminders. May stay empty."),
    _Column("Role", 30, "What they do. A second role goes into a second row.", choices="roles"),
    _Column("In this role since", 18, "From which day on.", "day"),
    _Column("In this role until", 18, "Empty while they do it.", "day"),
    _Column("Agency", 30, "For MDT partners: where they work.", choices="agencies"),
    _Column("Discipline", 28, "Their professional field.", choices="disciplines"),
)
_AGENCIES = (
    _Column("Agency", 40, "Its name."),
    _Column("Discipline", 30, "Its professional field.", choices="disciplines"),
)


def list_to_fill(center: str, made_on: date, choices: Choices) -> bytes:
    """Return the list as the bytes of an XLSX file: sheets for trainings, people and agencies, and what they offer."""
    offered = {
        "people": choices.people,
        "trainings": choices.trainings,
        "agencies": choices.agencies,
        "formats": _labels(TrainingFormat),
        "topics": _labels(Topic),
        "roles": _labels(Role),
        "disciplines": _labels(Discipline),
    }
    out = BytesIO()
    with xlsxwriter.Workbook(out, IN_MEMORY) as book:
        book.set_properties({"author": center, "created": datetime.combine(made_on, datetime.min.time())})
        looks = _Looks(book)
        sheets = [(book.add_worksheet(name), of) for name, of in _SHEETS]
        places = _offer(book.add_worksheet(LISTS), offered, looks)
        for sheet, columns in sheets:
            _lay_out(sheet, columns, places, looks)
    return out.getvalue()


_SHEETS = (("Trainings", _TRAININGS), ("People", _PEOPLE), ("Agencies", _AGENCIES))


class _Looks:
    """The looks of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format(PLAIN | {"bold": True, "bottom": 2, "bottom_color": ACCENT})
        self.quiet = book.add_format(PLAIN | {"font_color": QUIET})
        self.quoted = book.add_format(PLAIN | {"quote_prefix": True})
        self.kinds = {
            "text": book.add_format(PLAIN | {"num_format": "@"}),
            "day": book.add_format(PLAIN | {"num_format": "m/d/yyyy", "align": "left"}),
            "hours": book.add_format(PLAIN | {"num_format": "0.##", "align": "left"}),
        }


def _labels(kinds: type[Labelled]) -> list[str]:
    return [kind.label for kind in kinds if kind is not TrainingFormat.UNKNOWN]


def _offer(sheet: Any, offered: dict[str, Sequence[str]], looks: _Looks) -> dict[str, str]:
    """Write what drop-downs offer, a column each, and return where each stands; nothing for what is empty."""
    sheet.write_string(0, 0, ABOUT_LISTS, looks.quiet)
    places = {}
    for index, (name, words) in enumerate(offered.items()):
        kept = sorted({word for word in words if word}, key=str.casefold)[:MOST_CHOICES]
        sheet.set_column(index, index, 34)
        for row, word in enumerate(kept, start=2):
            sheet.write_string(row, index, word, looks.quoted if starts_a_formula(word) else looks.kinds["text"])
        if kept:
            letter = chr(ord("A") + index)
            places[name] = f"={LISTS}!${letter}$3:${letter}${len(kept) + 2}"
    return places


def _lay_out(sheet: Any, columns: Sequence[_Column], places: dict[str, str], looks: _Looks) -> None:
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width, looks.kinds[column.kind])
        sheet.write_string(0, index, column.heading, looks.head)
        hint = {"input_title": column.heading, "input_message": column.hint, "ignore_blank": True}
        sheet.data_validation(1, index, ROWS, index, _rule(column, places) | hint)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _rule(column: _Column, places: dict[str, str]) -> dict[str, Any]:
    if column.kind in _BOUNDS:
        wrong = {"error_title": f"{column.heading}: not readable", "error_message": column.hint}
        return {"criteria": "between", **_BOUNDS[column.kind], **wrong}
    if column.choices in places:
        # Offered and not demanded: other words are taken as they are typed.
        return {"validate": "list", "source": places[column.choices], "show_error": False}
    return {"validate": "any"}
