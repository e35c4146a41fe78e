"""Spreadsheets as programs and attackers write them, made on the spot."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import xlsxwriter

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODS = "urn:oasis:names:tc:opendocument:xmlns"
ODS_MIME = "application/vnd.oasis.opendocument.spreadsheet"


def written(*rows: Iterable[Any], name: str = "2024") -> bytes:
    """A workbook of one sheet with plain values, as a program writes it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A packed file of the given parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def by_hand(cells: str, sheets: int = 1, **others: str | bytes) -> bytes:
    """A workbook whose sheets hold the given rows as XML; parts are added or replaced by `others`, with / for __."""
    names = [f"S{number}" for number in range(1, sheets + 1)]
    told = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, 1))
    to = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, sheets + 1)
    )
    book = f"<workbook {_MAIN} {_LINKS}><workbookPr/><sheets>{told}</sheets></workbook>"
    packages = "http://schemas.openxmlformats.org/package/2006"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types"/>',
        "_rels/.rels": (
            f'<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships">{to}</Relationships>',
    }
    sheet = f"<worksheet {_MAIN}><sheetData>{cells}</sheetData></worksheet>"
    parts |= {f"xl/worksheets/sheet{at}.xml": sheet for at in range(1, sheets + 1)}
    return packed(parts | {name.replace("__", "/"): content for name, content in others.items()})


def row_of(number: int, **texts: str) -> str:
    """A row as XML: its number, and texts by the letters of their columns."""
    cells = (
        f'<c r="{column}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' for column, text in texts.items()
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def ods(rows: str, head: str = "", **others: str) -> bytes:
    """An ODS file of one sheet with the given rows as XML, and perhaps something before its root."""
    content = (
        f'<?xml version="1.0"?>{head}<office:document-content xmlns:office="{_ODS}:office:1.0" '
        f'xmlns:table="{_ODS}:table:1.0" xmlns:text="{_ODS}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="S1">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{_ODS}:manifest:1.0"/>'
    parts = {"mimetype": ODS_MIME, "content.xml": content, "META-INF/manifest.xml": manifest}
    return packed(parts | {name.replace("__", "/"): text for name, text in others.items()})


def ods_text(text: str, **told: int) -> str:
    """A cell of an ODS file with text; `told` as `number_columns_spanned=2`."""
    marks = "".join(f' table:{name.replace("_", "-")}="{count}"' for name, count in told.items())
    return f'<table:table-cell office:value-type="string"{marks}><text:p>{escape(text)}</text:p></table:table-cell>'
