"""Whoever has no spreadsheet takes a list to fill; what it offers is the center's own."""

from pathlib import Path

from tests.factories import CenterWorld
from tests.pages.ladder import Browse
from tracker.domain.access import AccessRole
from tracker.domain.imports.plan import Layout
from tracker.domain.imports.reading import propose
from tracker.intake.workbooks import read_book


def test_the_list_offers_what_the_center_has_and_is_understood_as_it_is(
    center: CenterWorld, other_center: CenterWorld, browse: Browse, tmp_path: Path
) -> None:
    center.person("Zora Quill")
    other_center.person("Somebody Elsewhere")
    answer = browse(center.director).get(center.path("import/list-to-fill.xlsx"))
    assert answer.headers["Content-Disposition"] == "attachment; filename=list-to-fill.xlsx"
    path = tmp_path / "list.xlsx"
    path.write_bytes(answer.data)
    book, _ = read_book(path, "list-to-fill.xlsx")
    cells = {cell for sheet in book.sheets for row in sheet.rows for cell in row}
    assert "Zora Quill" in cells
    assert "TF-CBT training for CAC clinicians" in cells, "of the catalog"
    assert "Somebody Elsewhere" not in cells
    laid_out = {each.sheet: each.layout for each in propose(book).sheets}
    assert laid_out["Lists"] is Layout.SKIP


def test_staff_do_not_bring_in_what_others_completed(center: CenterWorld, browse: Browse) -> None:
    member = center.member(AccessRole.STAFF)
    assert browse(member).get(center.path("import/list-to-fill.xlsx")).status_code == 403
