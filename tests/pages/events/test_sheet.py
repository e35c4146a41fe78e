"""The sign-in sheet of a training: names expected, rows for others, a place to sign."""

import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from tests.factories import CenterWorld
from tests.pages.events.held import record, team
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import Browse
from tests.reports.conftest import page_texts
from tracker.domain.access import AccessRole
from tracker.services.planned_events import BLANK_ROWS

TO_COME = "events/sign-in-sheet{}?title=Trauma+%26+care&held_on=2027-01-15&hours=1:30&provider=NCMEC"


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def names(content: bytes) -> list[str]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    top = next(number for number, row in enumerate(rows) if row[0] == "Name")
    return [str(row[0]) for row in rows[top + 1 :]]


def test_a_sheet_for_a_training_to_come_expects_everybody_who_is_here(center: CenterWorld, client: FlaskClient) -> None:
    team(center)
    found = names(client.get(center.path(TO_COME.format(".xlsx"))).get_data())
    assert set(found[:4]) == {"Ana Reyes", "Sam Okafor", "Bo Hart", "Dana Whitfield"}
    assert found[4 : 4 + BLANK_ROWS] == [""] * BLANK_ROWS


def test_its_pdf_says_which_training_and_where_to_sign(
    center: CenterWorld, client: FlaskClient, tmp_path: Path
) -> None:
    team(center)
    (tmp_path / "sheet.pdf").write_bytes(client.get(center.path(TO_COME.format(".pdf"))).get_data())
    (page,) = page_texts(tmp_path / "sheet.pdf")
    said = " ".join(page.split())
    for words in (
        "Sign-in sheet: Trauma & care",
        "Jan 15, 2027 · 1.5 hours · NCMEC",
        "Name Agency, field or role Signature Hours present",
        "Led by (name, signature, day)",
    ):
        assert words in said, words


def test_the_page_asks_which_training_and_then_offers_the_sheet(center: CenterWorld, client: FlaskClient) -> None:
    asked = page_of(client.get(center.path("events/sign-in-sheet")))
    assert not asked.select(".take-along")
    ready = page_of(client.get(center.path(TO_COME.format(""))))
    (pdf, *_) = ready.select("main .take-along a")
    assert client.get(str(pdf["href"])).status_code == 200
    wrong = client.get(center.path("events/sign-in-sheet?title=A&held_on=never"))
    assert not page_of(wrong).select(".take-along")
    assert "Enter a real date" in text_of(wrong) or page_of(wrong).select(".error-summary")


def test_the_sheet_of_an_event_expects_those_who_are_ticked(center: CenterWorld, client: FlaskClient) -> None:
    ana, sam, _ = team(center)
    event = record(center, [ana, sam], title="Peer review")
    links = page_of(client.get(center.path(f"events/{event}"))).select("main .take-along a")
    answer = client.get(str(links[1]["href"]))
    assert names(answer.get_data())[:3] == ["Ana Reyes", "Sam Okafor", ""]
    assert "sign-in-sheet-peer-review-2026-03-02.xlsx" in answer.headers["Content-Disposition"]


def test_staff_print_no_sheet(center: CenterWorld, browse: Browse) -> None:
    event = record(center)
    staff = browse(center.member(AccessRole.STAFF))
    for path in ("events/sign-in-sheet", TO_COME.format(".csv"), f"events/{event}/sign-in-sheet.csv"):
        assert staff.get(center.path(path)).status_code == 403
