"""The rows of packets that wait to be made, and who asked for each."""

from datetime import datetime

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.domain.vocabulary import PacketState
from tracker.models import Center, Packet
from tracker.services import centers, who_asked
from tracker.services.actor import Actor
from tracker.services.packets.asking import NONE_HERE
from tracker.services.waiting_rows import WaitingRows

NO_LONGER = "Who asked for this packet may no longer issue packets here. Somebody who may can ask again."


waiting = WaitingRows(Packet, PacketState.WAITING, PacketState.MAKING, PacketState.FAILED, Packet.asked_at)


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
    return who_asked.as_they_are(center, row.asked_by, Action.ISSUE_PACKET, NO_LONGER, now)
