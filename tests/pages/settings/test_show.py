"""The center's settings: name, visit day, time zone, contact and own resources."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.moments import clock_at
from tests.pages.forms import errors_of, form_in, send, submit, text_of, values_of
from tests.pages.ladder import DIRECTOR_ONLY, Browse, post, statuses
from tests.services.lines import last_line, lines_of
from tracker.domain.access import AccessRole
from tracker.services import centers
from tracker.services.centers import Settings

TYPED: dict[str, Any] = {
    "name": "Harbor House",
    "site_visit_on": "2027-05-04",
    "time_zone": "Pacific/Honolulu",
    "contact": "Ask Dana",
    "own_resources": "Two lines\nof words",
}


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


@pytest.fixture
def path(center: CenterWorld) -> str:
    return center.path("settings")


def saved(center: CenterWorld) -> Settings:
    with center.working():
        return centers.settings(center.actor())


def test_the_page_is_a_directors(center: CenterWorld, other_center: CenterWorld, browse: Browse) -> None:
    assert statuses(center, other_center, browse, "settings") == DIRECTOR_ONLY


def test_neither_deputy_nor_staff_change_them(center: CenterWorld, browse: Browse) -> None:
    for role in (AccessRole.DEPUTY, AccessRole.STAFF):
        answer = post(browse(center.member(role)), center, "settings", **TYPED, version="1")
        assert answer.status_code == 403
    assert saved(center).name == "Harbor House CAC"


def test_everything_is_saved_with_one_line_of_history(center: CenterWorld, client: FlaskClient, path: str) -> None:
    answer = submit(client, path, **TYPED)
    assert answer.location == path
    now, line = saved(center), last_line(center)
    kept = {name: str(getattr(now, name)) for name in TYPED}
    assert kept == TYPED
    assert (line.action, line.subject) == ("change", "center")
    assert line.detail["site_visit_on"] == [None, "2027-05-04"]
    assert "Harbor House CAC" not in client.get(center.path("home")).get_data(as_text=True)


def test_saving_what_is_there_writes_no_line(center: CenterWorld, client: FlaskClient, path: str) -> None:
    before = len(lines_of(center))
    assert submit(client, path).status_code == 303
    assert len(lines_of(center)) == before


def test_the_visit_day_is_taken_back(center: CenterWorld, client: FlaskClient, path: str) -> None:
    submit(client, path, **TYPED)
    submit(client, path, site_visit_on="")
    assert saved(center).site_visit_on is None


def test_a_new_zone_moves_what_today_is(center: CenterWorld, browse: Browse, path: str) -> None:
    with clock_at("2026-03-02T09:30+00:00"):
        client = browse(center.director)
        submit(client, path, time_zone="Pacific/Honolulu")
        assert center.actor().today.isoformat() == "2026-03-01"
        submit(client, path, time_zone="Pacific/Kiritimati")
        assert center.actor().today.isoformat() == "2026-03-02"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": ""}, "Enter the name of the center."),
        ({"name": "x" * 10_000}, "The name of the center must be 120 characters or fewer."),
        ({"site_visit_on": "0001-01-01"}, "The day of the site visit must be Jan 1, 2000 or later."),
        ({"site_visit_on": "9999-12-31"}, "The day of the site visit must be Dec 31, 2100 or earlier."),
        ({"site_visit_on": "in spring"}, "The day of the site visit must be a day such as"),
        ({"time_zone": ""}, "Choose a time zone."),
        ({"time_zone": "Moon/Tycho"}, "Choose a time zone from the list."),
        ({"time_zone": "../../etc/passwd"}, "Choose a time zone from the list."),
        ({"contact": "x" * 10_000}, "must be 200 characters or fewer"),
        ({"own_resources": "x" * 20_000}, "must be 10,000 characters or fewer"),
        ({"version": "-1"}, "changed on its way"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    center: CenterWorld, client: FlaskClient, path: str, values: dict[str, Any], message: str
) -> None:
    before, typed = saved(center), TYPED | values
    answer = submit(client, path, **typed)
    assert answer.status_code == 422
    assert any(message in line for line in errors_of(answer)), errors_of(answer)
    kept = values_of(form_in(answer))
    assert {name: kept[name] for name in typed if name not in {"time_zone", "version"}} == {
        name: value for name, value in typed.items() if name not in {"time_zone", "version"}
    }
    assert saved(center) == before


def test_a_name_in_any_script_is_kept(center: CenterWorld, client: FlaskClient, path: str) -> None:
    submit(client, path, name="بيت الميناء 🏠")
    assert saved(center).name == "بيت الميناء 🏠"
    assert "بيت الميناء 🏠" in text_of(client.get(center.path("home")))


def test_the_second_of_two_sees_what_the_first_saved_and_saves_knowingly(
    center: CenterWorld, client: FlaskClient, path: str
) -> None:
    opened = client.get(path)
    submit(client, path, **TYPED)
    late = send(client, opened, path, name="Typed second")
    assert late.status_code == 409
    found = {line for line in errors_of(late) if line.startswith("Saved now")}
    assert {"Saved now: Harbor House.", "Saved now: May 4, 2027.", "Saved now: Hawaii."} <= found
    assert send(client, late, path).status_code == 303
    assert (saved(center).name, saved(center).time_zone) == ("Typed second", "America/Chicago")
