"""What somebody wrote as a formula into a spreadsheet comes in as words, and leaves as words in every file there is."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from flask import Flask

from tests.factories import CenterWorld
from tests.house.addresses import path_of
from tests.house.test_exports import exports
from tests.pages.exports.brought_in import FORMULAS, fill
from tests.pages.ladder import Browse
from tracker.web.handing import ENDINGS

LIST_TO_FILL = "imports.list_to_fill"
# A packet is a PDF; what is attached to it is held below.
NO_TABLES = {"packets.file"}
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Written here anew: what leaves is not judged by what wrote it.
FORMULA = re.compile(r"^[\s\u200b-\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
# Numbers of ours may be less than nothing.
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# What an import takes out of a cell.
HIDDEN = " \t\r\u200b"
Files = dict[str, bytes]


def taken(app: Flask, center: CenterWorld, browse: Browse) -> Files:
    """Bring the spreadsheets in, take everything along as its director, and unpack what is packed."""
    client = browse(center.director)
    named = {"center": center.public_id, **fill(client, center)}
    found: Files = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in (exports(app) | {LIST_TO_FILL}) - NO_TABLES:
            continue
        for ending in ("csv", "xlsx") if ENDINGS in rule.rule else ("",):
            address = path_of(rule, {**named, "ending": ending})
            answer = client.get(address)
            assert answer.status_code == 200, f"{rule.endpoint}: name in fill() what {address} is about"
            found |= _unpacked(f"{rule.endpoint}.{ending or rule.rule.rsplit('.', 1)[1]}", answer.get_data())
            answer.close()
    return found


def _unpacked(name: str, content: bytes) -> Files:
    if not name.endswith(".zip"):
        return {name: content}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        those = [each for each in archive.namelist() if each.endswith((".csv", ".xlsx"))]
        assert those, f"no table in {name}"
        return {f"{name}/{each}": archive.read(each) for each in those}


def cells(files: Files) -> Iterator[tuple[str, str]]:
    """Yield each cell of each CSV, by the file it is in, where commas part cells and where other signs do."""
    for name, content in files.items():
        if name.endswith(".csv"):
            text = content.decode("utf-8-sig")
            for sign in ",;\t":
                for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
                    for cell in row if sign == "," else row[:1]:
                        yield name, cell


def test_no_cell_of_any_file_is_taken_for_a_formula(app: Flask, center: CenterWorld, browse: Browse) -> None:
    files = taken(app, center, browse)
    tables = [(name, cell) for name, cell in cells(files)]
    assert [each for each in tables if FORMULA.search(each[1]) and not NUMBER.fullmatch(each[1])] == []
    # Else nothing was proved: each of them is there, in the record that went along and in the archive.
    for where in ("record.mine_csv", "record.of_person_csv", "archive.file", "own_data.take"):
        whole = "\n".join(cell for name, cell in tables if name.startswith(where))
        for formula in FORMULAS if "person" not in where else FORMULAS[:1]:
            assert f"{formula.strip(HIDDEN)} course" in whole, (where, formula)
    for name, content in files.items():
        if name.endswith(".xlsx"):
            _hold_workbook(name, content)


def _hold_workbook(name: str, content: bytes) -> None:
    """No cell is a formula or leads away; one that looks like one is marked as text, so that it stays so."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    assert not [each for each in parts if re.search(r"vba|external|connections|embeddings", each)], name
    assert not any(b"TargetMode" in part for part in parts.values()), name
    texts = ["".join(each.itertext()) for each in _root(parts["xl/sharedStrings.xml"])] if _shares(parts) else []
    quoted = [each.get("quotePrefix") == "1" for each in _root(parts["xl/styles.xml"]).find(f"{SPACE}cellXfs") or ()]
    for part, xml in parts.items():
        if not part.startswith("xl/worksheets/sheet"):
            continue
        for cell in _root(xml).iter(f"{SPACE}c"):
            assert cell.find(f"{SPACE}f") is None, (name, cell.get("r"))
            text = _text(cell, texts)
            assert not FORMULA.search(text) or quoted[int(cell.get("s", "0"))], (name, cell.get("r"), text)


def test_no_file_is_reckoned_by_a_spreadsheet_program(
    app: Flask, center: CenterWorld, browse: Browse, tmp_path: Path
) -> None:
    """LibreOffice opens each, and finds no formula in it; in a file with one it does."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    files = {
        f"{at:03}.{name.rsplit('.', 1)[1]}": each for at, (name, each) in enumerate(_fewer(taken(app, center, browse)))
    }
    for name, content in {**files, "reckoned.csv": b'"=1+1","x"\n'}.items():
        (tmp_path / name).write_bytes(content)
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fods"]
    command += ["--outdir", str(tmp_path), *(str(tmp_path / name) for name in (*files, "reckoned.csv"))]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 our own command
    reckons = {path.stem for path in tmp_path.glob("*.fods") if "table:formula=" in path.read_text("utf-8")}
    assert len(list(tmp_path.glob("*.fods"))) == len(files) + 1
    assert reckons == {"reckoned"}


def _fewer(files: Files) -> Iterator[tuple[str, bytes]]:
    """Yield the files with something somebody wrote, each once."""
    seen: set[bytes] = set()
    for name, content in files.items():
        is_told = name.endswith(".xlsx") or b"course" in content or b"County" in content
        if is_told and content not in seen:
            seen.add(content)
            yield name, content


def test_what_is_attached_to_a_transcript_is_no_table(app: Flask, center: CenterWorld, browse: Browse) -> None:
    """A transcript carries its facts as JSON, which no spreadsheet program reckons; so does a packet (`attached`)."""
    client = browse(center.director)
    fill(client, center)
    with pikepdf.open(io.BytesIO(client.get(center.path("my-record/transcript.pdf")).get_data())) as document:
        attached = {name: file.get_file().read_bytes() for name, file in document.attachments.items()}
    assert [name.rpartition(".")[2] for name in attached] == ["json"]
    assert all(json.loads(content) for content in attached.values())


def _shares(parts: Files) -> bool:
    return "xl/sharedStrings.xml" in parts


def _root(xml: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(xml)  # noqa: S314 we wrote it


def _text(cell: ElementTree.Element, texts: list[str]) -> str:
    kind, value = cell.get("t"), cell.findtext(f"{SPACE}v") or ""
    if kind == "s":
        return texts[int(value)]
    return "".join(cell.itertext()) if kind == "inlineStr" else ""
