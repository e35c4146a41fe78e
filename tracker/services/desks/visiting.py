"""Who reads at a desk: let in by the link's secret and the passphrase, known at each request by a secret of its own.

What a visit reaches is one packet. It is no sign-in: nothing of an account hangs on it, and no page of a center asks
for it. A desk that was revoked, is over, or whose packet was withdrawn opens no more, at the very next request.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, delete, select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.errors import NotFound
from tracker.models import Center, Desk, DeskVisit, Packet
from tracker.services import limits, passwords
from tracker.services.actor import Actor
from tracker.services.desks.standing import still_open
from tracker.services.sessions import ABSOLUTE, IDLE, TOKEN_BYTES, digest

CLOSED = (
    "There is nothing to read here now. If you were reading, open the link that you were given once more. "
    "If it does not open either, it has ended or was taken back: ask the center."
)
TOUCH_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class OfferedDesk:
    """What a link offers before it is opened."""

    desk_id: int
    public_id: str
    center_id: int
    center: str
    reviewer: str
    number: int
    ends_on: date
    passphrase_hash: str | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads at a desk. `actor`: they at the center, who may do nothing there.

    `troubles`: what the packet could not print, as its row keeps it.
    """

    desk_id: int
    public_id: str
    visit_id: int
    kind: str
    reviewer: str
    ends_on: date
    number: int
    inputs: str
    sha256: str
    actor: Actor
    seen_at: datetime
    troubles: str

    @property
    def is_due_a_touch(self) -> bool:
        """Whether the time it was last seen should be written again."""
        return self.actor.now - self.seen_at > TOUCH_AFTER


def offered(token: str, now: datetime) -> OfferedDesk:
    """Return what a link offers. Raises NotFound for one that does not open."""
    with everywhere(db.session()):
        row = db.session.execute(
            _living(
                Desk.id,
                Desk.public_id,
                Desk.center_id,
                Center.name,
                Desk.reviewer,
                Packet.number,
                Desk.ends_on,
                Desk.passphrase_hash,
                Center.time_zone,
            ).where(Desk.digest == digest(token))
        ).first()
    if row is None or row.ends_on < _day(row.time_zone, now):
        raise NotFound(CLOSED)
    return OfferedDesk(*row[:-1])


def count_try(desk: OfferedDesk, now: datetime) -> None:
    """Count a try at a passphrase, before it is compared. Raises Refused where there were too many lately."""
    if desk.passphrase_hash:
        limits.count_try(_tries(desk), now)


def opens_with(desk: OfferedDesk, passphrase: str) -> bool:
    """Tell whether a passphrase opens a desk; one without any opens with none. Costs about 20 ms."""
    return not desk.passphrase_hash or passwords.matches(desk.passphrase_hash, spoken(passphrase))


def spoken(passphrase: str) -> str:
    """Return a passphrase as it is compared: told by phone, it has no blanks at its ends, and single ones within."""
    return " ".join(passphrase.split())


def begin(desk: OfferedDesk, now: datetime) -> str:
    """Open a desk in a browser and return the secret that its cookie carries; visits that are over go."""
    limits.forget(_tries(desk))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with working_for(db.session(), desk.center_id):
        db.session.execute(delete(DeskVisit).where(DeskVisit.desk_id == desk.desk_id, DeskVisit.seen_at <= now - IDLE))
        db.session.add(DeskVisit(desk_id=desk.desk_id, token_digest=digest(token), began_at=now, seen_at=now))
        db.session.flush()
    return token


def find(public_id: str, token: str, now: datetime) -> Reader:
    """Return who reads at a desk by the secret of their cookie. Raises NotFound, in the same words for whatever ended.

    One statement.
    """
    with everywhere(db.session()):
        row = db.session.execute(
            _living(
                Desk.id,
                DeskVisit.id.label("visit_id"),
                Desk.kind,
                Desk.reviewer,
                Desk.ends_on,
                Packet.number,
                Packet.inputs_sha256,
                Packet.sha256,
                Desk.center_id,
                Center.public_id,
                Center.name,
                Center.time_zone,
                DeskVisit.seen_at,
                Packet.troubles,
            )
            .join(DeskVisit, DeskVisit.desk_id == Desk.id)
            .where(
                Desk.public_id == public_id,
                DeskVisit.token_digest == digest(token),
                DeskVisit.seen_at > now - IDLE,
                DeskVisit.began_at > now - ABSOLUTE,
            )
        ).first()
    if row is None or row.ends_on < _day(row.time_zone, now):
        raise NotFound(CLOSED)
    return _reader(public_id, row, now)


def touch(reader: Reader) -> None:
    """Write that a visit was seen now."""
    db.session.execute(update(DeskVisit).where(DeskVisit.id == reader.visit_id).values(seen_at=reader.actor.now))


def leave(reader: Reader) -> None:
    """Close the desk in this browser; the link goes on working."""
    db.session.execute(delete(DeskVisit).where(DeskVisit.id == reader.visit_id))


def _living(*columns: Any) -> Select[Any]:
    """Select desks that were not revoked, whose giver may still give one, and whose packet stands.

    The caller compares the last day.
    """
    packet_of_desk = (Packet.id == Desk.packet_id) & (Packet.center_id == Desk.center_id)
    return select(*columns).join(Packet, packet_of_desk).join(Center, Center.id == Desk.center_id).where(*still_open())


def _reader(public_id: str, row: Any, now: datetime) -> Reader:
    actor = Actor(
        0,
        row.reviewer,
        row.center_id,
        row.public_id,
        row.name,
        None,
        frozenset(),
        None,
        now,
        _day(row.time_zone, now),
        row.time_zone,
    )
    return Reader(
        row.id,
        public_id,
        row.visit_id,
        row.kind,
        row.reviewer,
        row.ends_on,
        row.number,
        row.inputs_sha256,
        row.sha256,
        actor,
        row.seen_at,
        row.troubles,
    )


def _day(zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(zone)).date()


def _tries(desk: OfferedDesk) -> str:
    return f"desk {desk.desk_id}"
