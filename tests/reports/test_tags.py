"""A screen reader finds one document: sections, headings, tables with heads, pictures with a description."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf


def walk(node: Any) -> Iterator[Any]:
    """Yield each structure element below a node, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from walk(kid)


def numbers(pdf: pikepdf.Pdf) -> dict[int, Any]:
    """Return what the tree of parents says of each number."""
    found = {}
    for kid in pdf.Root.StructTreeRoot.ParentTree.Kids:
        low, high = (int(limit) for limit in kid.Limits)
        for at in range(0, len(kid.Nums), 2):
            assert low <= int(kid.Nums[at]) <= high
            assert int(kid.Nums[at]) not in found
            found[int(kid.Nums[at])] = kid.Nums[at + 1]
    return found


def test_there_is_one_document_and_everything_hangs_under_it(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root.StructTreeRoot
    assert [kid.S for kid in root.K] == ["/Document"]
    assert {str(kid.S) for kid in root.K[0].K} == {"/Sect"}
    for section in root.K[0].K:
        assert root.K[0] == section.P
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-US"


def test_every_page_and_link_finds_its_tags(pdf: pikepdf.Pdf) -> None:
    owners = numbers(pdf)
    for page in pdf.pages:
        marked = owners[int(page.obj.StructParents)]
        assert len(marked) == sum(
            instruction.operator == pikepdf.Operator("BDC") and "/MCID" in instruction.operands[1]
            for instruction in pikepdf.parse_content_stream(page)
        )
        assert all("/S" in element for element in marked)
        for link in page.obj.get("/Annots", []):
            assert owners[int(link.StructParent)].S == "/Link"


def test_every_exhibits_page_is_a_picture_with_a_description(pdf: pikepdf.Pdf, text: list[str]) -> None:
    code, *figures = [node for node in walk(pdf.Root.StructTreeRoot.K[0]) if node.S == "/Figure"]
    assert str(code.Alt) == "Code with the address of the page that checks this packet"
    shown = [page for page in text if re.match(r"Exhibit \d+ page", page) and "The file of this exhibit" not in page]
    assert len(figures) == len(shown)
    assert all(str(figure.Alt).startswith("Exhibit ") for figure in figures)
    assert len({str(figure.Alt) for figure in figures}) == len(figures)


def test_a_table_is_whole_on_each_page_with_its_own_head(pdf: pikepdf.Pdf) -> None:
    tables = [node for node in walk(pdf.Root.StructTreeRoot.K[0]) if node.S == "/Table"]
    assert tables
    for table in tables:
        cells = [node for node in walk(table) if node.S in {"/TH", "/TD"}]
        assert {cell.Pg.objgen for cell in cells} == {table.Pg.objgen}
        assert any(cell.S == "/TH" for cell in cells)
        rows = [Counter(str(cell.S) for cell in row.K) for row in walk(table) if row.S == "/TR"]
        assert len({sum(row.values()) for row in rows}) == 1
        scopes = {str(cell.A.Scope) for cell in cells if cell.S == "/TH"}
        assert scopes <= {"/Row", "/Column"}


def test_a_section_over_several_pages_is_one_section(pdf: pikepdf.Pdf) -> None:
    for section in pdf.Root.StructTreeRoot.K[0].K:
        headings = [kid for kid in walk(section) if kid.S == "/H1"]
        assert len(headings) == 1


def test_text_comes_out_in_reading_order(text: list[str]) -> None:
    page = next(page for page in text if "Findings\n" in page)
    order = ["Person 001", "Forensic interviewer", "Findings", "Requirement", "1.1", "Completions", "Completed", "Page"]
    at = [page.index(words) for words in order]
    assert at == sorted(at)
