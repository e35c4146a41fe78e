"""What has changed since a packet was issued: what it says, held against what it would say now about the same day."""

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import NotFound
from tracker.domain.vocabulary import Level, PacketState
from tracker.models import Packet
from tracker.reports.difference import Difference, between
from tracker.reports.levels import without_people
from tracker.services import history, standards
from tracker.services.actor import Actor
from tracker.services.kept_at_head import KeptAtHead
from tracker.services.packets.asking import NONE_HERE, NOT_YOURS
from tracker.services.packets.composing import compose
from tracker.services.packets.sealing import inputs_kept

# Of all centers; each holds the words of what moved.
MOST_KEPT = 32
_kept: KeptAtHead[Difference] = KeptAtHead(MOST_KEPT)


def since(actor: Actor, public_id: str) -> Difference:
    """Return what moved since a packet was issued, as far as it shows in a packet about the same day.

    Of one that does not name people, how requirements stand and how many stand how: it does not say who is who.
    Raises NotFound where it was not issued or its standard is not followed any more, UnreadableFile where what it was
    made from is damaged. Costs what composing a packet does, once until something changes.
    """
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    row = db.session.execute(
        select(Packet.standard, Packet.as_of, Packet.number, Packet.inputs_sha256, Packet.level).where(
            Packet.public_id == public_id, Packet.state == PacketState.ISSUED
        )
    ).first()
    if row is None:
        raise NotFound(NONE_HERE)
    followed, head = standards.one_followed(actor, row.standard), history.head(actor.center_id)

    def made() -> Difference:
        then = inputs_kept(row.inputs_sha256).context
        if row.level == Level.FULL:
            return between(then, compose(actor, followed, row.as_of, str(row.number), head).context)
        now = compose(actor, followed, row.as_of, str(row.number), head, level=Level.COUNTS).context
        return between(without_people(then), without_people(now))

    # By the text too: another one ships with an update of the software, which writes no line of history.
    return _kept.get(actor.center, (public_id, followed.holds.text), head, made)
