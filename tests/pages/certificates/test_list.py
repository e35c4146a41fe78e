"""A folder of certificates becomes a list of proposals; a person confirms, and many are logged in one act."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import errors_of, file, form_in, page_of, send, submit, text_of, values_of
from tests.services.entries import how_many
from tracker.db import db
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import Completion, Credit, Evidence, Person

Browse = Callable[..., FlaskClient]
FILES = Path(__file__).parents[2] / "intake" / "reading" / "files"


def path_of(name: str) -> Path:
    (found,) = (each for each in FILES.glob(f"*{name}-*.pdf") if each.name[:2] < "36")
    return found


def certificate(name: str) -> Any:
    return file(path_of(name).read_bytes(), f"{name}.pdf")


def truth(name: str) -> dict[str, Any]:
    return dict(json.loads(path_of(name).with_name(f"{path_of(name).name}.json").read_text()))


@pytest.fixture
def path(center: CenterWorld) -> str:
    return center.path("certificates")


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    for name in ("Hannah Brandt", "Paul Adeyemi", "Grace Lin", "Sam Okafor", "Ruth Abel", "Elena Voss", "Nina Park"):
        center.person(name=name)
    return browse(center.director)


def listed(client: FlaskClient, path: str, *files: Any) -> TestResponse:
    assert submit(client, path, files=list(files)).status_code == 303
    return client.get(path)


def log(client: FlaskClient, opened: TestResponse, path: str, **values: Any) -> TestResponse:
    return send(client, opened, path, action="/certificates/log", **values)


def rows_of(center: CenterWorld) -> list[Completion]:
    with center.working():
        rows = list(db.session.scalars(select(Completion).order_by(Completion.id)))
        db.session.expunge_all()
        return rows


def test_each_file_is_proposed_with_what_stands_on_it(center: CenterWorld, client: FlaskClient, path: str) -> None:
    opened = listed(client, path, certificate("labels"), certificate("classic"))
    values = values_of(form_in(opened, "/certificates/log"))
    for number, name in enumerate(("classic", "labels")):
        stated = truth(name)
        assert values[f"rows-{number}-title"] == stated["title"]
        assert values[f"rows-{number}-completed_on"] == stated["completed_on"]
        assert values[f"rows-{number}-hours"] == stated["hours"]
        assert values[f"rows-{number}-act"] == "log"
        with center.working():
            named = db.session.scalar(select(Person.name).where(Person.public_id == values[f"rows-{number}-person"]))
        assert named == stated["person"]
    assert how_many(center) == 0, "nothing is logged by adding"


def test_many_are_logged_in_one_act_and_go_to_the_queue(center: CenterWorld, client: FlaskClient, path: str) -> None:
    opened = listed(client, path, certificate("labels"), certificate("classic"))
    answer = log(client, opened, path)
    assert answer.status_code == 303
    assert "2 completions logged" in text_of(client.get(answer.location))
    rows = rows_of(center)
    assert [row.title for row in rows] == [truth("classic")["title"], truth("labels")["title"]]
    assert {(row.state, row.grade) for row in rows} == {(CompletionState.SUBMITTED, Grade.CERTIFICATE)}
    assert rows[1].certificate_number == truth("labels")["certificate_number"]
    assert rows[1].provider == truth("labels")["provider"]
    with center.working():
        assert len(db.session.scalars(select(Evidence.sha256)).all()) == 2
    assert "No certificate waits here." in text_of(client.get(path))


def test_credits_are_recorded_as_they_were_read(center: CenterWorld, client: FlaskClient, path: str) -> None:
    log(client, listed(client, path, certificate("ce_body")), path)
    with center.working():
        (credit,) = db.session.scalars(select(Credit))
        assert [[credit.body, f"{credit.amount.normalize():f}"]] == truth("ce_body")["credits"]
        assert credit.number == "6342"


def test_what_is_corrected_in_place_is_what_is_logged(center: CenterWorld, client: FlaskClient, path: str) -> None:
    opened = listed(client, path, certificate("labels"))
    log(client, opened, path, **{"rows-0-title": "As it should be", "rows-0-hours": "1:30"})
    (row,) = rows_of(center)
    assert (row.title, str(row.hours.normalize())) == ("As it should be", "1.5")


def test_what_is_unsure_is_marked_and_stays(center: CenterWorld, client: FlaskClient, path: str) -> None:
    photo = file(making.phone_jpeg(), "IMG_1.JPG")
    opened = listed(client, path, certificate("labels"), photo, certificate("plain_title"))
    page = page_of(opened)
    assert len(page.select(".listed--unsure")) == 2
    assert "It is a photo or a scan, and those are not read on this installation" in text_of(opened)
    values = values_of(form_in(opened, "/certificates/log"))
    assert [values[f"rows-{number}-act"] for number in range(3)] == ["wait", "log", "wait"]
    assert log(client, opened, path).status_code == 303
    assert how_many(center) == 1
    assert len(page_of(client.get(path)).select(".listed")) == 2, "the unsure ones wait on"


def test_a_wrong_document_is_named_in_the_list(client: FlaskClient, path: str) -> None:
    agenda = file((FILES / "other-agenda.pdf").read_bytes(), "agenda.pdf")
    opened = listed(client, path, agenda)
    assert "This looks like an agenda" in text_of(opened)
    assert values_of(form_in(opened, "/certificates/log"))["rows-0-act"] == "wait"


def test_nothing_is_logged_while_one_of_them_is_wrong(center: CenterWorld, client: FlaskClient, path: str) -> None:
    opened = listed(client, path, certificate("labels"), certificate("classic"))
    answer = log(client, opened, path, **{"rows-0-title": "", "rows-1-completed_on": "2199-01-01"})
    assert answer.status_code == 422
    assert "Enter the title." in errors_of(answer)
    assert any("today or earlier" in line for line in errors_of(answer))
    assert how_many(center) == 0


def test_a_list_sent_twice_logs_each_once(center: CenterWorld, client: FlaskClient, path: str) -> None:
    opened = listed(client, path, certificate("labels"), certificate("classic"))
    for _ in range(2):
        answer = log(client, opened, path)
        assert answer.status_code == 303
        assert "2 completions logged" in text_of(client.get(answer.location))
    assert how_many(center) == 2


def test_what_may_be_there_already_is_shown_before_it_is_logged(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    log(client, listed(client, path, certificate("labels")), path)
    answer = log(client, listed(client, path, certificate("labels")), path)
    assert answer.status_code == 422
    assert any("It may be there already" in line for line in errors_of(answer))
    assert how_many(center) == 1
    assert log(client, answer, path).status_code == 303
    assert how_many(center) == 2, "it was sent again knowingly"


def test_the_same_file_twice_in_the_list_is_told_and_not_logged_twice(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    opened = listed(client, path, certificate("labels"), certificate("labels"))
    assert "The very same file is in this list already." in text_of(opened)
    answer = log(client, opened, path, **{"rows-1-act": "log"})
    assert answer.status_code == 422
    assert any("It stands twice in this list" in line for line in errors_of(answer))
    assert how_many(center) == 0


def test_a_certificate_is_taken_off_the_list(center: CenterWorld, client: FlaskClient, path: str) -> None:
    opened = listed(client, path, certificate("labels"))
    answer = log(client, opened, path, **{"rows-0-act": "take_off"})
    assert "1 certificate taken off the list." in text_of(client.get(answer.location))
    assert how_many(center) == 0


def test_staff_log_their_own_and_are_told_of_another_name(center: CenterWorld, browse: Browse, path: str) -> None:
    own = center.person(name="Hannah Brandt")
    client = browse(center.member(person_id=own))
    opened = listed(client, path, certificate("labels"), certificate("lms"))
    assert "Nobody to choose here is called" in text_of(opened)
    log(client, opened, path)
    (row,) = rows_of(center)
    assert row.person_id == own


def test_the_list_is_of_the_account_that_made_it(center: CenterWorld, client: FlaskClient, browse: Browse) -> None:
    path = center.path("certificates")
    listed(client, path, certificate("labels"))
    assert "No certificate waits here." in text_of(browse(center.member()).get(path))


def test_a_file_that_is_refused_is_named_and_the_others_wait(client: FlaskClient, path: str) -> None:
    answer = submit(client, path, files=[file(b"MZ", "x.pdf"), certificate("labels")])
    assert answer.status_code == 422
    assert any("x.pdf" in line for line in errors_of(answer))
    assert len(page_of(answer).select(".listed")) == 1


def test_a_list_without_a_file_asks_for_one(client: FlaskClient, path: str) -> None:
    answer = submit(client, path)
    assert errors_of(answer) == ["Choose the certificates."]
