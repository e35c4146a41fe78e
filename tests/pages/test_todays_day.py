"""Today is the day on the center's clock: west of everyone in Honolulu, east of everyone on Kiritimati."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import begin_center
from tests.moments import clock_at
from tests.pages.forms import errors_of, submit, text_of
from tests.pages.matrix.teams import CSEC, cell, follow_only
from tracker.domain.vocabulary import Role
from tracker.models import Person

Browse = Callable[..., FlaskClient]
# On both sides of each midnight: the moment, the zone, the day it is there.
MIDNIGHTS = [
    ("2026-03-01T09:59:59+00:00", "Pacific/Honolulu", "2026-02-28"),
    ("2026-03-01T10:00:00+00:00", "Pacific/Honolulu", "2026-03-01"),
    ("2026-02-28T09:59:59+00:00", "Pacific/Kiritimati", "2026-02-28"),
    ("2026-02-28T10:00:00+00:00", "Pacific/Kiritimati", "2026-03-01"),
]
MOMENTS = [
    *MIDNIGHTS,
    ("2024-03-01T09:30:00+00:00", "Pacific/Honolulu", "2024-02-29"),
    ("2026-12-31T10:30:00+00:00", "Pacific/Kiritimati", "2027-01-01"),
    ("2026-03-08T07:59:59+00:00", "America/Los_Angeles", "2026-03-07"),
    ("2026-11-02T07:30:00+00:00", "America/Los_Angeles", "2026-11-01"),
]


@pytest.mark.parametrize(("moment", "zone", "today"), MOMENTS)
def test_a_completion_is_logged_through_today_and_not_for_tomorrow(
    app: Flask, browse: Browse, moment: str, zone: str, today: str
) -> None:
    tomorrow = (date.fromisoformat(today) + timedelta(days=1)).isoformat()
    with clock_at(moment):
        there = begin_center(app, time_zone=zone)
        client, path = browse(there.director), there.path("completions/new")
        late = submit(client, path, title="Trauma and the brain", completed_on=tomorrow)
        assert late.status_code == 422
        assert "must be today or earlier" in errors_of(late)[0]
        assert submit(client, path, title="Trauma and the brain", completed_on=today).status_code == 303


@pytest.mark.parametrize(("moment", "zone", "today"), MIDNIGHTS)
def test_an_event_is_recorded_through_today_and_not_for_tomorrow(
    app: Flask, browse: Browse, moment: str, zone: str, today: str
) -> None:
    tomorrow = (date.fromisoformat(today) + timedelta(days=1)).isoformat()
    with clock_at(moment):
        there = begin_center(app, time_zone=zone)
        client, path = browse(there.director), there.path("events/new")
        assert submit(client, path, title="Team training", held_on=tomorrow).status_code == 422
        assert submit(client, path, title="Team training", held_on=today).status_code == 303


@pytest.mark.parametrize(("moment", "zone", "today"), MOMENTS)
def test_what_is_valid_through_a_day_lapses_at_the_centers_midnight(
    app: Flask, browse: Browse, moment: str, zone: str, today: str
) -> None:
    """Hours count for 24 months: what was done on the day before the anniversary still counts, on it no more."""
    day = date.fromisoformat(today)
    anniversary = date(day.year - 2, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
    still = date(day.year - 2, 3, 1) if (day.month, day.day) == (2, 29) else anniversary + timedelta(days=1)
    done = {"hours": Decimal(5), "topics": frozenset({"survivor_voice"})}
    with clock_at(moment):
        there = begin_center(app, time_zone=zone)
        follow_only(there, CSEC)
        roles = (Role.MENTAL_HEALTH_PROVIDER,)
        there.completion(there.person("Still", roles=roles, since=date(2010, 1, 1)), completed_on=still, **done)
        there.completion(there.person("No more", roles=roles, since=date(2010, 1, 1)), completed_on=anniversary, **done)
        client, path = browse(there.director), there.path("matrix")
        assert cell(client, path, "Still", "CSEC refresher").startswith("Due soon")
        assert cell(client, path, "No more", "CSEC refresher").startswith("Lapsed")


@pytest.mark.parametrize(("moment", "zone", "today"), MIDNIGHTS)
def test_who_leaves_is_here_through_the_last_day(
    app: Flask, browse: Browse, moment: str, zone: str, today: str
) -> None:
    yesterday = date.fromisoformat(today) - timedelta(days=1)
    with clock_at(moment):
        there = begin_center(app, time_zone=zone)
        client = browse(there.director)
        for name, last_day in (("Last Day", today), ("Gone Since", yesterday.isoformat())):
            person = there.public_id_of(Person, there.person(name))
            submit(client, there.path(f"people/{person}/edit"), action="/leave", last_day=last_day)
        shown = text_of(client.get(there.path("people")))
        assert "Last Day" in shown
        assert "Gone Since" not in shown


@pytest.mark.parametrize(("moment", "zone", "today"), MIDNIGHTS)
def test_the_first_role_of_a_center_begins_on_its_own_day(
    app: Flask, browse: Browse, moment: str, zone: str, today: str
) -> None:
    with clock_at(moment):
        there = begin_center(app, time_zone=zone)
        assert there.actor().today.isoformat() == today
        person = there.public_id_of(Person, there.director_person)
        client = browse(there.director)
        since = date.fromisoformat(today)
        assert f"since {since:%b} {since.day}, {since.year}" in text_of(client.get(there.path(f"people/{person}")))
