"""Withdrawing an issued packet that prints a file which was removed for good: what must not be kept is in it too.

The row is marked first, in a unit of work: number, digests, when, by whom and why stay. Then the bytes go: pages drawn
for the center's packets and kept for the next, the PDF, the copies of the removed file that it prints, and the sealed
inputs last, for they name the copies. Whoever dies in between leaves a marked row, which claims no file, and the
clean-up finishes.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound, TrackerError
from tracker.domain.vocabulary import PacketState
from tracker.models import Center, Evidence, Packet
from tracker.services import drawn_pieces, history
from tracker.services.actor import Actor
from tracker.services.packets.asking import NONE_HERE
from tracker.services.packets.sealing import NAMES_FILES, digests_in, inputs_kept, issued_inputs, packet_store

log = logging.getLogger(__name__)
NOT_YOURS = "Only a director withdraws a packet."
WHY = "It prints a file that was removed for good."
NOTHING_REMOVED = (
    "This packet prints no file that was removed for good, so it stays as it was issued. Remove the file first, if it "
    "must not be kept."
)
ALREADY = "This packet was withdrawn already."
# As for files: one that is put into the store at this moment is left to the next clean-up.
ADDING_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Printing:
    """An issued packet that prints a file."""

    public_id: str
    number: int


def printing(sha256: str) -> tuple[Printing, ...]:
    """Return the issued packets that print a file. Costs reading the sealed inputs of each issued packet."""
    return tuple(
        Printing(public_id, number) for public_id, number, inputs in issued_inputs() if sha256 in digests_in(inputs)
    )


def prints_removed(public_id: str) -> bool:
    """Tell whether an issued packet prints a file that was removed for good. Reads its inputs, if there are such."""
    removed = set(db.session.scalars(select(Evidence.sha256).where(Evidence.removed_at.is_not(None)).distinct()))
    if not removed:
        return False
    issued = (Packet.public_id == public_id, Packet.state == PacketState.ISSUED)
    inputs = db.session.scalar(select(Packet.inputs_sha256).where(*issued))
    return bool(inputs) and not removed.isdisjoint(digests_in(inputs or ""))


def withdraw(actor: Actor, public_id: str, words: str = "") -> None:
    """Mark a packet as withdrawn, with a line of history; `finish` takes the bytes.

    Raises Conflict where it is not issued or prints nothing that was removed; NotFound, Refused.
    """
    actor.must(Action.MANAGE_CENTER, NOT_YOURS)
    history.hold(actor)
    row = db.session.execute(select(Packet.state, Packet.sha256).where(Packet.public_id == public_id)).first()
    if row is None:
        raise NotFound(NONE_HERE)
    if row.state != PacketState.ISSUED:
        raise Conflict(ALREADY if row.state == PacketState.WITHDRAWN else "This packet was not issued.")
    if not prints_removed(public_id):
        raise Conflict(NOTHING_REMOVED)
    reason = f"{WHY} {words.strip()}".strip()
    done = db.session.execute(
        update(Packet)
        .where(Packet.public_id == public_id, Packet.state == PacketState.ISSUED)
        .values(
            state=PacketState.WITHDRAWN,
            withdrawn_at=actor.now,
            withdrawn_by=actor.account_id or None,
            withdrawn_reason=reason,
            version=Packet.version + 1,
        )
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:
        raise Conflict(ALREADY)
    history.append(actor, "withdraw", "packet", public_id, detail={"sha256": row.sha256}, reason=reason)


def finish(now: datetime) -> int:
    """Remove the files of packets that were withdrawn; return how many packets' went. Safe to repeat.

    While the inputs of another packet are damaged, the copies stay: nobody knows whether it prints them too. Costs two
    looks at the disk for each packet that was ever withdrawn, and reading all inputs where a file is left.
    """
    with everywhere(db.session()):
        rows = db.session.execute(
            select(Packet.sha256, Packet.inputs_sha256, Center.public_id)
            .join(Center, Center.id == Packet.center_id)
            .where(Packet.state == PacketState.WITHDRAWN)
        ).all()
        left = [(sha256, inputs, center) for sha256, inputs, center in rows if _is_left(sha256, inputs)]
        living = _living() if left else frozenset()
        db.session.rollback()
    for center in {center for _, _, center in left}:
        drawn_pieces.store().forget(center)
    gone = sum(_discard(sha256, inputs, living, now) for sha256, inputs, _ in left)
    if gone:
        log.info("withdrawn packets whose files went: %d", gone)
    return gone


def _is_left(*digests: str) -> bool:
    return any(packet_store().exists(digest) for digest in digests if digest)


def _living() -> frozenset[str] | None:
    """Return the files that a record keeps and those that a packet prints which was not withdrawn, over all centers.

    None where that cannot be told, because the inputs of a packet are damaged.
    """
    kept = set(db.session.scalars(select(Evidence.sha256).where(Evidence.removed_at.is_(None)).distinct()))
    others = select(Packet.inputs_sha256).where(NAMES_FILES, Packet.inputs_sha256 != "")
    try:
        return frozenset(kept.union(*(inputs_kept(inputs).digests for inputs in db.session.scalars(others))))
    except TrackerError:
        return None


def _discard(sha256: str, inputs: str, living: frozenset[str] | None, now: datetime) -> bool:
    """Remove the files of one packet; tell whether all of them are gone."""
    store = packet_store()
    # Nobody else puts the PDF and the inputs: the number of the packet is in them.
    store.discard(sha256, now + ADDING_LASTS)
    if living is None:
        return False
    copies = {copy for original, copy in _copies_in(inputs) if original not in living} - living
    for digest in copies:
        store.discard(digest, now - ADDING_LASTS)
    if any(store.exists(copy) for copy in copies) or store.exists(sha256):
        return False
    return store.discard(inputs, now + ADDING_LASTS)


def _copies_in(inputs: str) -> set[tuple[str, str]]:
    try:
        return {(each.sha256, each.copy) for each in inputs_kept(inputs).context.exhibits}
    except TrackerError:
        return set()  # lost or damaged, which `check` tells of
