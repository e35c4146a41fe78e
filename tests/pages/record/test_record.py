"""A record through its pages: one's own, somebody's, narrowed, paged, taken along."""

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.forms import page_of, text_of
from tests.statements import counted
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import CompletionState
from tracker.models import Person

Browse = Callable[..., FlaskClient]


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def titles(client: FlaskClient, path: str) -> list[str]:
    return [link.get_text() for link in page_of(client.get(path)).select("main table a")]


def test_an_empty_record_offers_the_first_step(center: CenterWorld, client: FlaskClient) -> None:
    assert "Nothing logged yet" in text_of(client.get(center.path("my-record")))


def test_a_record_shows_everything_and_the_hours_of_each_year(center: CenterWorld, client: FlaskClient) -> None:
    center.completion(title="Of this year", hours=Decimal("1.25"))
    center.completion(title="Of last year", completed_on=date(2025, 5, 1), hours=Decimal(2))
    center.completion(title="In review", state=CompletionState.SUBMITTED, hours=Decimal(8))
    center.completion(title="Gone", state=CompletionState.WITHDRAWN)
    path = center.path("my-record")
    assert titles(client, path) == ["In review", "Of this year", "Of last year"]
    assert "2026 2 1.25 2025 1 2" in text_of(client.get(path))


def test_a_record_is_narrowed_by_year_topic_and_state(center: CenterWorld, client: FlaskClient) -> None:
    center.completion(title="A", topics=frozenset({"trauma"}))
    center.completion(title="B", completed_on=date(2025, 1, 1))
    center.completion(title="C", state=CompletionState.WITHDRAWN)
    path = center.path("my-record")
    assert titles(client, f"{path}?year=2025") == ["B"]
    assert titles(client, f"{path}?topic=trauma") == ["A"]
    assert titles(client, f"{path}?state=withdrawn") == ["C"]
    assert titles(client, f"{path}?year=1999&topic=%00&state=x&page=-1") == ["A", "B"]
    assert "Nothing fits these filters" in text_of(client.get(f"{path}?year=2025&topic=trauma"))


def test_a_long_record_comes_a_page_at_a_time(app: Flask, center: CenterWorld, client: FlaskClient) -> None:
    center.completion(title="One")
    path = center.path("my-record")

    def statements() -> int:
        with app.app_context(), counted() as asked:
            client.get(path)
        return len(asked)

    few = statements()
    for number in range(54):
        center.completion(title=f"Number {number}", topics=frozenset({"trauma"}))
    assert statements() == few
    assert len(titles(client, path)) == 50
    assert len(titles(client, f"{path}?topic=trauma&page=2")) == 4
    following = page_of(client.get(f"{path}?topic=trauma")).select_one("a[rel=next]")
    assert following is not None
    assert "topic=trauma" in str(following["href"])


def test_a_record_is_there_for_its_person_and_the_team(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    person = center.person("Ana Reyes")
    public_id = center.public_id_of(Person, person)
    for page in (f"people/{public_id}/record", f"people/{public_id}/record.csv"):
        for reader in (center.member(person_id=person), center.member(AccessRole.DEPUTY), center.director):
            assert browse(reader).get(center.path(page)).status_code == 200
        assert browse(center.member()).get(center.path(page)).status_code == 404
        assert browse(other_center.director).get(other_center.path(page)).status_code == 404
        assert browse().get(center.path(page)).status_code == 302
    assert browse(center.director).get(center.path("people/" + "2" * 20 + "/record")).status_code == 404


def test_a_directors_way_to_log_for_somebody_stands_on_their_record(center: CenterWorld, client: FlaskClient) -> None:
    public_id = center.public_id_of(Person, center.person("Ana Reyes"))
    shown = page_of(client.get(center.path(f"people/{public_id}/record")))
    assert shown.select(f"main a[href$='completions/new?person={public_id}']")


def test_the_table_to_take_along_holds_everything_and_starts_nothing(center: CenterWorld, client: FlaskClient) -> None:
    for title in ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\tTab", "Plain, with comma"):
        center.completion(title=title, note="=1+1", hours=Decimal("1.50"))
    answer = client.get(center.path("my-record.csv"))
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == "attachment; filename=training-record.csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) == 6
    assert {row["Note"] for row in rows} == {"'=1+1"}
    assert {row["Hours"] for row in rows} == {"1.5"}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "Plain, with comma" in {row["Title"] for row in rows}


def test_the_table_is_narrowed_as_the_page_is(center: CenterWorld, client: FlaskClient) -> None:
    center.completion(title="A")
    center.completion(title="B", completed_on=date(2025, 1, 1))
    link = page_of(client.get(center.path("my-record?year=2025"))).select_one("main a[href*='.csv']")
    assert link is not None
    rows = client.get(str(link["href"])).data.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
