"""Whoever decides sees what the certificate says beside what was entered, and where the two differ."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import page_of, text_of
from tests.services.files import attached
from tests.services.test_reviews import submitted

FILES = Path(__file__).parents[2] / "intake" / "reading" / "files"
CLASSIC = FILES / "00-classic-chromium.pdf"
STATED: dict[str, Any] = json.loads(CLASSIC.with_name(f"{CLASSIC.name}.json").read_text())


@pytest.fixture
def client(center: CenterWorld, browse: Callable[..., FlaskClient]) -> FlaskClient:
    return browse(center.director)


def waiting(center: CenterWorld, content: bytes, **values: Any) -> str:
    """A completion of whom the certificate names, with that file."""
    completion = submitted(center, person_id=center.person(STATED["person"]), **values)
    attached(center, completion, content)
    return completion


def read_of(client: FlaskClient, center: CenterWorld, completion: str) -> list[str]:
    answer = client.get(center.path(f"queue/{completion}/read"))
    assert answer.status_code == 200
    return [" ".join(line.get_text(" ").split()) for line in page_of(answer).select(".read__list li")]


def test_what_was_entered_as_it_stands_there_is_said_to_agree(client: FlaskClient, center: CenterWorld) -> None:
    entered = {
        "title": STATED["title"],
        "completed_on": date.fromisoformat(STATED["completed_on"]),
        "hours": Decimal(STATED["hours"]),
        "provider": STATED["provider"],
    }
    lines = read_of(client, center, waiting(center, CLASSIC.read_bytes(), **entered))
    agreeing = {line.split(":")[0] for line in lines if line.endswith("as entered")}
    assert {"Who completed it", "Title", "Completed on", "Hours", "Provider"} <= agreeing, lines


def test_what_differs_says_what_was_entered(client: FlaskClient, center: CenterWorld) -> None:
    entered = {"title": "Another title", "completed_on": date(2020, 1, 2), "hours": Decimal("99.5"), "provider": ""}
    lines = read_of(client, center, waiting(center, CLASSIC.read_bytes(), **entered))
    told = {line.split(":")[0]: line for line in lines}
    assert told["Title"].endswith("entered: Another title")
    assert told["Completed on"].endswith("entered: Jan 2, 2020")
    assert told["Hours"].endswith("entered: 99.5 hours")
    assert told["Provider"].endswith("not entered")
    assert told["Who completed it"].endswith("as entered")


def test_the_page_of_the_queue_leads_there_and_the_words_are_outlined_in_the_picture(
    client: FlaskClient, center: CenterWorld
) -> None:
    completion = waiting(center, CLASSIC.read_bytes())
    page = page_of(client.get(center.path(f"queue/{completion}")))
    (place,) = page.select("[data-later-from]")
    shown = page_of(client.get(place["data-later-from"]))
    (picture,) = shown.select(".marked__picture")
    assert client.get(picture["src"]).mimetype == "image/jpeg"
    assert len(shown.select(".marked__box")) == len(shown.select(".read__list li"))


def test_a_file_that_says_nothing_says_so(client: FlaskClient, center: CenterWorld) -> None:
    completion = waiting(center, making.pdf(1))
    words = text_of(client.get(center.path(f"queue/{completion}/read")))
    assert "Look at it yourself." in words


def test_a_completion_without_a_file_offers_no_reading(client: FlaskClient, center: CenterWorld) -> None:
    page = page_of(client.get(center.path(f"queue/{submitted(center)}")))
    assert not page.select("[data-later-from]")
    assert "No certificate" in page.get_text()


def test_what_is_read_here_is_for_those_who_decide(
    center: CenterWorld, other_center: CenterWorld, browse: Callable[..., FlaskClient]
) -> None:
    path = center.path(f"queue/{waiting(center, CLASSIC.read_bytes())}/read")
    assert browse(center.member()).get(path).status_code == 403
    assert browse(other_center.director).get(path).status_code == 404
