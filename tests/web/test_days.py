"""A moment is shown as the day that it was on the center's clock, whatever the server's."""

from datetime import UTC, datetime

import pytest
from flask import Flask, g

from tests.factories import CenterWorld, begin_center
from tracker.web.filters import day_of

EVENING = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Honolulu", 23), ("America/Chicago", 23), ("Europe/Berlin", 24)])
def test_the_day_is_the_centers(app: Flask, zone: str, day: int) -> None:
    center: CenterWorld = begin_center(app, time_zone=zone)
    actor = center.actor()
    with app.app_context():
        g.actor = actor
        assert day_of(EVENING).day == day


def test_a_page_of_no_center_shows_the_day_in_utc(app: Flask) -> None:
    with app.app_context():
        assert day_of(EVENING).day == 24
