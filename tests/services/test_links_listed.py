"""A link, a code or an address is told to directors if and only if it opens, whatever ends it, at any time of day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from tests.desks import given as given_desk
from tests.factories import CenterWorld
from tests.moments import clock_at
from tests.services.decision_links import given
from tests.services.phone_links import handed
from tests.services.planned_events import ahead
from tracker import clock
from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain.access import AccessRole
from tracker.domain.errors import NotFound
from tracker.domain.vocabulary import PacketState
from tracker.models import (
    Account,
    Center,
    DecisionLink,
    Membership,
    Packet,
    Person,
    PhoneLink,
    RoleTerm,
)
from tracker.services import access_links, access_report, decision_links, desks, phone_links, planned_events
from tracker.services.access_links import LinkKind
from tracker.services.planned_events import Door
from tracker.services.reminders import calendars

DESK, DECISION, PHONE = LinkKind.DESK, LinkKind.DECISION, LinkKind.PHONE
CHECK_IN, CALENDAR = LinkKind.CHECK_IN, LinkKind.CALENDAR


@dataclass(frozen=True)
class Given:
    """A link of each kind, by its public id and its secret, all given by one director, and another who looks."""

    center: CenterWorld
    ids: dict[LinkKind, str]
    secrets: dict[LinkKind, str]
    other: int

    def told(self) -> set[LinkKind]:
        """Which the page tells of."""
        with self.center.working():
            return {each.kind for each in access_report.of_center(self.center.actor(self.other)).links}

    def opening(self) -> set[LinkKind]:
        """Which open to whoever has them."""
        with self.center.app.app_context():
            return {kind for kind, secret in self.secrets.items() if _opens(kind, secret, clock.now())}


def _opens(kind: LinkKind, secret: str, now: datetime) -> bool:
    try:
        match kind:
            case LinkKind.DESK:
                desks.offered(secret, now)
            case LinkKind.DECISION:
                decision_links.invited(secret, now)
            case LinkKind.PHONE:
                phone_links.opened(secret, now)
            case LinkKind.CHECK_IN:
                return planned_events.offered(secret, now).door is not Door.OVER
            case LinkKind.CALENDAR:
                calendars.read(secret, now)
    except NotFound:
        return False
    return True


# Early on a day in Chicago, and in its last hour, when another has begun by the clock of the machine.
@pytest.fixture(params=["2026-11-24T10:00+00:00", "2026-11-25T05:30+00:00"], ids=["early", "late"])
def it(request: pytest.FixtureRequest, center: CenterWorld) -> Iterator[Given]:
    with clock_at(request.param):
        event = ahead.planned(center, held_on=center.actor().today + timedelta(days=3))
        code = ahead.opened(center, event)
        made = {DESK: given_desk(center), DECISION: given.give(center, given.own(center)), PHONE: handed.give(center)}
        with center.working():
            address = calendars.begin(center.actor())
        ids = {kind: public_id for kind, (public_id, _) in made.items()} | {CHECK_IN: event}
        secrets = {kind: secret for kind, (_, secret) in made.items()} | {CHECK_IN: code}
        secrets[CALENDAR] = address.rsplit("/", 1)[1].removesuffix(".ics")
        yield Given(center, ids, secrets, center.member(AccessRole.DIRECTOR))


def _nothing(_it: Given) -> None:
    pass


def _taken_back(it: Given) -> None:
    actor = it.center.actor()
    desks.revoke(actor, it.ids[DESK])
    decision_links.revoke(actor, it.ids[DECISION])
    phone_links.revoke(actor, it.ids[PHONE])
    planned_events.close(actor, it.ids[CHECK_IN])
    calendars.end(actor)


def _used(_it: Given) -> None:
    for model in (DecisionLink, PhoneLink):
        db.session.execute(update(model).values(used_at=clock.now()))


def _canceled(it: Given) -> None:
    planned_events.cancel(it.center.actor(), it.ids[CHECK_IN])


def _recorded(it: Given) -> None:
    planned_events.record(it.center.actor(), it.ids[CHECK_IN], ())


def _withdrawn(_it: Given) -> None:
    db.session.execute(update(Packet).values(state=PacketState.WITHDRAWN))


def _dismissed(it: Given) -> None:
    _of_giver(it, ended_at=clock.now())


def _made_deputy(it: Given) -> None:
    _of_giver(it, role=AccessRole.DEPUTY)


def _made_staff(it: Given) -> None:
    _of_giver(it, role=AccessRole.STAFF)


def _of_giver(it: Given, **values: object) -> None:
    db.session.execute(update(Membership).where(Membership.account_id == it.center.director).values(**values))


def _account_closed(it: Given) -> None:
    db.session.execute(update(Account).where(Account.id == it.center.director).values(active=False))


def _role_over(it: Given) -> None:
    _end_roles(it, days_ago=1)


def _role_ends_today(it: Given) -> None:
    _end_roles(it, days_ago=0)


def _end_roles(it: Given, days_ago: int) -> None:
    day = it.center.actor().today - timedelta(days=days_ago)
    db.session.execute(update(RoleTerm).values(starts_on=day, ends_on=day))


def _person_removed(_it: Given) -> None:
    whose = db.session.scalars(select(PhoneLink.person_id)).one()
    db.session.execute(update(Person).where(Person.id == whose).values(removed_at=clock.now()))


# What happens, and which links open no more by it.
ENDS: dict[str, tuple[Callable[[Given], None], set[LinkKind]]] = {
    "nothing": (_nothing, set()),
    "they are taken back": (_taken_back, set(LinkKind)),
    "they were used": (_used, {DECISION, PHONE}),
    "the event is canceled": (_canceled, {CHECK_IN}),
    "the packet is withdrawn": (_withdrawn, {DESK}),
    "their giver is dismissed": (_dismissed, {DESK, DECISION, PHONE, CALENDAR}),
    "their giver becomes a deputy": (_made_deputy, {DESK, DECISION}),
    "their giver becomes staff": (_made_staff, {DESK, DECISION, PHONE}),
    "their giver's account is closed": (_account_closed, {DESK, DECISION, PHONE, CALENDAR}),
    "the person's role ends today": (_role_ends_today, set()),
    "the person's role is over": (_role_over, {PHONE}),
    "the person is removed": (_person_removed, {PHONE}),
}


@pytest.mark.parametrize("what", ENDS)
def test_a_link_is_told_if_and_only_if_it_opens(it: Given, what: str) -> None:
    happens, closed = ENDS[what]
    with it.center.working():
        happens(it)
    assert (it.told(), it.opening()) == (set(LinkKind) - closed, set(LinkKind) - closed)


def test_when_their_time_is_over_none_is_told_or_opens_but_the_calendar(it: Given) -> None:
    with clock_at((clock.now() + timedelta(days=366)).isoformat()):
        assert (it.told(), it.opening()) == ({CALENDAR}, {CALENDAR})


def test_links_of_every_center_are_told_by_the_day_of_their_own(it: Given, other_center: CenterWorld) -> None:
    """In Kiritimati it is tomorrow already when it is today in Chicago."""
    with it.center.working():
        zone = update(Center).where(Center.id == other_center.center_id).values(time_zone="Pacific/Kiritimati")
        db.session.execute(zone)
        today = it.center.actor().today
    handed.give(other_center)
    for each in (it.center, other_center):
        with each.working():
            db.session.execute(update(RoleTerm).values(starts_on=today, ends_on=today))
    with it.center.app.app_context(), everywhere(db.session()):
        found = access_links.standing(clock.now(), None)
    told = {each.center for each in found if each.kind is PHONE}
    assert told & {it.center.public_id, other_center.public_id} == {it.center.public_id}
