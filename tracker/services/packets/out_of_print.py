"""What an issued packet prints although it is out of print by now: parts of its files, marked after it was made.

A packet stays as it was issued. But nobody is handed such a part anew: it is not issued again, a desk gives out no PDF
of it and shows its pages without the part.
"""

from sqlalchemy import select

from tracker.db import db
from tracker.domain.errors import Conflict, TrackerError
from tracker.domain.vocabulary import PacketState
from tracker.formatting import format_count, join_names
from tracker.models import Packet
from tracker.reports.context import Exhibit, PacketContext
from tracker.services import redactions
from tracker.services.actor import Actor
from tracker.services.packets.sealing import inputs_kept, issued_inputs
from tracker.services.packets.withdrawing import Printing
from tracker.services.redactions import Covers

MOST_NAMED = 5


def exhibits_of(context: PacketContext) -> tuple[Exhibit, ...]:
    """Return the exhibits that print what is out of print by now. One statement, for the center in force."""
    marked = redactions.standing()
    return tuple(each for each in context.exhibits if prints_more(each, marked.get(each.sha256, ())))


def exhibits_in(public_id: str) -> tuple[Exhibit, ...]:
    """Return them of an issued packet of the center in force. Reads its inputs, if the center marked anything."""
    issued = (Packet.public_id == public_id, Packet.state == PacketState.ISSUED)
    inputs = db.session.scalar(select(Packet.inputs_sha256).where(*issued))
    if not inputs or not redactions.standing():
        return ()
    try:
        return exhibits_of(inputs_kept(inputs).context)
    except TrackerError:
        return ()  # lost or damaged, which `check` tells of


def prints_more(exhibit: Exhibit, covers: Covers) -> bool:
    """Tell whether an exhibit prints something of what is out of print of its file."""
    return any(each.numbers not in exhibit.covers for each in covers)


def still_printing(actor: Actor, evidence: str) -> tuple[Printing, ...]:
    """Return the issued packets that print what is out of print of a file. Raises Refused, NotFound.

    Costs reading the sealed inputs of each issued packet, where something in the file is marked.
    """
    sha256, covers = redactions.covers_of(actor, evidence)
    if not covers:
        return ()
    return tuple(
        Printing(public_id, number)
        for public_id, number, inputs in issued_inputs()
        if any(each.sha256 == sha256 and prints_more(each, covers) for each in _exhibits(inputs))
    )


def refuse(context: PacketContext) -> None:
    """Raise Conflict where a packet would hand out anew what is out of print by now."""
    if found := exhibits_of(context):
        raise Conflict(
            f"{words(found)} was marked as not printed since this packet was made, so it is not issued again with it."
            " Issue a new packet. The one that was issued is kept as it is."
        )


def words(exhibits: tuple[Exhibit, ...]) -> str:
    """Name what is out of print: "A part of exhibits 3 and 7"."""
    if len(exhibits) > MOST_NAMED:
        return f"A part of {format_count(len(exhibits), 'exhibit')}"
    return f"A part of exhibit{'s' if exhibits[1:] else ''} {join_names(str(each.number) for each in exhibits)}"


def _exhibits(inputs: str) -> tuple[Exhibit, ...]:
    try:
        return inputs_kept(inputs).context.exhibits
    except TrackerError:
        return ()
