"""What opens something without signing in is told for as long as it does, with who gave it and until when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.factories import CenterWorld
from tests.services.open_links import given_all
from tests.services.phone_links import handed
from tracker.db import db
from tracker.domain.access import AccessRole, TokenMay
from tracker.models import RoleTerm
from tracker.services import (
    access_report,
    access_warnings,
    activity,
    api_tokens,
    decision_links,
    desks,
    history,
    phone_links,
    planned_events,
)
from tracker.services.access_links import LinkKind, OpenLink
from tracker.services.access_warnings import Concern
from tracker.services.history import Line
from tracker.services.reminders import calendars

pytestmark = pytest.mark.usefixtures("context")


def told(center: CenterWorld, later: timedelta = timedelta()) -> dict[LinkKind, OpenLink]:
    actor = center.actor()
    with center.working():
        found = access_report.of_center(replace(actor, now=actor.now + later)).links
    return {each.kind: each for each in found}


def test_each_link_is_told_with_who_gave_it_and_its_last_day(center: CenterWorld, other_center: CenterWorld) -> None:
    made, today = given_all(center), center.actor().today
    found = told(center)
    assert list(found) == list(LinkKind)
    assert {kind: each.public_id for kind, each in found.items() if kind in made} == made
    assert {each.given_by for each in found.values()} == {"Dana Whitfield"}
    days = {kind: each.ends_on - today if each.ends_on else None for kind, each in found.items()}
    week = timedelta(days=7)
    assert days[LinkKind.DECISION] == days[LinkKind.PHONE] == week
    assert (days[LinkKind.CHECK_IN], days[LinkKind.CALENDAR]) == (timedelta(days=3), None)
    assert found[LinkKind.DECISION].name == "Pat Lee, board treasurer"
    assert told(other_center) == {}


def test_a_year_later_the_calendar_alone_is_open(center: CenterWorld) -> None:
    given_all(center)
    assert list(told(center, timedelta(days=366))) == [LinkKind.CALENDAR]


def _revoke_desk(center: CenterWorld, public_id: str) -> None:
    desks.revoke(center.actor(), public_id)


def _revoke_decision(center: CenterWorld, public_id: str) -> None:
    decision_links.revoke(center.actor(), public_id)


def _revoke_phone(center: CenterWorld, public_id: str) -> None:
    phone_links.revoke(center.actor(), public_id)


def _cancel(center: CenterWorld, public_id: str) -> None:
    planned_events.cancel(center.actor(), public_id)


def _stop(center: CenterWorld, _public_id: str) -> None:
    calendars.end(center.actor())


@pytest.mark.parametrize(
    ("kind", "end"),
    [
        (LinkKind.DESK, _revoke_desk),
        (LinkKind.DECISION, _revoke_decision),
        (LinkKind.PHONE, _revoke_phone),
        (LinkKind.CHECK_IN, _cancel),
        (LinkKind.CALENDAR, _stop),
    ],
)
def test_one_that_was_ended_is_told_no_more(
    center: CenterWorld, kind: LinkKind, end: Callable[[CenterWorld, str], None]
) -> None:
    made = given_all(center)
    with center.working():
        end(center, made.get(kind, ""))
    assert list(told(center)) == [each for each in LinkKind if each is not kind]


def test_what_ends_with_the_right_of_its_giver_is_told_no_more_and_a_closed_desk_is_a_warning(
    center: CenterWorld,
) -> None:
    made = given_all(center)
    other = center.member(AccessRole.DIRECTOR)
    center.end_director(other)
    with center.working():
        found = access_report.of_center(center.actor(other))
    assert [each.kind for each in found.links] == [LinkKind.CHECK_IN]
    (closed,) = (each for each in access_warnings.warnings(found) if each.concern is Concern.DESK_WITHOUT_GIVER)
    assert closed.desk == made[LinkKind.DESK]
    assert "Dana Whitfield, who gave it, cannot give one any more" in closed.words


def test_a_link_for_somebody_who_holds_no_role_any_more_is_told_no_more(center: CenterWorld) -> None:
    given_all(center)
    with center.working():
        long_ago = center.actor().today - timedelta(days=2)
        db.session.execute(update(RoleTerm).values(starts_on=long_ago, ends_on=long_ago))
    assert LinkKind.PHONE not in told(center)


def test_a_link_for_ones_own_phone_is_told_while_it_lasts(center: CenterWorld) -> None:
    handed.own(center, center.member())
    assert list(told(center)) == [LinkKind.PHONE]
    assert told(center, timedelta(minutes=16)) == {}


def test_that_a_link_is_given_or_ended_is_a_change_of_who_gets_in_and_what_is_done_by_it_is_none(
    center: CenterWorld,
) -> None:
    made, actor = given_all(center), center.actor()
    with center.working():
        api_tokens.make(actor, "Learning platform", TokenMay.READ, actor.today)
        _revoke_desk(center, made[LinkKind.DESK])
        _revoke_decision(center, made[LinkKind.DECISION])
        _revoke_phone(center, made[LinkKind.PHONE])
        planned_events.close(actor, made[LinkKind.CHECK_IN])
        history.append(actor, "ask_at_desk", "desk", made[LinkKind.DESK])
        history.append(actor, "use", "phone_link", made[LinkKind.PHONE])
    ways = {kind: _told(center, kind) for kind in (activity.Kind.ACCESS, activity.Kind.CHANGES)}
    given = {("desk", "give"), ("decision_link", "give"), ("phone_link", "give"), ("planned_event", "open_check_in")}
    ended = {("desk", "revoke"), ("decision_link", "revoke"), ("phone_link", "revoke")}
    others = {("calendar", "begin"), ("api_token", "make"), ("planned_event", "close_check_in")}
    assert given | ended | others <= ways[activity.Kind.ACCESS]
    assert {("desk", "ask_at_desk"), ("phone_link", "use"), ("planned_event", "plan")} <= ways[activity.Kind.CHANGES]
    assert not ways[activity.Kind.ACCESS] & ways[activity.Kind.CHANGES]


def _told(center: CenterWorld, kind: activity.Kind) -> set[tuple[str, str]]:
    actor = center.actor()
    with center.working():
        found = activity.of_center(actor, activity.Narrowed(kind=kind), activity.place(actor, ""))
    return {(each.subject, each.action) for each in found.items if isinstance(each, Line)}
