"""The rows of packets as their making moves them on: each step one short transaction that names the state it found."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import NotFound, Refused
from tracker.domain.vocabulary import PacketState
from tracker.models import Account, Center, Packet
from tracker.services import accounts, centers
from tracker.services.actor import Actor
from tracker.services.packets.asking import NONE_HERE

LONGEST_WORDS = 120
LONGEST_FAILURE = 2000
NO_LONGER = "Who asked for this packet may no longer issue packets here. Somebody who may can ask again."


class Canceled(Exception):
    """The packet was taken back while it was made."""


def next_waiting() -> tuple[int, str] | None:
    """Return center and public id of the packet that waits longest, over all centers; None where none does."""
    with everywhere(db.session()):
        row = db.session.execute(
            select(Packet.center_id, Packet.public_id)
            .where(Packet.state == PacketState.WAITING)
            .order_by(Packet.asked_at, Packet.id)
            .limit(1)
        ).first()
        db.session.rollback()
    return (row.center_id, row.public_id) if row else None


def let_wait_again() -> None:
    """Let every packet that is being made wait again. For when whoever made them has ended."""
    with unit_of_work(), everywhere(db.session()):
        db.session.execute(
            update(Packet)
            .where(Packet.state == PacketState.MAKING)
            .values(state=PacketState.WAITING, progress="", steps_done=0)
            .execution_options(synchronize_session=False)
        )


def let_one_wait_again(center_id: int, public_id: str) -> None:
    """Let a packet that is being made wait again."""
    with unit_of_work(), working_for(db.session(), center_id):
        _turn(public_id, PacketState.MAKING, state=PacketState.WAITING, progress="", steps_done=0)


def row_of(public_id: str) -> Packet:
    """Return the row of a packet of the center in force. Raises NotFound."""
    row: Packet | None = db.session.scalar(select(Packet).where(Packet.public_id == public_id))
    if row is None:
        raise NotFound(NONE_HERE)
    return row


def actor_of(row: Packet, now: datetime) -> Actor:
    """Return who asked for a packet, as they are now. Raises Refused where they may no longer issue it."""
    center = db.session.get_one(Center, row.center_id)
    if row.asked_by is None:
        return centers.command_actor(center, now)
    account = db.session.get_one(Account, row.asked_by)
    choice = accounts.center_of(account.id, center.public_id) if account.active else None
    if choice is None:
        raise Refused(NO_LONGER)
    actor = centers.actor_for(center, account.id, account.display_name, choice.role, choice.person_id, now)
    actor.must(Action.ISSUE_PACKET, NO_LONGER)
    return actor


def claim(center_id: int, public_id: str) -> bool:
    """Begin the making of a packet that waits, and tell whether it was ours to begin."""
    with unit_of_work(), working_for(db.session(), center_id):
        return _turn(public_id, PacketState.WAITING, state=PacketState.MAKING, progress="Reading the record")


def tell(center_id: int, public_id: str, done: int, of: int, words: str) -> None:
    """Write how far the making is. Raises Canceled where it was taken back."""
    with unit_of_work(), working_for(db.session(), center_id):
        move_on(public_id, steps_done=done, steps_all=of, progress=words[:LONGEST_WORDS])


def fail(center_id: int, public_id: str, message: str) -> None:
    """Write why nothing was issued."""
    with unit_of_work(), working_for(db.session(), center_id):
        values = {"state": PacketState.FAILED, "failure": message[:LONGEST_FAILURE], "progress": ""}
        _turn(public_id, PacketState.MAKING, **values)


def move_on(public_id: str, **values: Any) -> None:
    """Change a packet that is being made, inside the caller's unit of work. Raises Canceled where it was taken back."""
    if not _turn(public_id, PacketState.MAKING, **values):
        raise Canceled


def _turn(public_id: str, found: PacketState, **values: Any) -> bool:
    done = db.session.execute(
        update(Packet)
        .where(Packet.public_id == public_id, Packet.state == found)
        .values(**values, version=Packet.version + 1)
        .execution_options(synchronize_session=False)
    )
    return bool(done.rowcount == 1)
