"""Looking at what the team did and holds."""

import pytest
from flask.testing import FlaskClient

from tests.factories import CenterWorld
from tests.pages.events.held import record, team
from tests.pages.forms import page_of, text_of
from tests.pages.ladder import NOBODYS, TEAM_ONLY, Browse, statuses


@pytest.fixture
def client(center: CenterWorld, browse: Browse) -> FlaskClient:
    return browse(center.director)


def test_the_pages_are_for_those_who_see_the_team(
    center: CenterWorld, other_center: CenterWorld, browse: Browse
) -> None:
    event = record(center)
    for page in ("events", f"events/{event}", f"events/{event}/correct", f"events/{event}/withdraw"):
        assert statuses(center, other_center, browse, page) == TEAM_ONLY


def test_nobody_elses_is_found(center: CenterWorld, other_center: CenterWorld, client: FlaskClient) -> None:
    foreign = record(other_center, title="Of another center")
    for public_id in (foreign, NOBODYS):
        for page in ("", "/correct", "/withdraw"):
            assert client.get(center.path(f"events/{public_id}{page}")).status_code == 404
    assert "Of another center" not in text_of(client.get(center.path("events")))


def test_an_empty_list_says_what_it_is_for(center: CenterWorld, client: FlaskClient) -> None:
    assert "Nothing recorded yet" in text_of(client.get(center.path("events")))


def test_what_was_done_and_what_is_held_stand_apart(center: CenterWorld, client: FlaskClient) -> None:
    record(center, team(center))
    record(center, kind="protocol", title="Our protocol")
    tables = page_of(client.get(center.path("events"))).select("main table")
    assert [" ".join(table.tbody.get_text(" ").split()) for table in tables if table.tbody] == [
        "Team training Mar 2, 2026 Training 3 None",
        "Our protocol Mar 2, 2026 Protocol Not stated None",
    ]


def test_who_was_there_is_counted_by_professional_field(center: CenterWorld, client: FlaskClient) -> None:
    event = record(center, team(center))
    shown = text_of(client.get(center.path(f"events/{event}")))
    assert "Children's Advocacy Center: 1, Law enforcement: 1, Prosecution: 1" in shown
    assert "Sam Okafor Law enforcement Not known" in shown
    assert "Without one this rests on your word." in shown


def test_an_attendance_that_was_withdrawn_is_not_counted(center: CenterWorld, client: FlaskClient) -> None:
    from tests.pages.events.held import completions

    event = record(center, team(center))
    gone = completions(center)[1].public_id
    from tests.pages.forms import submit

    submit(client, center.path(f"completions/{gone}/withdraw"), reason="Was not there")
    shown = text_of(client.get(center.path(f"events/{event}")))
    assert "Children's Advocacy Center: 1, Prosecution: 1" in shown
    assert "Team training Mar 2, 2026 Training 2 None" in text_of(client.get(center.path("events")))
