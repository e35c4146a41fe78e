"""Adding people who were there, and files, to an event that is recorded."""

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.events.held import completions, record, team, view
from tests.pages.forms import errors_of, file, page_of, submit, text_of
from tests.pages.ladder import NOBODYS, Browse, post
from tests.services.lines import last_line
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import Grade
from tracker.models import Person


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def test_who_is_added_gets_a_completion_and_who_was_there_is_not_offered(
    center: CenterWorld, client: FlaskClient
) -> None:
    ana, sam, bo = team(center)
    event = record(center, [ana])
    path = center.path(f"events/{event}")
    offered = [str(box["value"]) for box in page_of(client.get(path)).select("input[name=people]")]
    assert ana not in offered
    answer = submit(client, path, action="/attendance", people=[sam, bo])
    assert answer.location == path
    assert "2 people added." in client.get(path).get_data(as_text=True)
    assert [each.name for each in view(center, event).attendees] == ["Ana Reyes", "Bo Hart", "Sam Okafor"]
    assert (last_line(center).action, last_line(center).detail) == ("record", {"event": event})


def test_nobody_ticked_is_asked_for(center: CenterWorld, client: FlaskClient) -> None:
    event = record(center)
    answer = submit(client, center.path(f"events/{event}"), action="/attendance")
    assert answer.status_code == 422
    assert "Choose at least one person" in errors_of(answer)[0]


def test_only_people_of_this_center_can_be_ticked(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    foreign = other_center.public_id_of(Person, other_center.person())
    event = record(center)
    for person in (foreign, NOBODYS):
        answer = submit(client, center.path(f"events/{event}"), action="/attendance", people=[person])
        assert answer.status_code == 422
    assert completions(center) == completions(other_center) == []


def test_sheets_are_added_and_a_bad_one_is_refused(center: CenterWorld, client: FlaskClient) -> None:
    event = record(center, team(center))
    path = center.path(f"events/{event}")
    wrong = submit(client, path, action="/files", files=[file(b"MZ" + bytes(9000), "bad.pdf")])
    assert wrong.status_code == 422
    assert "bad.pdf" in errors_of(wrong)[0]
    assert submit(client, path, action="/files").status_code == 422
    assert submit(client, path, action="/files", files=[file(making.phone_jpeg(), "Sheet.jpg")]).status_code == 303
    assert "Sheet.jpg" in text_of(client.get(path))
    assert {row.grade for row in completions(center)} == {Grade.SIGNED_SHEET}


def test_a_deputy_may_and_staff_may_not(center: CenterWorld, browse: Browse) -> None:
    ana, *_ = team(center)
    event = record(center)
    staff = browse(center.member())
    for page in ("attendance", "files"):
        assert post(staff, center, f"events/{event}/{page}", people=ana).status_code == 403
    deputy = browse(center.member(AccessRole.DEPUTY))
    assert submit(deputy, center.path(f"events/{event}"), action="/attendance", people=[ana]).status_code == 303


def test_another_centers_event_is_not_found(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient
) -> None:
    ana, *_ = team(center)
    foreign = record(other_center)
    for page in ("attendance", "files", "withdraw"):
        assert post(client, center, f"events/{foreign}/{page}", people=ana, reason="No").status_code == 404
    assert completions(other_center) == []
    assert not view(other_center, foreign).withdrawn


def test_a_document_takes_no_attendance(center: CenterWorld, client: FlaskClient) -> None:
    ana, *_ = team(center)
    event = record(center, kind="protocol", title="Our protocol")
    assert not page_of(client.get(center.path(f"events/{event}"))).select("form[action$='/attendance']")
    assert post(client, center, f"events/{event}/attendance", people=ana).status_code == 409
    assert completions(center) == []
