"""Letting somebody read an issued packet by a link, and taking that back."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.vocabulary import PacketState
from tracker.formatting import format_date
from tracker.models import Account, Desk, DeskView, Packet
from tracker.services import history, passwords, submissions
from tracker.services.actor import Actor
from tracker.services.desks.standing import has_giver
from tracker.services.desks.viewing import Viewed, viewed
from tracker.services.desks.visiting import spoken
from tracker.services.packets.asking import NONE_HERE as NO_PACKET
from tracker.services.sessions import TOKEN_BYTES, digest

NOT_YOURS = "Only a director lets somebody read a packet."
NOT_SEEN = "Only a director or deputy sees who reads a packet."
NONE_HERE = "There is no such desk, or it is not yours to see."
NOTHING_TO_TAKE_OVER = "This link is open, revoked or over: nobody has to take it over."
USUAL_DAYS, MOST_DAYS = 30, 180
MOST_DESKS = 20
SHORTEST_PASSPHRASE = 8


class DeskKind(StrEnum):
    """Who reads: NCA's reviewer, whose marks are theirs alone, or a colleague who plays one."""

    REVIEW = "review"
    MOCK = "mock"

    @property
    def label(self) -> str:
        """The words people read."""
        return "Review" if self is DeskKind.REVIEW else "Mock review"


@dataclass(frozen=True, slots=True)
class GivenDesk:
    """A desk as a director sees it."""

    public_id: str
    packet: str
    packet_number: int
    kind: DeskKind
    reviewer: str
    ends_on: date
    has_passphrase: bool
    given_by: str
    given_at: datetime
    revoked_at: datetime | None
    version: int
    views: int
    last_view: datetime | None
    has_giver: bool
    is_over: bool

    @property
    def is_open(self) -> bool:
        """Whether its link works today."""
        return self.lasts and self.has_giver

    @property
    def waits(self) -> bool:
        """Whether its link works again as soon as somebody who may give one takes it over."""
        return self.lasts and not self.has_giver

    @property
    def lasts(self) -> bool:
        """Whether it was not revoked and its last day is not over."""
        return self.revoked_at is None and not self.is_over

    @property
    def state_words(self) -> str:
        """How it stands, in words."""
        if self.revoked_at is not None:
            return "Revoked"
        if self.is_over:
            return "Ended"
        return "Open" if self.has_giver else f"Closed: {self.given_by} cannot give one any more"


def usual_end(actor: Actor, visit_on: date | None) -> date:
    """Return the last day that is offered: that of the site visit where it is near enough, else 30 days from today."""
    latest = actor.today + timedelta(days=MOST_DAYS)
    if visit_on is not None and actor.today <= visit_on <= latest:
        return visit_on
    return actor.today + timedelta(days=USUAL_DAYS)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a director fills in. An empty passphrase asks for none."""

    reviewer: str
    ends_on: date
    kind: DeskKind
    passphrase: str = ""


def give(actor: Actor, packet: str, offer: Offer, key: str = "") -> tuple[str, str]:
    """Let somebody read an issued packet; return the desk's public id and the secret of its link, kept nowhere.

    The same form sent twice gives an empty secret the second time. Raises NotFound, and Conflict naming the field.
    """
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    history.hold(actor)
    if made := submissions.made_by(actor, key):
        return made, ""
    packet_id = _issued(packet)
    _refuse(actor, offer, packet_id)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = Desk(
        packet_id=packet_id,
        digest=digest(token),
        kind=offer.kind,
        reviewer=offer.reviewer,
        ends_on=offer.ends_on,
        passphrase_hash=passwords.keep(spoken(offer.passphrase)) if offer.passphrase else None,
        given_by=actor.account_id,
        given_at=actor.now,
    )
    db.session.add(row)
    db.session.flush()
    detail = {"packet": packet, "kind": offer.kind.value, "reviewer": offer.reviewer, "until": str(offer.ends_on)}
    history.append(actor, "give", "desk", row.public_id, detail=detail)
    submissions.remember(actor, key, row.public_id)
    return row.public_id, token


def revoke(actor: Actor, public_id: str) -> None:
    """Let a link work no more, from the very next request on. Raises NotFound; once more changes nothing."""
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    done = db.session.execute(
        update(Desk)
        .where(Desk.public_id == public_id, Desk.revoked_at.is_(None))
        .values(revoked_at=actor.now, revoked_by=actor.account_id, version=Desk.version + 1)
        .execution_options(synchronize_session=False)
    )
    if done.rowcount:
        history.append(actor, "revoke", "desk", public_id)
    elif db.session.scalar(select(Desk.id).where(Desk.public_id == public_id)) is None:
        raise NotFound(NONE_HERE)


def take_over(actor: Actor, public_id: str) -> None:
    """Stand for a desk whose giver may not give one any more: its link works again, as it was handed out.

    Raises NotFound, and Conflict where nothing waits for it.
    """
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    history.hold(actor)
    (found,) = _given(actor, Desk.public_id == public_id) or (None,)
    if found is None:
        raise NotFound(NONE_HERE)
    if not found.waits:
        raise Conflict(NOTHING_TO_TAKE_OVER)
    db.session.execute(
        update(Desk)
        .where(Desk.public_id == public_id)
        .values(given_by=actor.account_id, version=Desk.version + 1)
        .execution_options(synchronize_session=False)
    )
    history.append(actor, "take_over", "desk", public_id, detail={"reviewer": found.reviewer})


def of_packet(actor: Actor, packet: str) -> list[GivenDesk]:
    """Return the desks of a packet, the latest first. One statement."""
    actor.must(Action.ISSUE_PACKET, NOT_SEEN)
    return _given(actor, Packet.public_id == packet)


def get(actor: Actor, public_id: str) -> tuple[GivenDesk, list[Viewed]]:
    """Return a desk, and what was looked at on it, the latest day first. Raises NotFound."""
    actor.must(Action.ISSUE_PACKET, NOT_SEEN)
    found = _given(actor, Desk.public_id == public_id)
    if not found:
        raise NotFound(NONE_HERE)
    return found[0], viewed(public_id)


def _issued(packet: str) -> int:
    row = db.session.execute(select(Packet.id, Packet.state).where(Packet.public_id == packet)).first()
    if row is None:
        raise NotFound(NO_PACKET)
    if row.state != PacketState.ISSUED:
        raise Conflict("Only a packet that was issued can be read.")
    return int(row.id)


def _refuse(actor: Actor, offer: Offer, packet_id: int) -> None:
    latest = actor.today + timedelta(days=MOST_DAYS)
    if not actor.today <= offer.ends_on <= latest:
        raise Conflict(f"Choose a day from today to {format_date(latest)}.", field="ends_on")
    if 0 < len(offer.passphrase) < SHORTEST_PASSPHRASE:
        raise Conflict(f"Use at least {SHORTEST_PASSPHRASE} characters, or none.", field="passphrase")
    living = (Desk.packet_id == packet_id, Desk.revoked_at.is_(None), Desk.ends_on >= actor.today)
    if (db.session.scalar(select(func.count(Desk.id)).where(*living)) or 0) >= MOST_DESKS:
        raise Conflict(f"{MOST_DESKS} links to this packet are open already. Revoke one that is not used.")


def _given(actor: Actor, *those: ColumnElement[bool]) -> list[GivenDesk]:
    query = (
        select(
            Desk.public_id,
            Packet.public_id,
            Packet.number,
            Desk.kind,
            Desk.reviewer,
            Desk.ends_on,
            Desk.passphrase_hash.is_not(None),
            Account.display_name,
            Desk.given_at,
            Desk.revoked_at,
            Desk.version,
            func.coalesce(func.sum(DeskView.times), 0),
            func.max(DeskView.last_at),
            has_giver(),
            Packet.state,
        )
        .join(Packet, Packet.id == Desk.packet_id)
        .join(Account, Account.id == Desk.given_by)
        .outerjoin(DeskView, DeskView.desk_id == Desk.id)
        .where(*those)
        .group_by(Desk.id, Packet.id, Account.id)
        .order_by(Desk.id.desc())
    )
    return [_seen(actor, it) for it in db.session.execute(query)]


def _seen(actor: Actor, it: Any) -> GivenDesk:
    is_over = it.ends_on < actor.today or it.state != PacketState.ISSUED
    values: tuple[Any, ...] = (*it[:3], DeskKind(it.kind), *it[4:14], is_over)
    return GivenDesk(*values)
