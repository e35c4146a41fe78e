"""What opens something at a center to whoever holds a link, a code or an address, without signing in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, case, literal, select

from tracker.db import db
from tracker.models import (
    Account,
    CalendarFeed,
    Center,
    DecisionLink,
    Desk,
    Packet,
    Person,
    PhoneLink,
    PlannedEvent,
)
from tracker.services import decision_links
from tracker.services.desks import standing as desks
from tracker.services.phone_links import standing as phones
from tracker.services.planned_events import checking_in
from tracker.services.reminders import calendars

MOMENT = timedelta(microseconds=1)
Today = ColumnElement[date]
_AT, _WHO = (Center.public_id, Center.time_zone), Account.display_name


class LinkKind(StrEnum):
    """What somebody with the link does, or reads."""

    DESK = "desk"
    DECISION = "decision"
    PHONE = "phone"
    CHECK_IN = "check_in"
    CALENDAR = "calendar"

    @property
    def label(self) -> str:
        """The words people read."""
        return _LABELS[self]


_LABELS = {
    LinkKind.DESK: "Reads a packet",
    LinkKind.DECISION: "Decides on completions",
    LinkKind.PHONE: "Logs one completion from a phone",
    LinkKind.CHECK_IN: "Checks in at an event",
    LinkKind.CALENDAR: "Reads days of a private calendar",
}


@dataclass(frozen=True, slots=True)
class OpenLink:
    """One that opens something still, never its secret. `public_id`: of the desk, the link, the event or the calendar.

    `name`: who was given it, whose it is, or what it is of. `ends_on`: the last day on the center's clock; None where
    it lasts until somebody ends it.
    """

    center: str
    kind: LinkKind
    public_id: str
    name: str
    given_by: str
    given_at: datetime
    ends_on: date | None


def standing(now: datetime, center_id: int | None) -> tuple[OpenLink, ...]:
    """Return what is open at a moment, at one center or at all, by center and kind. Six statements."""
    zones = db.session.scalars(_here(select(Center.time_zone).distinct(), center_id)).all()
    if not zones:
        return ()
    today = _today(now, zones)
    found = [link for kind, ask in _QUERIES.items() for link in _of(now, kind, _here(ask(now, today), center_id))]
    order = list(LinkKind)
    return tuple(sorted(found, key=lambda link: (link.center, order.index(link.kind), link.given_at)))


def closed_desks(now: datetime, center_id: int | None) -> tuple[OpenLink, ...]:
    """Return the desks that open nothing only because whoever gave them may not give one any more. One statement."""
    query = _all_desks().where(*desks.lasts(), ~desks.has_giver())
    return tuple(_of(now, LinkKind.DESK, _here(query, center_id)))


def _today(now: datetime, zones: Sequence[str]) -> Today:
    """Return what day it is at the center of a row, by its own clock."""
    days = {zone: literal(now.astimezone(ZoneInfo(zone)).date(), Date) for zone in zones}
    return case(days, value=Center.time_zone)


def _here(query: Any, center_id: int | None) -> Any:
    return query if center_id is None else query.where(Center.id == center_id)


def _of(now: datetime, kind: LinkKind, query: Any) -> Iterator[OpenLink]:
    for center, zone, public_id, *names, given_by, given_at, end in db.session.execute(query):
        own = ZoneInfo(zone)
        # What ends at midnight was good for the day before.
        last = (end - MOMENT).astimezone(own).date() if isinstance(end, datetime) else end
        if last is None or last >= now.astimezone(own).date():
            yield OpenLink(center, kind, public_id, _name(kind, names), given_by, given_at, last)


def _name(kind: LinkKind, names: list[Any]) -> str:
    return f"{names[0]}, packet {names[1]}" if kind is LinkKind.DESK else ", ".join(names)


def _desks(_now: datetime, _today: Today) -> Any:
    return _all_desks().where(*desks.still_open())


def _all_desks() -> Any:
    return (
        select(*_AT, Desk.public_id, Desk.reviewer, Packet.number, _WHO, Desk.given_at, Desk.ends_on)
        .join(Center, Center.id == Desk.center_id)
        .join(Packet, (Packet.id == Desk.packet_id) & (Packet.center_id == Desk.center_id))
        .join(Account, Account.id == Desk.given_by)
    )


def _decisions(_now: datetime, _today: Today) -> Any:
    its = (DecisionLink.public_id, DecisionLink.decider, DecisionLink.function)
    return (
        select(*_AT, *its, _WHO, DecisionLink.given_at, DecisionLink.ends_on)
        .join(Center, Center.id == DecisionLink.center_id)
        .join(Account, Account.id == DecisionLink.given_by)
        .where(*decision_links.still_open())
    )


def _phones(now: datetime, today: Today) -> Any:
    return (
        select(*_AT, PhoneLink.public_id, Person.name, _WHO, PhoneLink.given_at, PhoneLink.ends_at)
        .join(Center, Center.id == PhoneLink.center_id)
        .join(Person, (Person.id == PhoneLink.person_id) & (Person.center_id == PhoneLink.center_id))
        .join(Account, Account.id == PhoneLink.given_by)
        .where(phones.opens(now, today))
    )


def _check_ins(now: datetime, _today: Today) -> Any:
    its = (PlannedEvent.public_id, PlannedEvent.title)
    return (
        select(*_AT, *its, _WHO, PlannedEvent.planned_at, PlannedEvent.closes_at)
        .join(Center, Center.id == PlannedEvent.center_id)
        .join(Account, Account.id == PlannedEvent.planned_by)
        .where(*checking_in.still_open(), PlannedEvent.closes_at > now)
    )


def _calendars(_now: datetime, _today: Today) -> Any:
    its = (CalendarFeed.public_id, _WHO, _WHO.label("given_by"))
    return (
        select(*_AT, *its, CalendarFeed.made_at, CalendarFeed.ended_at)
        .join(Center, Center.id == CalendarFeed.center_id)
        .join(Account, Account.id == CalendarFeed.account_id)
        .where(*calendars.still_open())
    )


# What is neither ended nor used; whoever reads them compares the last day.
_QUERIES: dict[LinkKind, Callable[[datetime, Today], Any]] = {
    LinkKind.DESK: _desks,
    LinkKind.DECISION: _decisions,
    LinkKind.PHONE: _phones,
    LinkKind.CHECK_IN: _check_ins,
    LinkKind.CALENDAR: _calendars,
}
