"""What anybody may ask who holds a packet: which one it is, whether it is unchanged, and what has changed since.

Who asks has no account. A code that is printed in the packet finds its line in the register, and tells no more than the
packet's own cover; the digest of the whole file shows that it is the one that was issued, and so that whoever asks
holds it. Only then the rest is told, without a name, and only of the newest packet of its standard: a center that
issues a new one gives no more news through those before it.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.errors import NotFound, Refused, TrackerError
from tracker.domain.vocabulary import Level, PacketState
from tracker.models import Account, Center, Packet
from tracker.reports.difference import Difference
from tracker.services import centers
from tracker.services.actor import COMMAND_LINE
from tracker.services.packets import changes, verifying
from tracker.services.packets.reading import title_of

NO_SUCH_CODE = "No packet with this code was issued here."
NO_DIGEST = "This is no SHA-256: it has 64 digits and letters from a to f. Copy the whole of it."
_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Newer:
    """The newest packet of the same standard."""

    number: int
    as_of: date
    issued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPacket:
    """A packet as its own cover tells of it. `withdrawn`: when and why, in words; `newer`: one that came after it."""

    public_id: str
    center_id: int
    number: int
    center: str
    zone: str
    standard: str
    edition: str
    as_of: date
    known_on: date | None
    level: Level
    issued_by: str
    issued_at: datetime
    withdrawn: str = ""
    newer: Newer | None = None

    @property
    def name(self) -> str:
        """What it is called: "Packet 7"."""
        return f"Packet {self.number}"

    @property
    def stands(self) -> bool:
        """Whether the center stands by it and has issued no newer one."""
        return not self.withdrawn and self.newer is None


def of_code(public_id: str) -> IssuedPacket:
    """Return a packet by the code that is printed in it. Raises NotFound. Two statements."""
    with everywhere(db.session()):
        row = db.session.execute(
            select(Packet, Center.name, Center.time_zone, Account.display_name)
            .join(Center, Center.id == Packet.center_id)
            .outerjoin(Account, Account.id == Packet.asked_by)
            .where(Packet.public_id == public_id, verifying.WAS_ISSUED)
        ).first()
        if row is None:
            raise NotFound(NO_SUCH_CODE)
        return _told(*row)


def of_file(digest: str) -> tuple[IssuedPacket | None, str]:
    """Return the packet that a whole file is, by its SHA-256, with words; None where no packet was issued as that."""
    facts, problem = verifying.registered(digest)
    return (of_code(facts.packet), verifying.GENUINE) if facts else (None, problem)


def digest_in(text: str) -> str:
    """Return the SHA-256 in what a person pasted, such as the whole line of a program. Raises Refused for none."""
    typed = text.lower()
    found = _DIGEST.search(typed) or _DIGEST.fullmatch(re.sub(r"[\s:-]", "", typed))
    if found is None:
        raise Refused(NO_DIGEST, field="digest")
    return found[0]


def changes_of(it: IssuedPacket, now: datetime) -> Difference | None:
    """Return what has changed since, to be told in numbers and without names; None where that cannot be told.

    Only for whoever showed the file. Costs what composing a packet does, once until something changes.
    """
    if not it.stands:
        return None
    with working_for(db.session(), it.center_id):
        try:
            return changes.since(centers.command_actor(db.session.get_one(Center, it.center_id), now), it.public_id)
        except TrackerError:
            return None


def _told(packet: Packet, center: str, zone: str, asked_by: str | None) -> IssuedPacket:
    withdrawn = verifying.withdrawal(packet.withdrawn_at, packet.withdrawn_reason, zone)
    return IssuedPacket(
        public_id=packet.public_id,
        center_id=packet.center_id,
        number=packet.number,
        center=center,
        zone=zone,
        standard=_title(packet),
        edition=packet.edition,
        as_of=packet.as_of,
        known_on=packet.known_on,
        level=Level(packet.level),
        issued_by=asked_by or COMMAND_LINE,
        issued_at=packet.sealed_at or packet.asked_at,
        withdrawn=withdrawn,
        newer=None if withdrawn else _newer(packet),
    )


def _title(packet: Packet) -> str:
    with working_for(db.session(), packet.center_id):
        return title_of(packet.standard, packet.edition)


def _newer(packet: Packet) -> Newer | None:
    later = select(Packet.number, Packet.as_of, Packet.sealed_at).where(
        Packet.center_id == packet.center_id,
        Packet.standard == packet.standard,
        # One for somebody else, such as counts for a funder, takes no packet's place.
        Packet.level == packet.level,
        Packet.state == PacketState.ISSUED,
        Packet.number > packet.number,
    )
    row = db.session.execute(later.order_by(Packet.number.desc()).limit(1)).first()
    return Newer(*row) if row else None
