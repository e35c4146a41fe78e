"""Spreadsheets for the set, written by LibreOffice from its own flat format, or as text; the truth lies beside each."""

import csv
import io
import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

SHEETS = Path(__file__).parent / "lists"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
_SPACES += ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
_LOOKS = (
    '<number:date-style style:name="N1"><number:month/><number:text>/</number:text><number:day/>'
    '<number:text>/</number:text><number:year number:style="long"/></number:date-style>'
    '<number:time-style style:name="N2"><number:hours/><number:text>:</number:text>'
    '<number:minutes number:style="long"/></number:time-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="clock" style:family="table-cell" style:data-style-name="N2"/>'
)
_WRITERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "xls": "xls:MS Excel 97", "ods": "ods"}


@dataclass(frozen=True)
class Done:
    """What somebody completed in truth."""

    person: str
    title: str
    on: date
    hours: str = ""


@dataclass(frozen=True)
class Span:
    """A cell that is merged over columns and rows."""

    value: Any
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Formula:
    """A cell that a program reckons, with what it shows."""

    formula: str
    value: Any


COVERED = Span(None, 0, 0)


@dataclass
class Tab:
    """A sheet of a list."""

    name: str
    rows: list[Sequence[Any]] = field(default_factory=list)
    is_hidden: bool = False


@dataclass
class Listed:
    """A list as somebody keeps it: its file, its sheets, and what its rows say in truth.

    `answers` are those that its owner would give; without them what they are about is not known.
    """

    name: str
    form: str
    tabs: list[Tab]
    truth: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    letters: str = "utf-8"
    separator: str = ","
    is_since_1904: bool = False

    def row(self, cells: Sequence[Any], *said: Done, tab: int = 0, **more: Any) -> None:
        """Add a row, and what it says; `wrong` in `more` where it must be refused."""
        self.tabs[tab].rows.append(cells)
        for each in said:
            self.truth.append(
                {
                    "sheet": self.tabs[tab].name if self.form != "csv" else f"{self.name}.csv",
                    "row": len(self.tabs[tab].rows),
                    "person": each.person,
                    "title": each.title,
                    "on": each.on.isoformat(),
                    "hours": each.hours,
                    **more,
                }
            )

    def rows(self, *rows: Sequence[Any], tab: int = 0) -> None:
        """Add rows that say nothing of anybody."""
        self.tabs[tab].rows += rows

    def write(self) -> None:
        """Write the file, and its truth as JSON beside it."""
        content = self._as_text() if self.form == "csv" else self._by_libreoffice()
        (SHEETS / f"{self.name}.{self.form}").write_bytes(content)
        told = {"answers": self.answers, "lines": self.truth}
        (SHEETS / f"{self.name}.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")

    def _as_text(self) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=self.separator).writerows(self.tabs[0].rows)
        return out.getvalue().encode(self.letters)

    def _by_libreoffice(self) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            flat = Path(folder) / "list.fods"
            flat.write_text(self._flat(), "utf-8")
            command = ["soffice", "--headless", "--convert-to", _WRITERS[self.form], "--outdir", folder, str(flat)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 our own command
            return (Path(folder) / f"list.{self.form}").read_bytes()

    def _flat(self) -> str:
        since = '<table:null-date table:date-value="1904-01-01"/>' if self.is_since_1904 else ""
        tables = "".join(map(_table, self.tabs))
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>'
            '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/>'
            f"</style:style>{_LOOKS}</office:automatic-styles><office:body><office:spreadsheet>"
            f"<table:calculation-settings>{since}</table:calculation-settings>{tables}"
            "</office:spreadsheet></office:body></office:document>"
        )


def _table(tab: Tab) -> str:
    style = ' table:style-name="hidden"' if tab.is_hidden else ""
    rows = "".join(
        f"<table:table-row>{''.join(map(_cell, row)) or '<table:table-cell/>'}</table:table-row>" for row in tab.rows
    )
    return f'<table:table table:name="{escape(tab.name)}"{style}>{rows}</table:table>'


def _cell(value: Any, more: str = "") -> str:
    if value is COVERED:
        return "<table:covered-table-cell/>"
    if isinstance(value, Span):
        return _cell(
            value.value, f' table:number-columns-spanned="{value.columns}" table:number-rows-spanned="{value.rows}"'
        )
    if isinstance(value, Formula):
        return _cell(value.value, f' table:formula="of:={escape(value.formula)}"')
    if value is None or value == "":
        return f"<table:table-cell{more}/>"
    kind, told = _typed(value)
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="{kind}"{told}{more}>{text}</table:table-cell>'


def _typed(value: Any) -> tuple[str, str]:
    if isinstance(value, bool):
        return "boolean", f' office:boolean-value="{str(value).lower()}"'
    if isinstance(value, datetime | date):
        return "date", f' office:date-value="{value.isoformat()}" table:style-name="day"'
    if isinstance(value, time):
        return "time", f' office:time-value="PT{value.hour:02d}H{value.minute:02d}M00S" table:style-name="clock"'
    if isinstance(value, int | float | Decimal):
        return "float", f' office:value="{value}"'
    return "string", ""
