"""Planned events as the use cases make them."""

import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from tests.factories import CenterWorld
from tracker import clock
from tracker.db.work import unit_of_work
from tracker.models import Person
from tracker.services import planned_events
from tracker.services.events import Entry
from tracker.services.planned_events import Offered, PlannedView, Present
from tracker.services.planned_events.rows import found

DAY = date(2026, 3, 2)


def planned(center: CenterWorld, people: Sequence[str] = (), **values: Any) -> str:
    """Plan a training of three hours; returns its public id."""
    entry = Entry(**{"kind": "training", "title": "Team training", "held_on": DAY, "hours": Decimal(3), **values})
    with center.working():
        return planned_events.plan(center.actor(), entry, people)


def view(center: CenterWorld, public_id: str) -> PlannedView:
    """Return a planned event as it is."""
    with center.working():
        return planned_events.get(center.actor(), public_id)


def opened(center: CenterWorld, public_id: str, opens: time = time(8), closes: time = time(17)) -> str:
    """Open the check-in of a planned event on its day; returns the secret of its code."""
    with center.working():
        version = planned_events.get(center.actor(), public_id).version
        planned_events.open_between(center.actor(), public_id, opens, closes, version)
        return planned_events.secret(center.actor(), public_id)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """Return a moment on the center's clock."""
    return datetime.combine(day, time(hour, minute), ZoneInfo("America/Chicago")).astimezone(UTC)


def came(center: CenterWorld, token: str, name: str, agency: str = "", now: datetime | None = None) -> Offered:
    """Check somebody in by a code."""
    with center.app.app_context(), unit_of_work():
        offer = planned_events.offered(token, now or at(9))
        planned_events.check_in(offer, name, agency, secrets.token_hex(16))
        return offer


def recorded(center: CenterWorld, public_id: str, *present: Present) -> str:
    """Record who was there; returns the event."""
    with center.working():
        return planned_events.record(center.actor(), public_id, present)


def plan(center: CenterWorld, _owner: object) -> str:
    """Plan an event at which the director was expected."""
    return planned(center, [expected(center, _owner)])


def expected(center: CenterWorld, _owner: object) -> str:
    """Return who is expected there."""
    return center.public_id_of(Person, center.director_person)


# What the address of a planned event's page names.
ONE: dict[str, Callable[[CenterWorld, Any], str]] = {"planned": plan}


def door(center: CenterWorld, _owner: object) -> str:
    """Plan an event whose check-in is open now; returns the secret of its code."""
    now = clock.now()
    today = center.actor().today
    public_id = planned(center, held_on=today)
    token = opened(center, public_id)
    with center.working():
        row = found(public_id)
        row.opens_at, row.closes_at = now - timedelta(hours=1), now + timedelta(hours=1)
    return token
