"""Recording what the team did: one act writes the event, a completion for everyone who was there, and the sheet."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.intake import making
from tests.pages.events.held import completions, record, team, view
from tests.pages.forms import errors_of, file, form_in, page_of, send, submit, text_of, values_of
from tests.pages.ladder import TEAM_ONLY, Browse, post, statuses
from tests.services.entries import training
from tests.services.lines import lines_of
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import Event, Person, Training, TrainingAlias

TYPED: dict[str, Any] = {"title": "Team training", "held_on": "2026-03-02", "hours": "1:30", "note": "Kept as typed"}


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def path(center: CenterWorld) -> str:
    return center.path("events/new")


def how_many(center: CenterWorld) -> int:
    with center.working():
        return len(db.session.scalars(select(Event.id)).all())


def test_the_form_is_for_those_who_see_the_team(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, "events/new") == TEAM_ONLY


def test_staff_record_nothing_even_without_the_form(center: CenterWorld, browse: Browse) -> None:
    values = {**TYPED, "kind": "training", "format": "unknown"}
    assert post(browse(center.member()), center, "events/new", **values).status_code == 403
    assert how_many(center) == 0


def test_one_act_writes_a_completion_for_everyone_who_was_there(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    people = team(center)
    before = len(lines_of(center))
    answer = submit(client, path, **TYPED, people=people, topics=["trauma"])
    assert answer.status_code == 303
    rows = completions(center)
    assert {(row.title, str(row.hours), row.completed_on.isoformat(), row.state, row.grade) for row in rows} == {
        ("Team training", "1.5", "2026-03-02", CompletionState.SUBMITTED, Grade.SUPERVISOR_WORD)
    }
    assert {row.topics for row in rows} == {frozenset({"trauma"})}
    assert len(rows) == 3
    new = [(line.action, line.subject) for line in lines_of(center)[: len(lines_of(center)) - before]]
    assert sorted(new) == [("record", "completion")] * 3 + [("record", "event")]
    assert "waits in the queue" in client.get(answer.location).get_data(as_text=True)


def test_a_signed_sheet_is_attached_once_and_raises_everyones_grade(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    people = team(center)
    answer = submit(client, path, **TYPED, people=people, files=[file(making.pdf(), "Sheet.pdf")])
    assert "Sheet.pdf" in text_of(client.get(answer.location))
    assert {row.grade for row in completions(center)} == {Grade.SIGNED_SHEET}


def test_the_director_who_recorded_it_does_not_decide_on_it(
    center: CenterWorld, client: FlaskClient, browse: Browse, path: str
) -> None:
    submit(client, path, **TYPED, people=team(center))
    assert "You entered or changed it" in text_of(client.get(center.path("queue")))
    deputy = browse(center.member(AccessRole.DEPUTY))
    assert page_of(deputy.get(center.path("queue"))).select("form[action$='/accept']")


def test_a_training_of_the_catalog_counts_as_that_training(center: CenterWorld, client: FlaskClient, path: str) -> None:
    chosen = training(center, "Screening together", topics=frozenset({"screening"}), provider="A provider")
    submit(client, path, **(TYPED | {"title": "screening TOGETHER"}), people=team(center)[:1])
    submit(client, path, **(TYPED | {"title": "Something else"}), training=chosen, people=team(center)[:1])
    first, second = completions(center)
    assert (first.training_id is not None, first.topics, first.provider) == (True, {"screening"}, "A provider")
    assert (second.training_id, second.topics) == (None, frozenset())


@pytest.mark.parametrize("kind", ["protocol", "screening_tool", "agreement", "document"])
def test_a_document_has_a_day_and_no_attendance(center: CenterWorld, client: FlaskClient, path: str, kind: str) -> None:
    typed = {**TYPED, "hours": "", "expires_on": "2028-03-02"}
    refused = submit(client, path, **typed, kind=kind, people=team(center))
    assert refused.status_code == 422
    assert "A document has no attendance" in errors_of(refused)[0]
    assert send(client, refused, path, people=None).status_code == 303
    assert completions(center) == []
    assert "Last valid day Mar 2, 2028" in text_of(client.get(center.path(f"events/{only(center)}")))


def only(center: CenterWorld) -> str:
    with center.working():
        return str(db.session.scalars(select(Event.public_id)).one())


def test_a_link_proposes_what_it_is(client: FlaskClient, path: str) -> None:
    assert values_of(form_in(client.get(f"{path}?kind=protocol")))["kind"] == "protocol"
    assert values_of(form_in(client.get(f"{path}?kind=%00")))["kind"] == "training"


def test_a_form_sent_twice_records_one(center: CenterWorld, client: FlaskClient, path: str) -> None:
    people = team(center)
    opened = client.get(path)
    first = send(client, opened, path, **TYPED, people=people)
    assert send(client, opened, path, **TYPED, people=people).location == first.location
    assert (how_many(center), len(completions(center))) == (1, 3)


def test_what_may_be_recorded_already_is_shown_before_anything_is_saved(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    people = team(center)
    there = record(center, people)
    sheet = [file(making.pdf(), "Sheet.pdf")]
    warned = submit(client, path, **(TYPED | {"title": "Team Training!"}), people=people, files=sheet)
    assert warned.status_code == 422
    assert errors_of(warned) == ["This may be recorded already. Compare below, then record it anyway or leave it."]
    (notice,) = page_of(warned).select(".notice--warning")
    assert "Team training (opens a new tab): training of Mar 2, 2026, 3 people there, no file" in notice.get_text()
    assert notice.select(f"a[href='{center.path(f'events/{there}')}']")
    assert how_many(center) == 1
    saved = send(client, warned, path)
    assert saved.status_code == 303
    assert how_many(center) == 2
    assert "Sheet.pdf" in text_of(client.get(saved.location))


def test_the_training_of_the_catalog_on_that_day_is_likely_the_same(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    called = training(center, "Screening together")
    with center.working():
        row = db.session.scalars(select(Training.id).where(Training.public_id == called)).one()
        db.session.add(TrainingAlias(training_id=row, alias="Screening course"))
    record(center, title="Screening together")
    warned = submit(client, path, **(TYPED | {"title": "Screening course"}))
    assert (warned.status_code, how_many(center)) == (422, 1)


def test_another_day_another_kind_and_what_was_withdrawn_are_not_the_same(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    gone = record(center)
    submit(client, center.path(f"events/{gone}/withdraw"), reason="Held on another day.")
    for values in ({}, {"held_on": "2026-03-03"}, {"kind": "peer_review"}, {"kind": "protocol", "hours": ""}):
        assert submit(client, path, **(TYPED | values)).status_code == 303, values


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": ""}, "Enter the title."),
        ({"title": "x" * 10_000}, "The title must be 300 characters or fewer."),
        ({"held_on": ""}, "Enter the day."),
        ({"held_on": "0001-01-01"}, "The day must be Jan 1, 1900 or later."),
        ({"held_on": "9999-12-31"}, "The day must be today or earlier."),
        ({"hours": "-2"}, "Hours must be more than zero."),
        ({"hours": "99999"}, "Hours must be 1,000 or fewer."),
        ({"hours": "1e9"}, "Hours must be a number such as 1.5"),
        ({"hours": "9" * 10_000}, "Hours must be"),
        ({"expires_on": "2026-03-01"}, "The last valid day must not be before the day."),
        ({"kind": ""}, "Choose what it is."),
        ({"kind": "license"}, "from the list"),
        ({"topics": ["knitting"]}, "from the list"),
        ({"format": "osmosis"}, "from the list"),
        ({"note": "x" * 10_000}, "must be 2,000 characters or fewer"),
        ({"people": ["2" * 20]}, "from the list"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    center: CenterWorld, client: FlaskClient, path: str, values: dict[str, Any], message: str
) -> None:
    people = team(center)
    typed = {**TYPED, "people": people, **values}
    answer = submit(client, path, **typed, files=[file(making.pdf(), "Sheet.pdf")])
    assert answer.status_code == 422
    assert any(message in line for line in errors_of(answer)), errors_of(answer)
    kept = values_of(form_in(answer))
    shown = {"title", "note", "held_on"} - ({"held_on"} if values.get("hours") == "9" * 10_000 else set())
    assert {name: kept[name] for name in shown} == {name: typed[name] for name in shown}
    assert len(kept.getlist("files-kept")) == 1
    if "people" not in values:
        assert sorted(kept.getlist("people")) == sorted(people)
    assert (how_many(center), completions(center)) == (0, [])


def test_a_file_that_is_refused_loses_nothing(center: CenterWorld, client: FlaskClient, path: str) -> None:
    people = team(center)
    answer = submit(client, path, **TYPED, people=people, files=[file(b"MZ" + bytes(9000), "Sheet.pdf")])
    assert answer.status_code == 422
    assert "Sheet.pdf" in errors_of(answer)[0]
    assert sorted(values_of(form_in(answer)).getlist("people")) == sorted(people)
    assert how_many(center) == 0


def test_a_person_of_another_center_cannot_be_ticked(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient, path: str
) -> None:
    foreign = other_center.public_id_of(Person, other_center.person())
    assert submit(client, path, **TYPED, people=[foreign]).status_code == 422
    assert completions(other_center) == []


def test_titles_in_any_script_are_kept(center: CenterWorld, client: FlaskClient, path: str) -> None:
    submit(client, path, **(TYPED | {"title": "تدريب الفريق 🧭"}))
    assert view(center, only(center)).title == "تدريب الفريق 🧭"


def test_today_is_allowed_and_tomorrow_is_not(center: CenterWorld, client: FlaskClient, path: str) -> None:
    today = center.actor().today
    tomorrow = (today + timedelta(days=1)).isoformat()
    assert submit(client, path, **(TYPED | {"held_on": tomorrow})).status_code == 422
    assert submit(client, path, **(TYPED | {"held_on": today.isoformat()})).status_code == 303
