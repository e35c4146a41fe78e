"""A workbook holds what the page says, as words, days and numbers, and nothing in it acts."""

import re
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from tests.reports.handouts import COLUMNS, HOSTILE, handout
from tracker.domain.handout import Column, Kind, Table
from tracker.domain.verdict import Status
from tracker.reports.workbook import FOOTER, LONGEST, as_workbook

HEAD = 3


def read(content: bytes, sheet: int = 0) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_every_value_comes_back_as_it_is() -> None:
    found = read(as_workbook(handout()))
    assert found[HEAD] == [column.title for column in COLUMNS]
    for number, (name, line) in enumerate(zip(HOSTILE, found[HEAD + 1 :], strict=False)):
        status = list(Status)[number % len(Status)]
        assert line == [name, status.label, date(2026, 3, 2), 1.25, number, f"Why of {name}", ""]


def test_nothing_is_a_formula_or_a_link_and_nothing_leads_out_of_the_file() -> None:
    held = parts(as_workbook(handout()))
    sheets = [text for name, text in held.items() if name.startswith("xl/worksheets/")]
    assert sheets
    for text in sheets:
        assert not re.search(r"<(f|hyperlink|oleObject|drawing|legacyDrawing)\b", text)
    assert not any("TargetMode" in text for text in held.values())
    assert not any(re.search("vba|externalLink|connections", name) for name in held)


def test_what_begins_like_a_formula_stays_text_when_somebody_edits_it() -> None:
    """The mark of a quoted cell: without it, entering the cell again would make a formula of it."""
    held = parts(as_workbook(handout(("=1+1", "plain"))))
    styles = ElementTree.fromstring(held["xl/styles.xml"])  # noqa: S314 we wrote it
    space = {"m": styles.tag.partition("}")[0].strip("{")}
    formats = styles.findall("m:cellXfs/m:xf", space)
    sheet = ElementTree.fromstring(held["xl/worksheets/sheet1.xml"])  # noqa: S314 we wrote it
    cells = sheet.findall(".//m:c", space)
    looks = {cell.get("r"): formats[int(cell.get("s", "0"))] for cell in cells}
    assert looks[f"A{HEAD + 2}"].get("quotePrefix") == "1"
    assert looks[f"A{HEAD + 3}"].get("quotePrefix") is None


def test_the_heads_stay_in_view_and_can_be_filtered_and_the_sheet_prints_one_page_wide() -> None:
    sheet = parts(as_workbook(handout()))["xl/worksheets/sheet1.xml"]
    assert f'xSplit="1" ySplit="{HEAD + 1}"' in sheet
    assert f'<autoFilter ref="A{HEAD + 1}:G{HEAD + 1 + len(HOSTILE)}"' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet


def test_the_sheet_says_what_it_is_and_that_a_standard_is_not_checked() -> None:
    content = as_workbook(handout())
    assert [line[0] for line in read(content)[:HEAD]] == [
        "People & their hours",
        "Harbor House CAC · As of Nov 24, 2026",
        "Working draft, not checked against NCA's text",
    ]
    held = parts(content)
    assert "<dc:creator>Harbor House CAC</dc:creator>" in held["docProps/core.xml"]
    assert "<oddFooter>&amp;L&amp;8 People &amp;&amp; their hours" in held["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("title", ["&" * 400, "x" * 400, "&D" * 150])
def test_a_footer_fits_and_gives_no_orders(title: str) -> None:
    footer = re.search(
        "<oddFooter>(.*?)</oddFooter>", parts(as_workbook(handout(title=title)))["xl/worksheets/sheet1.xml"]
    )
    assert footer is not None
    said = footer[1].replace("&amp;", "&")
    assert len(said) <= 255
    middle = said.removeprefix("&L&8 ").removesuffix("&R&8Page &P of &N")
    assert middle.replace("&&", "").count("&") == 0
    assert middle.replace("&&", "&")[:FOOTER] == title[:FOOTER]


def test_the_same_handout_gives_the_same_bytes() -> None:
    assert parts(as_workbook(handout())) == parts(as_workbook(handout()))


def test_each_table_has_a_sheet_and_an_empty_one_says_so() -> None:
    empty = Table(title="Nothing here", columns=(Column("A", Kind.NAME),), rows=(), empty="Nobody yet.")
    content = as_workbook(handout(tables=(*handout().tables, empty)))
    assert CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names == ["People", "Nothing here"]
    assert ["Nobody yet."] in read(content, 1)


def test_more_than_a_cell_holds_is_cut_and_says_so_and_a_day_before_the_calendar_is_words() -> None:
    columns = (Column("A", Kind.NAME), Column("B", Kind.DATE), Column("C", Kind.HOURS))
    table = Table(title="T", columns=columns, rows=(("x" * 40_000, date(1900, 1, 2), Decimal("0.25")),))
    line = read(as_workbook(handout(tables=(table,))))[HEAD + 1]
    assert line == ["x" * (LONGEST - 1) + "…", "1900-01-02", 0.25]


def test_a_row_is_as_high_as_its_longest_cell_needs() -> None:
    columns = (Column("Person", Kind.NAME), Column("Stands", Kind.STATUS), Column("Why"))
    rows = (("Ana Reyes", Status.DOES_NOT_APPLY, "Short."), ("Ana Reyes", Status.MET, "Words " * 50))
    sheet = parts(as_workbook(handout(tables=(Table(title="T", columns=columns, rows=rows),))))
    rows_of_it = re.findall(r'<row r="(\d+)"(?: [^>]*? ht="([\d.]+)")?', sheet["xl/worksheets/sheet1.xml"])
    heights = {int(number): float(high or 15) for number, high in rows_of_it}  # 15 is what no row need say
    assert heights[HEAD + 2] == 15
    assert heights[HEAD + 3] == 7 * 12.75 + 2.25
