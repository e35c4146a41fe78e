"""A transcript: what somebody completed, for themselves and for who sees the team, with the same data inside."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from tests.factories import CenterWorld
from tests.house.repository import ROOT
from tests.pages.forms import page_of, text_of
from tests.reports.conftest import page_texts
from tracker.domain.access import AccessRole
from tracker.domain.transcripts import FILE
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import Person

Browse = Callable[..., FlaskClient]


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def ana(center: CenterWorld) -> str:
    """Somebody with completions in two years, in every state, on every proof."""
    row = center.person("Ana Reyes")
    center.completion(
        row, title="=Trauma", hours=Decimal("1.25"), grade=Grade.CERTIFICATE, topics=frozenset({"trauma"})
    )
    center.completion(
        row, title="Earlier", completed_on=date(2025, 5, 1), hours=Decimal(2), provider="NCMEC", grade=Grade.VERIFIED
    )
    center.completion(row, title="Waits", state=CompletionState.SUBMITTED, hours=Decimal(8), grade=Grade.OWN_WORD)
    for state in (CompletionState.DRAFT, CompletionState.RETURNED, CompletionState.WITHDRAWN):
        center.completion(row, title=f"Not claimed, {state}", state=state)
    return center.public_id_of(Person, row)


def path_of(center: CenterWorld, ana: str, ending: str) -> str:
    return center.path(f"people/{ana}/transcript.{ending}")


def data_in(content: bytes) -> dict[str, Any]:
    with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
        found: dict[str, Any] = json.loads(pdf.attachments[FILE].get_file().read_bytes())
        return found


def test_it_lists_what_is_claimed_and_nothing_else(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    answer = client.get(path_of(center, ana, "csv"))
    heads, *rows = csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")))
    assert heads[:3] == ["Training", "Completed", "Hours"]
    assert [(row[0], row[1], row[2], row[7]) for row in rows] == [
        ("Waits", "2026-03-02", "8", "Submitted"),
        ("'=Trauma", "2026-03-02", "1.25", "Accepted"),
        ("Earlier", "2025-05-01", "2", "Accepted"),
    ]


def test_hours_add_up_year_by_year_as_my_record_says(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(path_of(center, ana, "xlsx")).get_data()))
    assert book.sheet_names == ["Completions", "Hours by year", "Roles", "Findings"]
    rows = book.get_sheet_by_name("Hours by year").to_python()
    top = rows.index(["Year", "Completions", "Accepted hours", "All hours so far"])
    assert rows[top + 1 : top + 3] == [["2025", 1, 2, 2], ["2026", 2, 1.25, 3.25]]
    assert "3 completions, 3.25 accepted hours. 1 self-reported" in str(rows[1][0])


def test_the_pdf_says_it_all_and_who_decided(
    center: CenterWorld, client: FlaskClient, ana: str, tmp_path: Path
) -> None:
    (tmp_path / "transcript.pdf").write_bytes(client.get(path_of(center, ana, "pdf")).get_data())
    said = " ".join(" ".join(page_texts(tmp_path / "transcript.pdf")).split())
    for words in (
        "Training transcript: Ana Reyes",
        "=Trauma",
        "NCMEC",
        "Own word",
        "3.25",
        "Victim advocate",
        "Not met",
    ):
        assert words in said, words
    assert "Not claimed" not in said


def test_the_data_inside_says_the_same(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    data = data_in(client.get(path_of(center, ana, "pdf")).get_data())
    assert (data["form"], data["number"]) == ("training-transcript", 1)
    assert data["person"]["name"] == "Ana Reyes"
    assert data["person"]["roles"] == [{"role": "victim_advocate", "starts_on": "2020-01-01", "ends_on": None}]
    said = [(each["title"], each["completed_on"], each["hours"], each["state"]) for each in data["completions"]]
    assert said == [
        ("Waits", "2026-03-02", "8", "submitted"),
        ("=Trauma", "2026-03-02", "1.25", "accepted"),
        ("Earlier", "2025-05-01", "2", "accepted"),
    ]
    assert {each["standard"] for each in data["findings"]} <= {"nca-csec", "nca-essential-training"}


def test_the_guide_of_the_data_names_every_field(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    guide = (ROOT / "docs" / "transcript-data.md").read_text("utf-8")
    data = data_in(client.get(path_of(center, ana, "pdf")).get_data())

    def names(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(names, value.values()))
        return set().union(*map(names, value)) if isinstance(value, list) else set()

    assert {name for name in names(data) if f"`{name}`" not in guide} == set()


def test_one_takes_ones_own_from_my_record(center: CenterWorld, browse: Browse) -> None:
    staff = browse(center.member(AccessRole.STAFF))
    links = page_of(staff.get(center.path("my-record"))).select("main .take-along a")
    assert [str(link["href"]).rpartition(".")[2] for link in links] == ["pdf", "xlsx", "csv"]
    assert all(staff.get(str(link["href"])).status_code == 200 for link in links)


def test_a_colleagues_is_taken_from_their_page_by_who_sees_the_team_alone(
    center: CenterWorld, client: FlaskClient, browse: Browse, ana: str
) -> None:
    links = page_of(client.get(center.path(f"people/{ana}"))).select("main .take-along a")
    assert [str(link["href"]) for link in links] == [path_of(center, ana, end) for end in ("pdf", "xlsx", "csv")]
    assert client.get(str(links[1]["href"])).status_code == 200
    assert "took the record of Ana Reyes along as a table" in text_of(client.get(center.path("history")))
    assert browse(center.member(AccessRole.STAFF)).get(str(links[1]["href"])).status_code == 404
