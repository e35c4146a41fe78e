"""A handout as PDF says what its tables say, is read aloud in order, and holds the data that was given along."""

import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from tests.intake import making
from tests.reports.conftest import page_texts
from tests.reports.handouts import HOSTILE, handout
from tests.reports.judge import ARCHIVE, SCREEN_READER, faults
from tests.reports.test_tags import walk
from tracker.domain.errors import Conflict, TrackerError
from tracker.domain.handout import Attachment, Column, Kind, Table
from tracker.domain.verdict import Status
from tracker.reports import handout as reports
from tracker.reports.handout import MOST_ROWS, as_pdf, printed
from tracker.standards import editions

NAMES = tuple(f"Person {number:03}" for number in range(60))


@pytest.fixture(scope="module")
def content() -> bytes:
    data = Attachment("people.json", "The same people as data", json.dumps({"people": len(NAMES)}))
    return as_pdf(handout(NAMES, attachment=data))


@pytest.fixture
def pdf(content: bytes) -> pikepdf.Pdf:
    return pikepdf.Pdf.open(io.BytesIO(content))


def texts(content: bytes, folder: Path) -> list[str]:
    (folder / "handout.pdf").write_bytes(content)
    return page_texts(folder / "handout.pdf")


def test_every_value_is_printed_in_order_on_pages_that_say_their_number(content: bytes, tmp_path: Path) -> None:
    pages = texts(content, tmp_path)
    said = " ".join("\n".join(pages).split())
    places = [said.index(name) for name in NAMES]
    assert places == sorted(places)
    assert {said.count(f"Why of {name}") for name in NAMES} == {1}
    assert said.count("Mar 2, 2026 1.25") == len(NAMES)
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Working draft, not checked against NCA's text" in page


def test_every_status_has_its_word() -> None:
    (table,) = printed(handout())["tables"]
    assert {row[1]["words"] for row in table["rows"]} == {status.label for status in Status}


def test_hostile_words_are_printed_as_words_and_lead_nowhere(tmp_path: Path) -> None:
    content = as_pdf(handout(HOSTILE))
    said = "\n".join(texts(content, tmp_path))
    for name in ("=1+1", "@x", "A & B &D &P <b>", "http://example.org/", "007"):
        assert name in said
    with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
        assert not any("/Annots" in page.obj for page in pdf.pages)
        assert "/OpenAction" not in pdf.Root
        assert len(pdf.attachments) == 0


def test_the_file_says_what_it_is_in_which_language(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.Title) == "People & their hours: Harbor House CAC"
    assert str(pdf.Root.Lang) == "en-US"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.MarkInfo.Marked


@pytest.mark.parametrize("names", [NAMES, HOSTILE, ("A letter of nobody's alphabet: \u0378",)])
def test_it_says_that_it_is_fit_for_an_archive_and_a_screen_reader_where_it_is(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    data = Attachment("people.json", "The same people as data", "{}")
    path, logo = tmp_path / "handout.pdf", tmp_path / "logo.png"
    logo.write_bytes(making.saved(making.photo(300, 100), "PNG"))
    path.write_bytes(as_pdf(handout(names, attachment=data), logo=logo))
    wrong = [*faults(path, ARCHIVE), *faults(path, SCREEN_READER)]
    with pikepdf.open(path) as pdf:
        assert (b"pdfaid" in pdf.Root.Metadata.read_bytes()) == (wrong == [])
    assert wrong == [] or names != NAMES
    assert wrong != [] or "\u0378" not in names[0]


def test_every_typeface_is_in_the_file(pdf: pikepdf.Pdf) -> None:
    fonts = [font for page in pdf.pages for font in page.obj.Resources.Font.values()]
    assert fonts
    for font in fonts:
        holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(holder.FontDescriptor.keys())


def test_a_table_is_whole_on_each_page_with_its_own_head(pdf: pikepdf.Pdf) -> None:
    tables = [node for node in walk(pdf.Root.StructTreeRoot.K[0]) if node.S == "/Table"]
    assert len(tables) == len(pdf.pages) > 1
    for table in tables:
        rows = [Counter(str(cell.S) for cell in row.K) for row in walk(table) if row.S == "/TR"]
        assert len({sum(row.values()) for row in rows}) == 1
        assert rows[0] == {"/TH": 7}
        assert {row["/TH"] for row in rows[1:]} == {1}
        scopes = {str(cell.A.Scope) for cell in walk(table) if cell.S == "/TH"}
        assert scopes == {"/Row", "/Column"}


def test_every_page_finds_its_tags_and_the_foot_is_passed_over(pdf: pikepdf.Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in pdf.pages:
        marks = [entry for entry in pikepdf.parse_content_stream(page) if entry.operator == pikepdf.Operator("BDC")]
        assert len(owners[int(page.obj.StructParents)]) == sum("/MCID" in entry.operands[1] for entry in marks)
        assert [entry.operands[1].Subtype for entry in marks if entry.operands[0] == "/Artifact"][-1] == "/Footer"


def test_the_data_lies_inside_and_the_file_names_it(pdf: pikepdf.Pdf) -> None:
    (name,) = pdf.attachments
    file = pdf.attachments[name]
    assert (name, file.get_file().mime_type) == ("people.json", "application/json")
    assert json.loads(file.get_file().read_bytes()) == {"people": len(NAMES)}
    (named,) = pdf.Root.AF
    assert (str(named.UF), named.AFRelationship) == ("people.json", "/Data")


def test_the_same_handout_gives_the_same_bytes(content: bytes) -> None:
    data = Attachment("people.json", "The same people as data", json.dumps({"people": len(NAMES)}))
    assert as_pdf(handout(NAMES, attachment=data)) == content


def test_thirty_people_with_long_names_fit_one_sheet_of_the_standard_with_the_longest_heads() -> None:
    titles = [each.title for each in editions.edition("nca-essential-training", "2023").requirements]
    columns = (Column("Person", Kind.NAME), *(Column(title, Kind.STATUS) for title in titles[:9]))
    rows = tuple((f"María José Fernández-Castañeda of {name}", *list(Status), Status.MET) for name in NAMES[:30])
    people = Table(
        title="People", columns=columns, rows=rows, note="The team as one. " + "Written protocol: met; " * 12
    )
    sheet = handout(tables=(people,), dense=True, lines=("As of Nov 24, 2026", "41 of 200 met. 30 people."))
    with pikepdf.Pdf.open(io.BytesIO(as_pdf(sheet))) as pdf:
        assert len(pdf.pages) == 1


def test_a_column_without_a_value_takes_no_room_on_paper_but_for_a_pen() -> None:
    columns = (Column("Name", Kind.NAME), Column("Note"), Column("Signature", Kind.BLANK))
    table = Table(title="T", columns=columns, rows=(("Ana Reyes", "", None),))
    (shown,) = printed(handout(tables=(table,)))["tables"]
    assert [column["title"] for column in shown["columns"]] == ["Name", "Signature"]


def test_a_list_that_would_take_long_is_told_to_go_as_a_spreadsheet() -> None:
    with pytest.raises(Conflict, match=r"601 rows, and 600 go into a PDF.*Excel or CSV"):
        as_pdf(handout(("Ana",) * (MOST_ROWS + 1)))


def test_what_cannot_be_drawn_says_so_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tracker.reports.handout.SECONDS", 0.1)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(TrackerError, match="could not be drawn just now"):
        as_pdf(replace(handout(NAMES), title="Late"))
    assert list(tmp_path.iterdir()) == []


def test_one_is_drawn_at_a_time_and_who_comes_meanwhile_is_told_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.reports.handout.PATIENCE", 0)
    with reports._turns, pytest.raises(Conflict, match="Others are having PDFs drawn"):
        as_pdf(handout())
