"""Routes: the register of packets."""

from flask import Response

from tracker.api.answering import shown
from tracker.api.blueprint import calls
from tracker.api.declaring import call
from tracker.api.reading import asked
from tracker.api.shapes.base import PieceAsked
from tracker.api.shapes.packets import PacketShown, PacketsShown
from tracker.domain.access import Action
from tracker.services import listings
from tracker.web.access import actor


@calls.get("/packets")
@call(Action.VIEW_TEAM, gives=PacketsShown, query=PieceAsked)
def packets() -> Response:
    """List the register of packets: which were asked for, issued, and under which digest."""
    found = listings.packets(actor(), asked(PieceAsked).piece())
    return shown(PacketsShown(items=[PacketShown.of(each) for each in found.items], next=found.next))


@calls.get("/packets/<public_id:packet>")
@call(Action.VIEW_TEAM, gives=PacketShown)
def packet(packet: str) -> Response:
    """Show one packet of the register."""
    return shown(PacketShown.of(listings.packet(actor(), packet)))
