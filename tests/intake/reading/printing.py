"""Certificates printed by three programs: lines with their sizes, rows of columns, tables of labels and values.

A line is [size, words], or ["row", cells], or ["table", pairs of label and value].
"""

import html
import io
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Lines = Sequence[Any]
Said = Mapping[str, str]
FAMILIES = ("serif", "sans-serif", "'Liberation Sans'", "'DejaVu Serif'")
FONTS = ("Times-Roman", "Helvetica", "Times-Italic")
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"


def page_of(lines: Lines, said: Said, style: int) -> str:
    """Return a certificate as a page for a browser; `style` chooses font, side and frame."""
    align = "center" if style % 2 == 0 else "left"
    border = "border:6px double #246;padding:36pt;" if style % 3 == 0 else ""
    style_sheet = (
        "@page{size:letter landscape;margin:0.6in}"
        f"body{{font-family:{FAMILIES[style % 4]};text-align:{align};{border}}}"
        f"td{{padding:4pt 24pt 4pt 0;text-align:{align}}}table{{width:100%}}th,.v{{text-align:left}}th{{width:30%}}"
    )
    body = "".join(_on_page(kind, what, said) for kind, what in lines)
    return f"<html><head><meta charset=utf-8><style>{style_sheet}</style></head><body>{body}</body></html>"


def _on_page(kind: Any, what: Any, said: Said) -> str:
    if kind == "row":
        return f"<table><tr>{''.join(f'<td>{_told(cell, said)}</td>' for cell in what)}</tr></table>"
    if kind == "table":
        rows = (f"<tr><th>{label}</th><td class=v>{_told(value, said)}</td></tr>" for label, value in what)
        return f"<table>{''.join(rows)}</table>"
    return f"<p style='font-size:{kind}pt;margin:8pt 0'>{_told(what, said)}</p>"


def by_chromium(page: str, folder: Path) -> bytes:
    """Return a page printed by Chromium."""
    (folder / "page.html").write_text(page)
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    _run(["chromium", *options, f"--print-to-pdf={folder}/page.pdf", f"{folder}/page.html"])
    return (folder / "page.pdf").read_bytes()


def by_libreoffice(sheet: str, folder: Path) -> bytes:
    """Return a sheet printed by LibreOffice's spreadsheet program, in which small centers draw their certificates."""
    (folder / "sheet.fods").write_text(sheet)
    options = ["--headless", "--convert-to", "pdf:calc_pdf_Export", "--outdir", str(folder)]
    _run(["soffice", f"-env:UserInstallation=file://{folder}/profile", *options, f"{folder}/sheet.fods"])
    content = (folder / "sheet.pdf").read_bytes()
    (folder / "sheet.pdf").unlink()
    return content


def sheet_of(lines: Lines, said: Said) -> str:
    """Return a certificate as a sheet of three columns, lines across all of them, in LibreOffice's flat format."""
    names = {"office": "office", "style": "style", "text": "text", "table": "table", "fo": "xsl-fo-compatible"}
    spaces = " ".join(f'xmlns:{short}="{_NAMES}{name}:1.0"' for short, name in names.items())
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document {spaces} office:version="1.2" office:mimetype="{kind}">'
        f"<office:automatic-styles>{''.join(_styles(lines))}</office:automatic-styles><office:body><office:spreadsheet>"
        '<table:table table:name="Certificate">'
        '<table:table-column table:style-name="c" table:number-columns-repeated="3"/>'
        f"{''.join(_sheet_rows(lines, said))}</table:table></office:spreadsheet></office:body></office:document>"
    )


def _styles(lines: Lines) -> Iterator[str]:
    yield '<style:style style:name="c" style:family="table-column">'
    yield '<style:table-column-properties style:column-width="2.1in"/></style:style>'
    for size in sorted({kind if isinstance(kind, int) else 12 for kind, _ in lines} | {12}):
        yield f'<style:style style:name="s{size}" style:family="table-cell">'
        yield '<style:table-cell-properties fo:wrap-option="wrap"/><style:paragraph-properties fo:text-align="center"/>'
        yield f'<style:text-properties fo:font-size="{size}pt"/></style:style>'


def _sheet_rows(lines: Lines, said: Said) -> Iterator[str]:
    for kind, what in lines:
        if kind == "row":
            yield f"<table:table-row>{''.join(_cell(_told(cell, said), 12) for cell in what)}</table:table-row>"
        elif kind == "table":
            for label, value in what:
                yield f"<table:table-row>{_cell(label, 12)}{_cell(_told(value, said), 12, 2)}</table:table-row>"
        else:
            yield f"<table:table-row>{_cell(_told(what, said), kind, 3)}</table:table-row>"


def _cell(words: str, size: int, span: int = 1) -> str:
    spans = f'table:number-columns-spanned="{span}" table:number-rows-spanned="1"'
    kind = f'table:style-name="s{size}" office:value-type="string"'
    covered = "<table:covered-table-cell/>" * (span - 1)
    return f"<table:table-cell {kind} {spans}><text:p>{words}</text:p></table:table-cell>{covered}"


def by_reportlab(lines: Lines, said: Said, style: int) -> bytes:
    """Return a certificate drawn line by line, as many learning systems do."""
    from reportlab.lib.pagesizes import landscape, letter
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    width, height = landscape(letter) if style % 2 else letter
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    at, font = height - 90, FONTS[style % 3]
    for kind, what in lines:
        size = kind if isinstance(kind, int) else 12
        canvas.setFont(font, size)
        if kind == "row":
            for place, cell in enumerate(what):
                canvas.drawCentredString(width * (place + 1) / (len(what) + 1), at, cell.format(**said))
        elif kind == "table":
            for label, value in what:
                canvas.drawString(90, at, label)
                canvas.drawString(230, at, value.format(**said))
                at -= 20
        else:
            for line in _wrapped(canvas, what.format(**said), font, size, width - 120):
                canvas.drawCentredString(width / 2, at, line)
                at -= size * 1.2
        at -= size * 0.4 + 6
    canvas.save()
    return out.getvalue()


def _wrapped(canvas: Any, words: str, font: str, size: int, width: float) -> Iterator[str]:
    line: list[str] = []
    for word in words.split(" "):
        if line and canvas.stringWidth(" ".join([*line, word]), font, size) > width:
            yield " ".join(line)
            line = []
        line.append(word)
    yield " ".join(line)


def _told(words: str, said: Said) -> str:
    return html.escape(words.format(**said))


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 programs for printing, with files of our own
