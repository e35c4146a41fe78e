"""Checking in by a code: within its window, as a claim, and with nothing told of the team."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.pages.events.held import completions, team
from tests.services.planned_events.ahead import DAY, at, came, opened, planned, view
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.models import PlannedEvent
from tracker.services import planned_events
from tracker.services.planned_events import Door
from tracker.services.planned_events.checking_in import MOST_CHECK_INS, OFTEN

pytestmark = pytest.mark.usefixtures("context")


def test_who_checks_in_stands_in_the_list_as_they_typed_it_and_completed_nothing(center: CenterWorld) -> None:
    event = planned(center, team(center))
    token = opened(center, event)
    came(center, token, "ana reyes", "Harbor House")
    (it,) = view(center, event).checked_in
    assert (it.name, it.agency, it.at) == ("ana reyes", "Harbor House", at(9))
    assert completions(center) == []


@pytest.mark.parametrize(
    ("hour", "door"), [(7, Door.EARLY), (8, Door.OPEN), (16, Door.OPEN), (17, Door.OVER), (23, Door.OVER)]
)
def test_the_code_opens_from_its_first_moment_up_to_its_last(center: CenterWorld, hour: int, door: Door) -> None:
    token = opened(center, planned(center), time(8), time(17))
    assert planned_events.offered(token, at(hour)).door is door


@pytest.mark.parametrize("hour", [7, 17])
def test_outside_the_window_nobody_checks_in(center: CenterWorld, hour: int) -> None:
    event = planned(center)
    token = opened(center, event)
    with pytest.raises(Conflict, match="closed"):
        came(center, token, "Ana Reyes", now=at(hour))
    assert view(center, event).checked_in == ()


def test_a_code_without_a_window_opens_nothing(center: CenterWorld) -> None:
    event = planned(center)
    with center.working():
        token = planned_events.secret(center.actor(), event)
    with pytest.raises(NotFound):
        planned_events.offered(token, at(9))


def test_closing_ends_it_at_once_and_stays(center: CenterWorld) -> None:
    event = planned(center, held_on=center.actor().today)
    token = opened(center, event, time(0), time(23, 30))
    with center.working():
        planned_events.close(center.actor(), event)
    with pytest.raises(Conflict, match="closed"):
        came(center, token, "Ana Reyes", now=center.actor().now + timedelta(minutes=1))


def test_another_code_takes_the_place_of_the_one_before(center: CenterWorld) -> None:
    event = planned(center)
    before, version = opened(center, event), view(center, event).version
    with center.working():
        planned_events.renew(center.actor(), event, version)
        after = planned_events.secret(center.actor(), event)
    with pytest.raises(NotFound):
        planned_events.offered(before, at(9))
    assert planned_events.offered(after, at(9)).door is Door.OPEN


def test_the_database_holds_no_code(center: CenterWorld) -> None:
    event = planned(center)
    token = opened(center, event)
    with center.working():
        row = db.session.scalars(select(PlannedEvent)).one()
        length = len(row.code_digest)
        kept = [str(getattr(row, each.key)) for each in PlannedEvent.__table__.columns]
    assert length == 64
    assert not [each for each in kept if token in each]


@pytest.mark.parametrize("again", [("Ana Reyes", "Harbor House"), ("REYES, Ana", "harbor  house")])
def test_the_same_name_of_the_same_agency_is_one_and_is_told_nothing_else(
    center: CenterWorld, again: tuple[str, str]
) -> None:
    event = planned(center)
    token = opened(center, event)
    came(center, token, "Ana Reyes", "Harbor House")
    came(center, token, *again)
    came(center, token, "Ana Reyes", "County Attorney")
    assert [each.agency for each in view(center, event).checked_in] == ["Harbor House", "County Attorney"]


def test_a_form_sent_twice_checks_in_once(center: CenterWorld) -> None:
    event = planned(center)
    token = opened(center, event)
    for name in ("Ana Reyes", "Ana R."):
        with unit_of_work():
            planned_events.check_in(planned_events.offered(token, at(9)), name, "", "a" * 32)
    assert len(view(center, event).checked_in) == 1


def test_a_program_that_types_names_is_slowed_down(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    few = replace(OFTEN, free=5)
    monkeypatch.setattr("tracker.services.planned_events.checking_in.OFTEN", few)
    token = opened(center, planned(center))
    for number in range(few.free):
        came(center, token, "Ana Reyes", now=at(9) + timedelta(milliseconds=number))
    with pytest.raises(Refused, match="Try again"):
        came(center, token, "Ana Reyes", now=at(9) + timedelta(seconds=1))
    assert OFTEN.free < MOST_CHECK_INS


def test_a_full_list_takes_nobody_more(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.services.planned_events.checking_in.MOST_CHECK_INS", 2)
    token = opened(center, planned(center))
    came(center, token, "One")
    came(center, token, "Two")
    with pytest.raises(Conflict, match="full"):
        came(center, token, "Three")


def test_what_was_canceled_or_recorded_opens_nothing(center: CenterWorld) -> None:
    event = planned(center)
    token = opened(center, event)
    with center.working():
        planned_events.cancel(center.actor(), event)
    with pytest.raises(NotFound):
        planned_events.offered(token, at(9))


def test_on_another_day_the_code_opens_at_the_same_times(center: CenterWorld) -> None:
    event = planned(center)
    token = opened(center, event, time(9), time(10))
    later = DAY + timedelta(days=20)  # summer time began in between
    with center.working():
        entry = planned_events.get(center.actor(), event)
        from tracker.services.events import Entry

        planned_events.change(
            center.actor(), event, Entry(kind="training", title="Team training", held_on=later), entry.version
        )
    offer = planned_events.offered(token, at(9, day=later))
    assert (offer.opens_at, offer.closes_at) == (at(9, day=later), at(10, day=later))
