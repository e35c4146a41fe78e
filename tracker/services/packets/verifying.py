"""Whether a file is a packet that was issued: by its seal, and here also by the register of packets and its history.

The seal decides: here with this installation's own key, far from here with the public key that it hands out. A file
without a seal, or sealed with a key from before, must be in the register: its SHA-256 stands in the row of an issued
packet, and in the line of history that tells of its issue. That line is proved with a key that is not in the database,
so that a row which was made to point elsewhere is noticed.
"""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain import packet_seal
from tracker.domain.errors import UnreadableFile
from tracker.domain.packet_seal import Facts, Seal
from tracker.domain.vocabulary import PacketState
from tracker.models import Account, Center, HistoryEntry, Packet
from tracker.services import history_chain
from tracker.services.actor import COMMAND_LINE
from tracker.services.packets import signing
from tracker.services.packets.sealing import kept_file, withdrawn_words

GENUINE = "Genuine: not a byte differs from what was issued."
UNSIGNED = (
    "It carries no seal. Packets from before there were seals carry none; only the installation that issued it can "
    "judge such a one."
)
CHANGED = "Its seal does not fit: the file was changed after it was issued, or the seal is of another packet."
ANOTHER_KEY = "It was sealed with another key than the one given."
NOT_OURS = "It was sealed with a key that is not this installation's."
UNREGISTERED = (
    "Genuine by its seal, though the register of packets does not name it as it is: a row was changed or lost, as by a "
    "restore. Run `check`."
)
UNKNOWN = "No packet with this content was issued here."
MISLED = "The register names this file, but its history does not: the register was changed."
OLD = "Genuine by the register: it was issued before packets were sealed, so that only this installation can tell."
WAS_ISSUED = Packet.state.in_((PacketState.ISSUED, PacketState.WITHDRAWN))
OLD_KEY = "Genuine by the register: it was sealed with a key that this installation had before."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. `facts`: what the packet is, only where it is genuine; `key`: whose seal, as a fingerprint.

    `time_stamp`: when an authority saw it, and how that one calls itself, in words; whom to trust is not judged.
    `withdrawn`: when and why it was withdrawn, in words; empty where it was not, or where that is not known here.
    """

    genuine: bool
    words: str
    facts: Facts | None = None
    key: str = ""
    sha256: str = ""
    withdrawn: str = ""
    time_stamp: str = ""

    @property
    def stands(self) -> bool:
        """Whether it is genuine, and the center stands by it still."""
        return self.genuine and not self.withdrawn


def by_key(path: Path, key: bytes) -> Verdict:
    """Judge a file by its seal and a public key alone; asks no database. Raises OSError where it cannot be read."""
    digest = signing.whole_digest(path)
    try:
        found = packet_seal.read(signing.tail_of(path), path.stat().st_size)
    except UnreadableFile as wrong:
        return Verdict(False, wrong.message, sha256=digest)
    if found is None:
        return Verdict(False, UNSIGNED, sha256=digest)
    if not signing.holds(path, found):
        return Verdict(False, CHANGED, sha256=digest)
    print_of_key = signing.fingerprint(found.key)
    if not hmac.compare_digest(found.key, key):
        return Verdict(False, ANOTHER_KEY, key=print_of_key, sha256=digest)
    return Verdict(True, GENUINE, found.facts, print_of_key, digest, time_stamp=_stamped(path, found))


def here(path: Path) -> Verdict:
    """Judge a file by its seal, the register of packets and their history, and say whether it was withdrawn since.

    Raises OSError where it cannot be read.
    """
    verdict = _judged(path)
    return replace(verdict, withdrawn=_withdrawal(verdict.sha256)) if verdict.genuine else verdict


def registered(digest: str) -> tuple[Facts | None, str]:
    """Return what the register says of a file by its SHA-256, or why it says nothing that can be believed."""
    with everywhere(db.session()):
        row = db.session.execute(
            select(Packet, Center)
            .join(Center, Center.id == Packet.center_id)
            .where(Packet.sha256 == digest, WAS_ISSUED)
        ).first()
        if row is None:
            return None, UNKNOWN
        packet, center = row
        line = db.session.scalar(
            select(HistoryEntry).where(
                HistoryEntry.center_id == center.id,
                HistoryEntry.subject == "packet",
                HistoryEntry.subject_id == packet.public_id,
                HistoryEntry.action == "issue",
            )
        )
        asked_by = db.session.scalar(select(Account.display_name).where(Account.id == packet.asked_by))
    if line is None or line.detail.get("sha256") != digest or not _is_proved(center, line):
        return None, MISLED
    return _facts(packet, center, asked_by or COMMAND_LINE), ""


def time_stamp(sha256: str) -> str:
    """Say when an authority saw an issued packet that is kept here, and which; empty where none did. Reads its end."""
    path = kept_file(sha256)
    found = packet_seal.read(signing.tail_of(path), path.stat().st_size) if path else None
    return _stamped(path, found) if path and found else ""


def withdrawal(at: datetime | None, reason: str | None, zone: str) -> str:
    """Say when on the center's clock, and why, a packet was withdrawn; empty where it was not."""
    return withdrawn_words(at.astimezone(ZoneInfo(zone)).date(), reason or "") if at else ""


def _judged(path: Path) -> Verdict:
    digest = signing.whole_digest(path)
    try:
        found = packet_seal.read(signing.tail_of(path), path.stat().st_size)
    except UnreadableFile as wrong:
        return Verdict(False, wrong.message, sha256=digest)
    if found is not None and not signing.holds(path, found):
        return Verdict(False, CHANGED, sha256=digest)
    facts, problem = registered(digest)
    if found is not None and found.key == signing.public_key():
        # Nobody but this installation makes such a seal; a row can be lost, as by a restore.
        words = GENUINE if facts else UNREGISTERED
        of = signing.fingerprint(found.key)
        return Verdict(True, words, found.facts, of, digest, time_stamp=_stamped(path, found))
    if facts is None:
        return Verdict(False, NOT_OURS if found and problem == UNKNOWN else problem, sha256=digest)
    if found is None:
        return Verdict(True, OLD, facts, sha256=digest)
    of = signing.fingerprint(found.key)
    return Verdict(True, OLD_KEY, found.facts, of, digest, time_stamp=_stamped(path, found))


def _stamped(path: Path, found: Seal) -> str:
    stamp = signing.stamp_of(path, found)
    return f"{stamp.at:%Y-%m-%d %H:%M:%S} UTC, by {stamp.by}" if stamp else ""


def _withdrawal(digest: str) -> str:
    with everywhere(db.session()):
        row = db.session.execute(
            select(Packet.withdrawn_at, Packet.withdrawn_reason, Center.time_zone)
            .join(Center, Center.id == Packet.center_id)
            .where(Packet.sha256 == digest, Packet.state == PacketState.WITHDRAWN)
        ).first()
    if row is None:
        return ""
    return withdrawal(row.withdrawn_at, row.withdrawn_reason, row.time_zone)


def _is_proved(center: Center, line: HistoryEntry) -> bool:
    return hmac.compare_digest(line.digest.encode(), history_chain.digest(center.public_id, line).encode())


def _facts(packet: Packet, center: Center, asked_by: str) -> Facts:
    """What the register tells of a packet whose file says nothing of itself."""
    return Facts(
        center=center.name,
        center_id=center.public_id,
        packet=packet.public_id,
        number=str(packet.number),
        standard=packet.standard,
        edition=packet.edition,
        as_of=packet.as_of.isoformat(),
        issued_by=asked_by,
        issued_at=packet.sealed_at.isoformat() if packet.sealed_at else "",
    )
