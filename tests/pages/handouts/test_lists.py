"""Gap list, what lapses, matrix, plan: what goes along says what the page says, in each of three forms."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from bs4 import Tag
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.pages.matrix.teams import CSEC, days_ago, follow_only, visit
from tests.reports.conftest import page_texts
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.finding import Status
from tracker.domain.vocabulary import CompletionState, Role
from tracker.domain.windows import anniversary, day_before
from tracker.formatting import format_date
from tracker.services import assessments, standards

Browse = Callable[..., FlaskClient]
LISTS = ("gaps", "lapses", "matrix", "plan/agreed")
REFRESHED = {"hours": Decimal(8), "topics": frozenset({"identification"})}


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    follow_only(center, CSEC)
    center.completion(center.person("Ana Reyes"), completed_on=days_ago(center, 600), **REFRESHED)
    bo = center.person("=Bo Hart", roles=(Role.FORENSIC_INTERVIEWER,))
    center.completion(bo, completed_on=days_ago(center, 30), state=CompletionState.SUBMITTED, **REFRESHED)
    center.person("Cy New", since=days_ago(center, 1))
    return browse(center.director)


def rows_of(answer: TestResponse) -> list[list[str]]:
    """Return the rows of a CSV, its heads first."""
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def cells_of(answer: TestResponse, first: str) -> list[list[str]]:
    """Return the rows of a workbook from its heads on, as words."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.get_data())).get_sheet_by_index(0).to_python()
    top = next(number for number, row in enumerate(sheet) if row[0] == first)
    last = next((number for number, row in enumerate(sheet) if number > top and not row[0]), len(sheet))
    return [[_word(cell) for cell in row] for row in sheet[top:last]]


def _word(cell: object) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def table_of(client: FlaskClient, path: str) -> list[list[str]]:
    """Return the table of a page as words."""
    table = page_of(client.get(path)).select_one("main table")
    assert isinstance(table, Tag)
    return [[" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in table.select("tr")]


def test_the_gap_list_holds_every_gap_of_the_assessment_and_says_what_closes_it(
    center: CenterWorld, client: FlaskClient
) -> None:
    heads, *rows = rows_of(client.get(center.path("gaps.csv")))
    assert heads == ["Who", "Requirement", "Stands", "Why", "What would close it", "Due"]
    with center.working():
        (followed,) = standards.followed(center.actor())
        found = assessments.of_team(center.actor(), followed, center.actor().today).all_findings
    lacking = {Status.NOT_MET, Status.LAPSED, Status.IN_REVIEW, Status.NOT_YET_DUE}
    expected = [each.person.name if each.person else "The team" for each in found if each.status in lacking]
    assert sorted(row[0].removeprefix("'") for row in rows) == sorted(expected)
    assert {row[2] for row in rows} >= {"Not met", "In review", "Not yet due"}
    sentences = {(each.status.label, each.reason, each.gap) for each in found}
    assert {tuple(row[2:5]) for row in rows} <= sentences
    assert all(row[4] for row in rows)


@pytest.mark.parametrize(("path", "first"), [("gaps", "Who"), ("lapses", "Who"), ("lapses?ahead=3", "Who")])
def test_page_csv_excel_and_pdf_of_a_list_say_the_same(
    center: CenterWorld, client: FlaskClient, tmp_path: Path, path: str, first: str
) -> None:
    visit(center, center.actor().today + timedelta(days=400))
    name, _, query = path.partition("?")
    as_csv = rows_of(client.get(center.path(f"{name}.csv?{query}")))
    unmarked = [[cell.removeprefix("'") for cell in row] for row in as_csv]
    assert cells_of(client.get(center.path(f"{name}.xlsx?{query}")), first) == unmarked
    shown = table_of(client, center.path(path)) if len(as_csv) > 1 else [as_csv[0]]
    assert [[_as_printed(cell) for cell in row] for row in unmarked] == shown
    (tmp_path / "list.pdf").write_bytes(client.get(center.path(f"{name}.pdf?{query}")).get_data())
    printed = " ".join(" ".join(page_texts(tmp_path / "list.pdf")).split())
    for row in shown[1:]:
        for cell in row:
            assert all(word in printed for word in cell.split()), cell


def _as_printed(cell: str) -> str:
    try:
        return format_date(date.fromisoformat(cell))
    except ValueError:
        return cell


def test_the_matrix_goes_along_as_it_is_filtered_and_says_so(center: CenterWorld, client: FlaskClient) -> None:
    path = "matrix{}?standard=nca-csec&role=victim_advocate"
    heads, *rows = rows_of(client.get(center.path(path.format(".csv"))))
    shown = page_of(client.get(center.path(path.format(""))))
    labels = [" ".join(each.get_text().split()) for each in shown.select("main table thead th")]
    assert heads == labels
    assert [row[0] for row in rows] == ["Ana Reyes", "Cy New"]
    words = " ".join(shown.select("main table tbody tr")[0].get_text(" ").split())
    for cell in rows[0][1:-2]:
        assert cell in words or cell == "Does not apply"
    assert words.endswith(f"{rows[0][-2]} {rows[0][-1]}")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(client.get(center.path(path.format(".xlsx"))).get_data()))
    assert "Only Victim advocate: 2 people of 3." in str(sheet.get_sheet_by_index(0).to_python()[1][0])


def test_the_matrix_on_paper_holds_every_number_of_the_page_and_the_team_as_one(
    center: CenterWorld, client: FlaskClient, tmp_path: Path
) -> None:
    _, *rows = rows_of(client.get(center.path("matrix.csv")))
    page = page_of(client.get(center.path("matrix")))
    (tmp_path / "matrix.pdf").write_bytes(client.get(center.path("matrix.pdf")).get_data())
    (said,) = (" ".join(text.split()) for text in page_texts(tmp_path / "matrix.pdf"))
    for row in rows:
        cells = ["n/a" if cell == "Does not apply" else cell for cell in row[1:]]
        begins = said.index(row[0].removeprefix("'"))
        there = [said.index(cell, begins) for cell in cells]
        assert there[-1] - begins < 300, row
    for card in page.select("main h2 ~ .grid .card"):
        title, word = (card.select_one(each) for each in ("h3", ".status"))
        assert title is not None and word is not None
        assert f"{title.get_text().strip()}: {word.get_text().strip().lower()}" in said
    assert f"{len(rows)} people." in said


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_what_lapses_by_a_day_holds_through_the_day_before(center: CenterWorld, client: FlaskClient, days: int) -> None:
    lapses_on = anniversary(days_ago(center, 600), 24)
    visit(center, lapses_on + timedelta(days=days))
    found = [row for row in rows_of(client.get(center.path("lapses.csv")))[1:] if row[0] == "Ana Reyes"]
    assert [row[3] for row in found] == ([day_before(lapses_on).isoformat()] if days >= 0 else [])


@pytest.mark.parametrize(("days", "there"), [(-1, False), (0, True)])
def test_what_lapses_by_any_day_to_come_is_told_on_the_page_and_taken_along(
    center: CenterWorld, client: FlaskClient, days: int, *, there: bool
) -> None:
    day = (anniversary(days_ago(center, 600), 24) + timedelta(days=days)).isoformat()
    page = client.get(center.path(f"lapses?as_of={day}"))
    assert ("Ana Reyes" in text_of(page)) is there
    (link,) = page_of(page).select("main .take-along a[href*='lapses.csv']")
    assert any(row[0] == "Ana Reyes" for row in rows_of(client.get(str(link["href"])))) is there


def test_without_a_visit_to_come_a_year_ahead_is_proposed(center: CenterWorld, client: FlaskClient) -> None:
    options = page_of(client.get(center.path("lapses"))).select("main form option")
    assert [option.get_text() for option in options] == [f"{number} months from today" for number in (12, 6, 3)]
    a_year_on = anniversary(center.actor().today, 12).isoformat()
    for odd in ("", "?ahead=%00", "?ahead=nonsense"):
        assert a_year_on in client.get(center.path(f"lapses.csv{odd}")).headers["Content-Disposition"]


@pytest.mark.parametrize("name", ["gaps", "lapses", "matrix"])
@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv"])
def test_each_page_offers_its_list_in_three_forms(
    center: CenterWorld, client: FlaskClient, name: str, ending: str
) -> None:
    (link,) = page_of(client.get(center.path(name))).select(f"main .take-along a[href*='{name}.{ending}']")
    answer = client.get(str(link["href"]))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f".{ending}")
    assert answer.headers["Cache-Control"] == "private, no-store"
    magic = {"pdf": b"%PDF-1.7", "xlsx": b"PK\x03\x04", "csv": b"\xef\xbb\xbf"}[ending]
    assert answer.get_data().startswith(magic)


@pytest.mark.parametrize("name", ["gaps.csv", "lapses.xlsx", "matrix.csv", "matrix.pdf"])
def test_taking_a_list_along_stands_in_the_history(center: CenterWorld, client: FlaskClient, name: str) -> None:
    client.get(center.path(name))
    assert "took a list of the team along" in text_of(client.get(center.path("history")))


@pytest.mark.parametrize("name", [*(f"{each}.xlsx" for each in LISTS), "gaps", "lapses"])
def test_staff_get_no_list_of_the_team(center: CenterWorld, browse: Browse, name: str) -> None:
    staff = browse(center.member(AccessRole.STAFF))
    assert staff.get(center.path(name)).status_code == 403


@pytest.mark.parametrize("name", LISTS)
def test_no_other_ending_has_an_address(center: CenterWorld, client: FlaskClient, name: str) -> None:
    assert client.get(center.path(f"{name}.docx")).status_code == 404


def test_no_connection_is_held_while_a_list_is_drawn(
    center: CenterWorld, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []

    def drawn(*_: object) -> bytes:
        held.append(db.session().in_transaction())
        return b"%PDF-1.7"

    monkeypatch.setattr("tracker.reports.handout.as_pdf", drawn)
    assert client.get(center.path("gaps.pdf")).status_code == 200
    assert held == [False]
