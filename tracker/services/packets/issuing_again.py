"""Making an issued packet once more from what was sealed, to hold it against the one that was issued."""

from pathlib import Path

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.vocabulary import PacketState
from tracker.models import Packet
from tracker.reports.packet import Progress, RenderedPacket, render_packet
from tracker.services.actor import Actor
from tracker.services.packets import out_of_print
from tracker.services.packets.asking import NONE_HERE, NOT_YOURS
from tracker.services.packets.sealing import inputs_kept, kept_file, sealed, withdrawn_words


def issue_again(actor: Actor, public_id: str, workdir: Path, progress: Progress) -> tuple[RenderedPacket, bool]:
    """Make an issued packet once more from its sealed inputs; say too whether it is the same to the byte.

    Raises NotFound; Conflict where it was never issued, or would print what is out of print by now; UnreadableFile
    where its inputs are damaged.
    """
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    row = db.session.execute(
        select(Packet.state, Packet.inputs_sha256, Packet.sha256, Packet.withdrawn_at, Packet.withdrawn_reason).where(
            Packet.public_id == public_id
        )
    ).first()
    if row is None:
        raise NotFound(NONE_HERE)
    if row.state == PacketState.WITHDRAWN:
        told = withdrawn_words(actor.day_of(row.withdrawn_at), row.withdrawn_reason)
        raise Conflict(f"{told} Its inputs are gone, so there is nothing to issue again.")
    if row.state != PacketState.ISSUED:
        raise Conflict("This packet was not issued, so there is nothing to issue again.")
    context = inputs_kept(row.inputs_sha256).context
    out_of_print.refuse(context)
    made = render_packet(context, kept_file, progress=progress, workdir=workdir)
    if context.seal_key:  # packets of before there were seals have none
        made = sealed(made, context, actor.center, public_id, kept_file(row.sha256))
    return made, made.sha256 == row.sha256
