"""Logging a completion through the page."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.forms import errors_of, file, form_in, page_of, send, submit, text_of, values_of
from tests.services.entries import how_many, training
from tests.services.files import row_of
from tracker.db import db
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import Completion, Event, Evidence, Person

Browse = Callable[..., FlaskClient]
TYPED = {"title": "Trauma and the brain", "completed_on": "2026-03-02", "hours": "1:30"}


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.member())


@pytest.fixture
def path(center: CenterWorld) -> str:
    return center.path("completions/new")


def only(center: CenterWorld, model: Any = Completion) -> Any:
    with center.working():
        row = db.session.scalars(select(model)).one()
        db.session.expunge(row)
        return row


def test_title_and_day_with_a_photo_are_enough(center: CenterWorld, client: FlaskClient, path: str) -> None:
    answer = submit(client, path, files=[file(making.phone_jpeg(), "IMG_0001.JPG")], **TYPED)
    assert answer.status_code == 303
    row, proof = only(center), only(center, Evidence)
    assert (row.title, row.completed_on.isoformat(), str(row.hours)) == ("Trauma and the brain", "2026-03-02", "1.5")
    assert (row.state, row.grade) == (CompletionState.SUBMITTED, Grade.CERTIFICATE)
    assert (proof.file_name, proof.format) == ("IMG_0001.jpg", "jpg")
    shown = client.get(answer.location)
    assert "It counts as soon as a second person has accepted it." in shown.get_data(as_text=True)


def test_everything_entered_is_kept(center: CenterWorld, client: FlaskClient, path: str) -> None:
    more: dict[str, Any] = {
        "kind": "license",
        "topics": ["trauma", "courts"],
        "provider": "A provider",
        "format": "recorded",
        "expires_on": "2028-03-02",
        "certificate_number": "C-1",
        "note": "Two parts",
        "credits-0-body": "NASW",
        "credits-0-amount": "1.5",
    }
    submit(client, path, **TYPED, **more)
    row = only(center)
    for name in ("kind", "provider", "format", "certificate_number", "note"):
        assert getattr(row, name) == more[name]
    assert row.topics == {"trauma", "courts"}
    assert row.expires_on.isoformat() == "2028-03-02"


def test_a_persons_document_is_logged_as_one(center: CenterWorld, client: FlaskClient, path: str) -> None:
    assert submit(client, path, **TYPED, kind="document").status_code == 303
    assert only(center).kind == "document"


def test_a_draft_waits_for_nobody(center: CenterWorld, client: FlaskClient, path: str) -> None:
    answer = submit(client, path, **TYPED, **{"as": "draft"})
    assert only(center).state == CompletionState.DRAFT
    assert "A draft" in text_of(client.get(answer.location))


def test_hours_may_be_unknown(center: CenterWorld, client: FlaskClient, path: str) -> None:
    submit(client, path, **(TYPED | {"hours": ""}))
    assert only(center).hours is None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": ""}, "Enter the title."),
        ({"completed_on": ""}, "Enter the completion date."),
        ({"completed_on": "9999-12-31"}, "must be today or earlier"),
        ({"completed_on": "0001-01-01"}, "Jan 1, 1900 or later"),
        ({"completed_on": "yesterday-ish"}, "must be a day such as"),
        ({"hours": "-3"}, "must be more than zero"),
        ({"hours": "99999"}, "must be 1,000 or fewer"),
        ({"hours": "two"}, "must be a number such as 1.5"),
        ({"title": "x" * 10_000}, "must be 300 characters or fewer"),
        ({"topics": ["knitting"]}, "from the list"),
        ({"kind": "protocol"}, "from the list"),
        ({"expires_on": "2026-03-01"}, "must not be before the completion date"),
        ({"credits-0-amount": "2"}, "Enter who gives the credit"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    center: CenterWorld, client: FlaskClient, path: str, values: dict[str, Any], message: str
) -> None:
    answer = submit(client, path, **(TYPED | {"note": "Kept as typed"} | values))
    assert answer.status_code == 422
    assert any(message in line for line in errors_of(answer)), errors_of(answer)
    kept = values_of(form_in(answer))
    assert kept["note"] == "Kept as typed"
    assert how_many(center) == 0


def test_names_in_any_script_are_kept(center: CenterWorld, client: FlaskClient, path: str) -> None:
    title = "صدمة والدماغ 🧠 Zoë"
    submit(client, path, **(TYPED | {"title": title}))
    assert only(center).title == title


def test_today_is_the_centers_day(center: CenterWorld, client: FlaskClient, path: str) -> None:
    today = center.actor().today
    tomorrow = (today + timedelta(days=1)).isoformat()
    assert submit(client, path, **(TYPED | {"completed_on": tomorrow})).status_code == 422
    assert submit(client, path, **(TYPED | {"completed_on": today.isoformat()})).status_code == 303


def test_two_tabs_with_one_key_make_one_completion(center: CenterWorld, client: FlaskClient, path: str) -> None:
    opened = client.get(path)
    first = send(client, opened, path, files=[file(making.pdf())], **TYPED)
    second = send(client, opened, path, files=[file(making.pdf())], **TYPED)
    assert first.location == second.location
    assert how_many(center) == 1


def test_another_row_for_a_credit_is_asked_for_without_scripts(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    answer = submit(client, path, files=[file(making.pdf())], **TYPED, **{"credits-add": "1"})
    assert answer.status_code == 200
    kept = values_of(form_in(answer))
    assert "credits-1-body" in kept
    assert len(kept.getlist("files-kept")) == 1
    assert how_many(center) == 0


def test_staff_choose_nobody_and_log_for_nobody_else(center: CenterWorld, client: FlaskClient, path: str) -> None:
    other = center.public_id_of(Person, center.person("Ana Reyes"))
    assert "Who completed it" not in text_of(client.get(f"{path}?person={other}"))
    submit(client, f"{path}?person={other}", **TYPED, people=[other])
    assert only(center).person_id == only_member(center)


def only_member(center: CenterWorld) -> int:
    with center.working():
        return int(db.session.scalar(select(Person.id).where(Person.name.like("Member %"))))


def test_an_account_without_a_person_is_told_what_to_do(center: CenterWorld, browse: Browse, path: str) -> None:
    from tracker.models import Membership

    account = center.member()
    with center.working():
        db.session.scalars(select(Membership).where(Membership.account_id == account)).one().person_id = None
    answer = browse(account).get(path)
    assert answer.status_code == 403
    assert "Ask the director" in answer.get_data(as_text=True)


def test_a_director_logs_for_several_people_at_once(center: CenterWorld, browse: Browse, path: str) -> None:
    people = [center.public_id_of(Person, center.person(name)) for name in ("Ana", "Bo")]
    answer = submit(browse(center.director), path, **TYPED, people=people, files=[file(making.pdf())])
    shown = browse(center.director).get(answer.location)
    assert how_many(center) == 2
    assert "Bo" in text_of(shown)
    with center.working():
        assert db.session.scalar(select(func.count(Evidence.id))) == 2


def test_a_link_proposes_training_and_person(center: CenterWorld, browse: Browse, path: str) -> None:
    chosen = training(center, "Screening", topics=frozenset({"screening"}), provider="A provider")
    ana = center.public_id_of(Person, center.person("Ana Reyes"))
    client = browse(center.director)
    kept = values_of(form_in(client.get(f"{path}?training={chosen}&person={ana}")))
    assert (kept["title"], kept["training"], kept["provider"]) == ("Screening", chosen, "A provider")
    assert kept.getlist("people") == [ana]
    assert client.get(f"{path}?training=%00&person=..%2F&event=1").status_code == 200


def test_a_likely_duplicate_is_shown_and_saved_anyway(center: CenterWorld, client: FlaskClient, path: str) -> None:
    submit(client, path, **TYPED)
    warned = submit(client, path, **(TYPED | {"completed_on": "2026-03-08"}), files=[file(making.pdf())])
    assert warned.status_code == 422
    assert "There already" in text_of(warned)
    assert how_many(center) == 1
    kept = values_of(form_in(warned))
    assert len(kept.getlist("files-kept")) == 1
    assert send(client, warned, path).status_code == 303
    assert how_many(center) == 2


def test_a_duplicate_that_was_not_shown_is_shown_even_after_another(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    submit(client, path, **TYPED)
    submit(client, path, **(TYPED | {"completed_on": "2025-01-01"}))
    warned = submit(client, path, **TYPED)
    again = send(client, warned, path, completed_on="2025-01-02")
    assert again.status_code == 422
    assert how_many(center) == 2


def test_the_draft_of_a_colleague_does_not_show(center: CenterWorld, browse: Browse, client: FlaskClient) -> None:
    public_id = center.completion(state=CompletionState.DRAFT)
    assert client.get(center.path(f"completions/{public_id}")).status_code == 404
    assert row_of(center, public_id).state == CompletionState.DRAFT


def test_without_sign_in_there_is_no_form(browse: Browse, path: str) -> None:
    assert browse().get(path).status_code == 302


def test_a_stranger_finds_nothing(other_center: CenterWorld, browse: Browse, path: str) -> None:
    assert browse(other_center.director).get(path).status_code == 404


def test_the_page_has_one_heading(client: FlaskClient, path: str) -> None:
    assert [heading.get_text() for heading in page_of(client.get(path)).select("h1")] == ["Log a completion"]


def test_a_link_from_an_event_logs_a_completion_of_it(center: CenterWorld, browse: Browse, path: str) -> None:
    with center.working():
        row = Event(title="Team training", held_on=date(2026, 4, 1), hours=2, topics=frozenset({"trauma"}))
        db.session.add(row)
        db.session.flush()
        event, number = row.public_id, row.id
    logged = submit(browse(center.director), f"{path}?event={event}")
    assert errors_of(logged) == []
    made = only(center)
    assert (made.event_id, made.title, made.completed_on, str(made.hours)) == (
        number,
        "Team training",
        date(2026, 4, 1),
        "2",
    )
    shown = browse(center.director).get(center.path(f"completions/{made.public_id}"))
    assert "Event Team training" in text_of(shown)


def test_an_event_that_is_gone_is_said(center: CenterWorld, client: FlaskClient, path: str) -> None:
    answer = submit(client, path, **TYPED, event="2" * 20)
    assert answer.status_code == 422
    assert "not here any more" in errors_of(answer)[0]
    assert how_many(center) == 0


def test_a_director_who_is_alone_logs_without_choosing(center: CenterWorld, browse: Browse, path: str) -> None:
    client = browse(center.director)
    assert "Who completed it" not in text_of(client.get(path))
    assert submit(client, path, **TYPED).status_code == 303
    assert only(center).person_id == center.director_person
