"""Correcting an event's own facts."""

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.events.held import completions, record, team, view
from tests.pages.forms import errors_of, form_in, send, submit, values_of
from tests.pages.ladder import Browse, post
from tests.services.entries import training
from tests.services.files import row_of
from tests.services.lines import last_line, lines_of
from tracker.domain.access import AccessRole
from tracker.models import Event


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def test_a_correction_is_kept_with_its_line_and_leaves_the_completions(
    center: CenterWorld, client: FlaskClient
) -> None:
    event = record(center, team(center), topics=frozenset({"trauma", "screening"}))
    path = center.path(f"events/{event}/correct")
    answer = submit(client, path, title="Another title", hours="2.25", held_on="2026-03-03", topics=["trauma"])
    assert answer.location == center.path(f"events/{event}")
    now, line = view(center, event), last_line(center)
    assert (now.title, str(now.hours), now.held_on) == ("Another title", "2.25", date(2026, 3, 3))
    assert (line.action, line.subject_id) == ("correct", event)
    assert line.detail == {
        "title": ["Team training", "Another title"],
        "held_on": ["2026-03-02", "2026-03-03"],
        "hours": [None, "2.25"],
        "topics": [["screening", "trauma"], ["trauma"]],
    }
    assert {(row.title, row.hours) for row in completions(center)} == {("Team training", None)}


def test_the_form_holds_what_is_there_and_saving_it_changes_nothing(center: CenterWorld, client: FlaskClient) -> None:
    event = record(center, hours=None, topics=frozenset({"trauma"}), provider="A provider", note="A note")
    before, lines = view(center, event), len(lines_of(center))
    assert submit(client, center.path(f"events/{event}/correct")).status_code == 303
    assert view(center, event) == before
    assert len(lines_of(center)) == lines


def test_a_new_title_is_no_longer_the_training_it_was(center: CenterWorld, client: FlaskClient) -> None:
    training(center, "Screening together")
    event = record(center, title="Screening together")
    path = center.path(f"events/{event}/correct")
    submit(client, path, note="Still the same")
    assert row_of(center, event, Event).training_id is not None
    submit(client, path, title="Something else altogether")
    assert row_of(center, event, Event).training_id is None


def test_a_deputy_may_and_staff_may_not(center: CenterWorld, browse: Browse) -> None:
    event = record(center)
    page = f"events/{event}/correct"
    assert submit(browse(center.member(AccessRole.DEPUTY)), center.path(page), note="By the deputy").status_code == 303
    values = {"title": "Stolen", "held_on": "2026-03-02", "kind": "training", "format": "unknown", "version": "2"}
    assert post(browse(center.member()), center, page, **values).status_code == 403
    assert view(center, event).title == "Team training"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": ""}, "Enter the title."),
        ({"title": "x" * 10_000}, "must be 300 characters or fewer"),
        ({"held_on": "9999-12-31"}, "The day must be today or earlier."),
        ({"held_on": "0001-01-01"}, "The day must be Jan 1, 1900 or later."),
        ({"hours": "-1"}, "Hours must be more than zero."),
        ({"hours": "100000"}, "Hours must be 1,000 or fewer."),
        ({"expires_on": "2025-01-01"}, "The last valid day must not be before the day."),
        ({"kind": "protocol"}, "a document has no attendance"),
        ({"version": "1 OR 1"}, "changed on its way"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    center: CenterWorld, client: FlaskClient, values: dict[str, Any], message: str
) -> None:
    event = record(center, team(center))
    answer = submit(client, center.path(f"events/{event}/correct"), **({"note": "Kept as typed"} | values))
    assert answer.status_code == 422
    assert any(message in line for line in errors_of(answer)), errors_of(answer)
    assert values_of(form_in(answer))["note"] == "Kept as typed"
    assert view(center, event).version == 1


def test_the_second_of_two_sees_what_the_first_saved_and_saves_knowingly(
    center: CenterWorld, client: FlaskClient
) -> None:
    event = record(center)
    path = center.path(f"events/{event}/correct")
    opened = client.get(path)
    submit(client, path, title="Saved first", hours="3", topics=["trauma"], held_on="2026-03-01")
    late = send(client, opened, path, title="Typed second")
    assert late.status_code == 409
    saved = {line for line in errors_of(late) if line.startswith("Saved now")}
    assert saved == {f"Saved now: {words}." for words in ("Saved first", "3", "Trauma", "Mar 1, 2026")}
    assert send(client, late, path).status_code == 303
    assert view(center, event).title == "Typed second"
