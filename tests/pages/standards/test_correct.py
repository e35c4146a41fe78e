"""A director corrects what a standard asks, without a developer, and sees first whom that changes."""

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import CenterWorld
from tests.pages.forms import errors_of, form_in, page_of, submit, text_of, values_of
from tests.pages.ladder import Browse
from tests.pages.standards.seeing import see_and_save, send_and_save
from tests.services.lines import last_line
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.models import Leave, Person
from tracker.services import history

CSEC = "standards/nca-csec/2023"
ASKED = f"{CSEC}/requirements/csec-foundations"
TEAM = f"{CSEC}/requirements/team-csec-training"


@pytest.fixture
def ana(center: CenterWorld) -> str:
    """An advocate with five hours on a topic that counts."""
    person = center.person()
    center.completion(person, hours=5, topics=frozenset({"identification"}), completed_on=date(2026, 1, 5))
    return center.public_id_of(Person, person)


def correct(client: FlaskClient, center: CenterWorld, page: str = ASKED, **values: Any) -> TestResponse:
    return see_and_save(client, center.path(page), **values)


def saved(client: FlaskClient, center: CenterWorld, page: str = ASKED, **values: Any) -> None:
    answer = correct(client, center, page, **values)
    assert answer.status_code == 303, errors_of(answer)


def test_directors_correct_and_nobody_else(center: CenterWorld, browse: Browse) -> None:
    for role in (AccessRole.STAFF, AccessRole.DEPUTY):
        assert browse(center.member(role)).get(center.path(ASKED)).status_code == 403


def test_the_form_shows_what_holds_and_asks_for_nothing_that_the_rule_does_not_have(
    center: CenterWorld, client: FlaskClient
) -> None:
    values = values_of(form_in(client.get(center.path(ASKED))))
    assert (values["hours"], values["due_days"], values["title"]) == ("4", "180", "CSEC foundations")
    assert {"percent", "months", "valid_months"}.isdisjoint(values)
    team = values_of(form_in(client.get(center.path(TEAM))))
    assert {"roles", "grace_days", "due_days"}.isdisjoint(team)


def test_who_changes_is_seen_before_it_is_saved(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    answer = submit(client, center.path(ASKED), hours="6", decision="preview")
    assert answer.status_code == 200
    said = text_of(answer)
    assert "Corrected: hours 6 in place of 4." in said
    row = page_of(answer).select_one("#preview tbody tr")
    assert row is not None
    assert [cell.get_text(" ", strip=True) for cell in row.select("th, td")][:4] == [
        "Ana Reyes",
        "CSEC foundations",
        "Met",
        "Not met",
    ]
    assert "no longer hold" in said
    assert values_of(form_in(client.get(center.path(ASKED))))["hours"] == "4"


def test_saved_it_holds_on_every_page_and_says_so(center: CenterWorld, client: FlaskClient, ana: str) -> None:
    path = center.path(f"people/{ana}")
    assert "6 hours" not in text_of(client.get(path))
    saved(client, center, hours="6", reason="NCA's guide, page 12.")
    assert "5 of 6 hours" in text_of(client.get(path))
    assert "Corrected by this center: hours 6 in place of 4." in text_of(client.get(center.path(CSEC)))
    line = last_line(center)
    assert (line.action, line.subject, line.reason) == ("correct", "standard", "NCA's guide, page 12.")
    assert line.detail["hours"] == ["4", "6"]


def test_entering_what_shipped_takes_a_correction_back(center: CenterWorld, client: FlaskClient) -> None:
    saved(client, center, hours="6")
    saved(client, center, hours="4")
    assert "Corrected by this center" not in text_of(client.get(center.path(CSEC)))


def test_the_other_center_s_standard_stays_as_it_ships(
    center: CenterWorld, other_center: CenterWorld, client: FlaskClient, browse: Browse
) -> None:
    saved(client, center, hours="6")
    theirs = browse(other_center.director).get(other_center.path(ASKED))
    assert values_of(form_in(theirs))["hours"] == "4"


def test_texts_topics_roles_and_the_source_are_corrected(center: CenterWorld, client: FlaskClient) -> None:
    saved(
        client,
        center,
        title="Basics",
        text="Six hours.",
        roles=["prosecutor", "victim_advocate"],
        topics=["boys", "trauma"],
        source_title="NCA's guide to the optional standards",
        source_mark="P",
        due_days="",
        grace_days="30",
    )
    values = values_of(form_in(client.get(center.path(ASKED))))
    assert values.getlist("roles") == ["victim_advocate", "prosecutor"]
    assert set(values.getlist("topics")) == {"boys", "trauma"}
    assert (values["due_days"], values["grace_days"], values["source_mark"]) == ("", "30", "P")
    said = text_of(client.get(center.path(CSEC)))
    assert "Basics" in said
    assert "Prosecutor" in said


def test_what_no_standard_can_ask_is_said_and_kept(center: CenterWorld, client: FlaskClient) -> None:
    answer = correct(client, center, roles=None, title="Kept as typed")
    assert answer.status_code == 422
    assert "roles" in errors_of(answer)[0]
    assert values_of(form_in(answer))["title"] == "Kept as typed"


def test_a_checking_does_not_outlive_a_correction(center: CenterWorld, client: FlaskClient) -> None:
    submit(client, center.path(CSEC), action="/checked", checked_on="2026-03-02", confirmed="yes")
    assert "Checked against NCA's text" in text_of(client.get(center.path(CSEC)))
    saved(client, center, hours="6")
    assert "Checked against NCA's text on" not in text_of(client.get(center.path(CSEC)))
    submit(client, center.path(CSEC), action="/checked", checked_on="2026-03-02", confirmed="yes")
    assert "Checked against NCA's text" in text_of(client.get(center.path(CSEC)))


def test_of_two_who_correct_the_second_is_told(center: CenterWorld, client: FlaskClient) -> None:
    opened = client.get(center.path(ASKED))
    saved(client, center, hours="6")
    late = send_and_save(client, opened, center.path(ASKED), hours="8")
    assert late.status_code == 409
    assert values_of(form_in(late))["hours"] == "8"
    assert send_and_save(client, late, center.path(ASKED)).status_code == 303


def test_the_file_goes_along_with_the_corrections(center: CenterWorld, client: FlaskClient) -> None:
    saved(client, center, hours="6")
    answer = client.get(center.path(f"{CSEC}/file"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="nca-csec-2023.toml"'
    assert "hours = 6" in answer.get_data(as_text=True)


def test_a_standard_that_does_not_apply_is_not_corrected(center: CenterWorld, client: FlaskClient) -> None:
    page = "standards/louisiana-interviewers/law/requirements/clinical-training"
    assert client.get(center.path(page)).status_code == 404
    assert client.get(center.path(f"{CSEC}/requirements/nothing")).status_code == 404


def test_what_leave_does_is_corrected_and_said_of_each_requirement(
    center: CenterWorld, client: FlaskClient, browse: Browse
) -> None:
    row = center.person(name="Bo Lind")
    with center.working():
        db.session.add(Leave(person_id=row, starts_on=date(2024, 3, 1)))
        history.append(center.actor(), "add_leave", "person", center.public_id, person_id=row)
    path = center.path(f"people/{center.public_id_of(Person, row)}")
    assert "On leave since" not in text_of(client.get(path))
    assert "Leave of absence The clock runs on; not stated by the source" in text_of(client.get(center.path(CSEC)))
    saved(client, center, leave="stops_the_clock")
    shown = text_of(client.get(center.path(CSEC)))
    assert "Leave of absence Stops the clock" in shown
    assert "Corrected by this center: effect of leave of absence “Stops the clock” in place of none." in shown
    assert "On leave since Mar 1, 2024. Needs 4 more hours" in text_of(client.get(path))
    assert 'leave = "stops_the_clock"' in client.get(center.path(f"{CSEC}/file")).text
