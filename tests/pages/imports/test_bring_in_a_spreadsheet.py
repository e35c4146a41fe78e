"""A spreadsheet from the drop to the record and back, as a director walks through the pages."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, file, form_in, page_of, send, submit, text_of, values_of
from tests.pages.ladder import Browse
from tests.services.imports import sheets
from tests.services.imports.sheets import ANA
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import Completion, Person

MESSY = sheets.sheet(
    ANA,
    ("Reyes, Ana", "Another course", "3/15/2024", "2"),
    ("Liz Smith", "Trauma and the brain", "3/14/2024", "1.5"),
    ("Ana Reyes", "A third course", "13/45/2024", "1"),
)


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    center.person("Ana Reyes")
    center.person("Elizabeth Smith")
    return browse(center.director)


def drop(client: FlaskClient, center: CenterWorld, content: bytes = MESSY, name: str = "Trainings.csv") -> str:
    """Drop a file; returns the address of the import."""
    answer = submit(client, center.path("import"), files=file(content, name))
    assert answer.status_code == 303, errors_of(answer)
    return str(answer.location)


def understood(client: FlaskClient, address: str, **values: str) -> TestResponse:
    """Agree to what was understood, with these answers."""
    answer = submit(client, f"{address}/columns", **{"day_first": "no", **values})
    assert answer.status_code == 303, errors_of(answer)
    return client.get(address)


def titles(center: CenterWorld) -> list[tuple[str, str]]:
    with center.working():
        rows = db.session.execute(
            db.select(Person.name, Completion.title).join(Person, Person.id == Completion.person_id)
        )
        return sorted(tuple(row) for row in rows)


def test_the_first_page_says_what_this_is_for(client: FlaskClient, center: CenterWorld) -> None:
    words = text_of(client.get(center.path("import")))
    assert "Nothing is saved before you have seen" in words
    assert "Dropped before" not in words


def test_what_was_understood_is_shown_with_cells_of_the_file_and_can_be_corrected(
    client: FlaskClient, center: CenterWorld
) -> None:
    address = drop(client, center)
    opened = client.get(address, follow_redirects=True)
    words = text_of(opened)
    assert "What we understood" in words
    assert "Ana Reyes · Reyes, Ana · Liz Smith" in words
    chosen = values_of(form_in(opened))
    kinds = [value for name, value in chosen.items(multi=True) if name.endswith("taken_for")]
    assert kinds == ["person", "title", "completed_on", "hours"]
    understood(client, address, **{"columns-3-taken_for": "ignored"})
    words = text_of(client.get(address))
    assert "1.5" not in words


def test_counts_come_first_and_every_row_says_what_comes_of_it(client: FlaskClient, center: CenterWorld) -> None:
    answer = understood(client, drop(client, center))
    words = text_of(answer)
    assert "New (2) · Which person? (1) · Cannot be brought in (1)." in words
    assert "Bring in 2 rows" in words
    assert titles(center) == []


def test_a_name_is_asked_once_with_score_and_reason_and_then_everything_comes_in(
    client: FlaskClient, center: CenterWorld
) -> None:
    address = drop(client, center)
    assert "Say whom 1 name means" in text_of(understood(client, address))
    opened = client.get(f"{address}/people")
    assert "Elizabeth Smith: 95 of 100, “Liz” and “Elizabeth” are often one first name" in text_of(opened)
    chosen = [str(each["value"]) for each in page_of(opened).select("select[name$=meant] option[selected]")]
    assert len(chosen) == 1, "the likest is proposed"
    assert send(client, opened, f"{address}/people").status_code == 303
    assert submit(client, address, action="/bring-in").status_code == 303
    assert titles(center) == [
        ("Ana Reyes", "Another course"),
        ("Ana Reyes", "Trauma and the brain"),
        ("Elizabeth Smith", "Trauma and the brain"),
    ]
    words = text_of(client.get(address))
    assert "3 completions. Each completion waits for review" in words
    assert "Take it back" in words


def test_one_click_takes_it_back_and_it_can_be_brought_in_again(client: FlaskClient, center: CenterWorld) -> None:
    address = drop(client, center)
    understood(client, address)
    submit(client, address, action="/bring-in")
    assert len(titles(center)) == 2
    assert submit(client, address, action="/take-back").status_code == 303
    assert titles(center) == []
    submit(client, address, action="/bring-in")
    assert len(titles(center)) == 2


def test_the_same_file_again_says_that_all_of_it_is_here(client: FlaskClient, center: CenterWorld) -> None:
    first = drop(client, center)
    understood(client, first)
    submit(client, first, action="/bring-in")
    words = text_of(understood(client, drop(client, center)))
    assert "The same is here (2) ·" in words
    assert "There is nothing to bring in yet: the same is here already." in words


def test_dates_that_could_be_read_either_way_are_asked_once(client: FlaskClient, center: CenterWorld) -> None:
    address = drop(client, center, sheets.sheet(("Ana Reyes", "Another course", "3/4/2024", "2")))
    answer = submit(client, f"{address}/columns")
    assert answer.status_code == 422
    assert errors_of(answer) == ["Choose what comes first in its dates."]
    assert "3/4/2024" in text_of(answer)
    assert "Apr 3, 2024" in text_of(understood(client, address, day_first="yes"))


def test_what_is_no_spreadsheet_says_so_and_can_be_thrown_away(client: FlaskClient, center: CenterWorld) -> None:
    address = drop(client, center, b"\x89PNG\r\n\xff\xfe", "photo.png")
    words = text_of(client.get(address))
    assert "This file could not be read" in words
    answer = submit(client, address, action="/throw-away")
    assert answer.location.endswith("/import")
    assert client.get(address).status_code == 404


def test_a_page_that_somebody_else_worked_on_meanwhile_changes_nothing(
    client: FlaskClient, center: CenterWorld
) -> None:
    address = drop(client, center)
    old = understood(client, address)
    understood(client, address, **{"columns-3-taken_for": "ignored"})
    send(client, old, address, action="/bring-in")
    assert titles(center) == []
    assert "Somebody else worked on this import meanwhile" in page_of(client.get(address)).get_text()


def test_staff_bring_in_nothing_here(center: CenterWorld, browse: Browse) -> None:
    client = browse(center.member(AccessRole.STAFF))
    assert client.get(center.path("import")).status_code == 403


def test_a_form_without_a_file_says_so(client: FlaskClient, center: CenterWorld) -> None:
    answer = submit(client, center.path("import"))
    assert (answer.status_code, errors_of(answer)) == (422, ["Choose the spreadsheet."])


def test_a_large_file_waits_for_the_reader_and_says_how_far_it_is(
    client: FlaskClient, center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.services.imports.AT_ONCE", 10)
    address = drop(client, center)
    words = text_of(client.get(address))
    assert "It waits to be read." in words
    assert "The file is kept. You can leave this page" in words
    assert client.get(f"{address}/progress").get_json()["under_way"] is True


def test_one_answer_may_hold_for_all_rows_that_differ(client: FlaskClient, center: CenterWorld) -> None:
    first = drop(client, center)
    understood(client, first)
    submit(client, first, action="/bring-in")
    rows = [(*ANA[:3], "3"), ("Ana Reyes", "Another course", "3/15/2024", "4")]
    address = drop(client, center, sheets.sheet(*rows, (*ANA[:3], "7")))
    words = text_of(understood(client, address))
    assert "All 2 rows that differ" in words
    assert "Take this row" in words
    answer = submit(
        client, address, action="/rows", **{"rows-1-act": "keep", "rows-2-act": "keep", "all_rows": "replace"}
    )
    assert answer.status_code == 303
    words = text_of(client.get(address))
    assert "It takes the place of what is here." in words
    assert "You kept what is here." in words
    assert "You kept the other row: Sheet" in words
    assert "rows that differ" not in words
