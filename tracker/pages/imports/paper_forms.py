"""The forms by which files come with a spreadsheet, and by which people say which row a file proves."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from tracker.domain.titles import fold
from tracker.formatting import format_date
from tracker.services.imports import LATER, Ahead, FileAhead, Judged
from tracker.web.fields import FilesField, KeptField, Option, RowsField, SelectField, TextField
from tracker.web.fields.files import CERTIFICATES
from tracker.web.forms import EditForm, OneFileForm, RowForm

# A page of files has each its select, so there are fewer on it than rows.
FILES_ON_PAGE = 25
MOST_AT_ONCE, LARGEST = 100, 100_000_000
AS_PROPOSED = "As it is proposed"
_PLACE = re.compile(r"(?:(?P<sheet>.*?)[\s,]+)?(?:row\s+)?(?P<row>[0-9]{1,6})(?:[\s,]+(?P<letter>[A-Za-z]{1,3}))?")


def papers_field(label: str, *, required: bool = True, in_parts: bool = True) -> Any:
    """Return a field for certificates and scans, one by one, as a folder or a ZIP; any number where sent in parts."""
    more = "" if in_parts else f" More than {MOST_AT_ONCE} files at the next step."
    return FilesField(
        label,
        required=required,
        folders=True,
        thing="the files",
        accept=(*CERTIFICATES, "application/zip", ".zip"),
        camera=False,
        most=MOST_AT_ONCE,
        most_bytes=LARGEST,
        offers="PDFs, photos, or a ZIP of them",
        hint="A ZIP of up to 100 MB with 2,000 files, or files of up to 25 MB. Names such as “Ana Reyes CSEC 101"
        f" 2024-03-14.pdf”, and folders named after people, help to pair them.{more}",
    )


class PapersForm(OneFileForm):
    """Certificates and scans, one by one or in a ZIP."""

    files = papers_field("Certificates and scans")


class PairRow(RowForm):
    """Which row one file proves."""

    key = KeptField(max_length=20)
    row = SelectField("Which row it proves", thing="which row it proves", blank=AS_PROPOSED, required=False)
    other = TextField("Or another row, as in “Sheet1 17”", max_length=120, required=False)


class PairForm(EditForm):
    """Which rows files prove."""

    rows = RowsField("Files", PairRow, row_name="file", most=FILES_ON_PAGE)

    @classmethod
    def of(cls, look: Ahead, shown: Sequence[FileAhead]) -> "PairForm":
        """Return the form of the files of a page that may still be said to prove a row."""
        form = cls(formdata=None, data={"version": look.it.version})
        form.rows.pop_entry()
        for each in shown:
            if each.is_choosable:
                form.rows.append_entry({"key": each.public_id, "row": _chosen(each)})
        form.offer(look)
        return form

    def offer(self, look: Ahead) -> None:
        """Offer for each file the rows that it may prove."""
        files = {each.public_id: each for each in look.files.files}
        for entry in self.rows.entries:
            file, select = files.get(entry.form.key.data), entry.form.row
            select.options = [*(_options(file) if file else ()), Option(LATER, "No row: keep it for later")]
            if file:
                select.label.text = f"Which row “{file.name}” proves"
                entry.form.other.label.text = f"Or another row for “{file.name}”, as in “{_example(look)}”"

    def chosen(self, look: Ahead) -> dict[str, str] | None:
        """Return what was said of each file; None where a row that was typed is none, and that is said."""
        found: dict[str, str] = {}
        for entry in self.rows.entries:
            typed = entry.form.other.data or ""
            if not typed:
                found[entry.form.key.data] = entry.form.row.data or ""
                continue
            rows = _rows_at(typed, look.rows)
            if len(rows) != 1:
                self.refuse(_no_row(typed, rows, _example(look)))
                return None
            found[entry.form.key.data] = str(rows[0].row.number)
        return found


def row_words(each: Judged) -> str:
    """Return a row as people find it in their spreadsheet, and what it says."""
    said = each.row.said
    place = f"{said.sheet}, row {said.row}{', ' + said.letter if said.letter else ''}"
    what = [said.name, said.title, format_date(said.completed_on) if said.completed_on else ""]
    return f"{place}: {', '.join(part for part in what if part)}"


def _options(file: FileAhead) -> Iterable[Option]:
    likely = {
        str(row.row.number): Option(str(row.row.number), f"{row_words(row)} ({like.score} of 100)")
        for row, like in file.likely
    }
    if file.row is not None:
        likely.setdefault(str(file.row.row.number), Option(str(file.row.row.number), row_words(file.row)))
    return likely.values()


def _chosen(file: FileAhead) -> str:
    if file.chosen == LATER:
        return LATER
    return str(file.row.row.number) if file.chosen and file.row is not None else ""


def _rows_at(typed: str, rows: Sequence[Judged]) -> list[Judged]:
    place = _PLACE.fullmatch(typed.strip())
    if place is None:
        return []
    sheet, letter = fold(place["sheet"] or ""), (place["letter"] or "").upper()
    return [
        each
        for each in rows
        if each.row.said.title
        and each.row.said.row == int(place["row"])
        and fold(each.row.said.sheet).startswith(sheet)
        and (not letter or each.row.said.letter == letter)
    ]


def _no_row(typed: str, rows: Sequence[Judged], example: str) -> str:
    if not rows:
        return f"“{typed}” is no row that tells of a training. Write the sheet and the row, as in “{example}”."
    ways = ", ".join(
        f"“{each.row.said.sheet} {each.row.said.row} {each.row.said.letter}”".replace(" ”", "”") for each in rows[:5]
    )
    return f"“{typed}” could be several rows. Write one of: {ways}."


def _example(look: Ahead) -> str:
    said = next((each.row.said for each in look.rows if each.row.said.title), None)
    return f"{said.sheet} {said.row}" if said else "Sheet1 17"
