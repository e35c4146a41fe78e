"""The forms by which a spreadsheet is brought in: the file, what its columns are, whom it means, what to keep."""

from collections.abc import Sequence
from typing import ClassVar

from tracker.domain.imports.plan import Column, Layout, MonthAs
from tracker.formatting import format_number
from tracker.pages.imports.paper_forms import papers_field
from tracker.services.imports import (
    LATER,
    MOST_ASKED,
    NEW_PERSON,
    OWN_TITLE,
    Ahead,
    Asked,
    Choice,
    Corrected,
    Judged,
    Outcome,
    Understood,
)
from tracker.web.fields import FilesField, KeptField, Option, RadioField, RowsField, SelectField, options_of
from tracker.web.forms import EditForm, OneFileForm, RowForm
from tracker.web.paging import PAGE_SIZE

MOST_SHEETS, MOST_COLUMNS = 50, 600
NOT_YET = "Decide later"


class SpreadsheetForm(OneFileForm):
    """The spreadsheet as the center keeps it."""

    files = FilesField(
        "Spreadsheet",
        thing="the spreadsheet",
        accept=(".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson"),
        camera=False,
        most=1,
        offers="XLSX, XLS, ODS or CSV; or JSON with statements (xAPI) of a learning system",
        hint="As it is: titles above the headings, several sheets and merged cells are no harm.",
    )
    papers = papers_field("Certificates and scans, now or later", required=False, in_parts=False)


class LayoutRow(RowForm):
    """What is in one sheet."""

    at = KeptField(max_length=4)
    layout = SelectField("What is in it", options=options_of(Layout), blank="")


class ColumnRow(RowForm):
    """What one column is."""

    at = KeptField(max_length=8)
    taken_for = SelectField("Taken for", options=options_of(Column), blank="")


class ColumnsForm(EditForm):
    """What each sheet and column of a file is, and what only its owner knows of its days."""

    layouts = RowsField("Sheets", LayoutRow, row_name="sheet", most=MOST_SHEETS)
    columns = RowsField("Columns", ColumnRow, row_name="column", most=MOST_COLUMNS)
    day_first = RadioField(
        "In this file, what comes first in a date such as 3/4/2024?",
        thing="what comes first in its dates",
        options=(Option("no", "The month: 3/4/2024 is March 4"), Option("yes", "The day: 3/4/2024 is April 3")),
        required=False,
    )
    month_as = RadioField(
        "Where only a month is written, such as 03/2024, which day is meant?",
        thing="which day is meant",
        options=(
            Option(MonthAs.LAST_DAY.value, "Its last day"),
            Option(MonthAs.FIRST_DAY.value, "Its first day"),
            Option(MonthAs.LEFT_OUT.value, "No day: such rows are not brought in"),
        ),
        required=False,
    )

    @classmethod
    def of(cls, it: Understood) -> "ColumnsForm":
        """Return the form with what was understood."""
        day_first = {None: "", True: "yes", False: "no"}[it.plan.day_first]
        data = {"version": it.version, "day_first": day_first, "month_as": it.plan.month_as}
        form = cls(formdata=None, data=data)
        form.layouts.pop_entry()
        form.columns.pop_entry()
        for sheet in it.sheets:
            form.layouts.append_entry({"at": sheet.at, "layout": sheet.layout.value})
            for column in sheet.columns[: MOST_COLUMNS - len(form.columns.entries)]:
                form.columns.append_entry({"at": column.at, "taken_for": column.column.value})
        form.name(it)
        return form

    def name(self, it: Understood) -> None:
        """Ask what is to be asked, and give each select the words by which it is told from the others."""
        sheets = {sheet.at: f"What is in “{sheet.name}”" for sheet in it.sheets}
        heads = {
            each.at: f"Column {each.letter}{f', “{each.heading}”,' if each.heading else ''} is"
            for sheet in it.sheets
            for each in sheet.columns
        }
        for question in it.questions:
            self[question.key].required = True
        for entry in self.layouts.entries:
            entry.form.layout.label.text = sheets.get(entry.form.at.data, entry.form.layout.label.text)
        for entry in self.columns.entries:
            entry.form.taken_for.label.text = heads.get(entry.form.at.data, entry.form.taken_for.label.text)

    def corrected(self) -> Corrected:
        """Return what people say the file is."""
        month_as = self.month_as.data
        return Corrected(
            {entry.form.at.data: entry.form.layout.data for entry in self.layouts.entries},
            {entry.form.at.data: entry.form.taken_for.data for entry in self.columns.entries},
            {"yes": True, "no": False}.get(self.day_first.data),
            MonthAs(month_as) if month_as in set(MonthAs) else None,
        )


class MeantRow(RowForm):
    """Whom a name, or what a title of the file means."""

    key = KeptField(max_length=300)
    meant = SelectField("Means", thing="what is meant", blank=NOT_YET, required=False)


class MeantForm(EditForm):
    """What names or titles of a file mean; each holds for all its rows."""

    rows = RowsField("Names", MeantRow, row_name="name", most=MOST_ASKED)

    NEW: ClassVar[Option] = Option(NEW_PERSON, "A new person", group="Or")
    OWN: ClassVar[Option] = Option(OWN_TITLE, "Its own title, as the file has it", group="Or")
    LEAVE: ClassVar[Option] = Option(LATER, "Leave its rows for later", group="Or")

    @classmethod
    def of(cls, version: int, asked: tuple[Asked, ...]) -> "MeantForm":
        """Return the form with what is proposed or was chosen."""
        form = cls(formdata=None, data={"version": version})
        form.rows.pop_entry()
        for each in asked[:MOST_ASKED]:
            form.rows.append_entry({"key": each.key, "meant": each.chosen})
        return form

    def offer(self, asked: tuple[Asked, ...], others: list[Option], own: Option) -> None:
        """Offer for each what it may mean: the likest first, then everybody or everything else."""
        by_key = {each.key: each for each in asked}
        for entry in self.rows.entries:
            each, meant = by_key.get(entry.form.key.data), entry.form.meant
            like = (
                [Option(one.public_id, f"{one.name} ({one.score} of 100)", group="Likely") for one in each.like]
                if each
                else []
            )
            near = {one.value for one in like}
            rest = [Option(one.value, one.label, group="Everything else") for one in others if one.value not in near]
            meant.options = [*like, own, self.LEAVE, *rest]
            meant.label.text = f"“{each.words}” is" if each else meant.label.text

    def chosen(self) -> dict[str, str]:
        """Return what was chosen for each name."""
        return {entry.form.key.data: entry.form.meant.data for entry in self.rows.entries if entry.form.key.data}


class ActRow(RowForm):
    """What comes of one row."""

    number = KeptField(max_length=6)
    act = SelectField("What to do", thing="what to do with it", blank=NOT_YET, required=False)


class RowsForm(EditForm):
    """What comes of rows that meet something here."""

    rows = RowsField("Rows", ActRow, row_name="row", most=PAGE_SIZE)
    all_rows = SelectField("All rows that differ", thing="what to do", blank="As chosen row by row", required=False)

    @classmethod
    def of(cls, look: Ahead, shown: list[Judged]) -> "RowsForm":
        """Return the form of the rows of a page that have something to choose."""
        form = cls(formdata=None, data={"version": look.it.version})
        form.rows.pop_entry()
        for each in shown:
            if each.choices:
                form.rows.append_entry({"number": str(each.row.number), "act": each.row.choice})
        form.offer(look)
        return form

    def offer(self, look: Ahead) -> None:
        """Offer for each row what may be done with it."""
        by_number = {str(each.row.number): each for each in look.rows}
        for entry in self.rows.entries:
            each, act = by_number.get(entry.form.number.data), entry.form.act
            act.options = [Option(one.value, _label(one, each)) for one in each.choices] if each else []
            act.label.text = f"What to do with row {each.row.said.row}" if each else act.label.text
        open_rows = _open(look)
        self.all_rows.options = [Option(one.value, one.label) for one in Choice if _is_for(one, open_rows)]
        self.all_rows.label.text = f"All {format_number(len(open_rows))} rows that differ"

    def chosen(self, look: Ahead) -> dict[int, str]:
        """Return what was chosen for each row, by its number; what is said for all holds where nothing else is."""
        rows = [entry.form for entry in self.rows.entries]
        own = {int(row.number.data): row.act.data for row in rows if row.number.data.isdecimal()}
        for each in _open(look):
            if self.all_rows.data in each.choices and not own.get(each.row.number):
                own[each.row.number] = self.all_rows.data
        return own


_OF_TWINS = {Choice.KEEP: "Keep the other row", Choice.REPLACE: "Take this row"}


def _label(choice: Choice, each: Judged) -> str:
    return _OF_TWINS.get(choice, choice.label) if each.is_twin else choice.label


def _open(look: Ahead) -> list[Judged]:
    """Return the rows that differ from what is here, and wait for an answer; which of two rows holds is asked apart."""
    return [each for each in look.of(Outcome.CONFLICT) if not each.is_twin]


def _is_for(choice: Choice, rows: Sequence[Judged]) -> bool:
    return len(rows) > 1 and any(choice in each.choices for each in rows)


class StepForm(EditForm):
    """A button that moves an import on, from the state that was looked at."""
