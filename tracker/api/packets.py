"""Routes: the register of packets, and the packets themselves."""

from flask import Response

from tracker.api.answering import handed, shown
from tracker.api.blueprint import calls
from tracker.api.declaring import call
from tracker.api.reading import asked
from tracker.api.shapes.base import PieceAsked
from tracker.api.shapes.packets import PacketShown, PacketsShown
from tracker.domain.access import Action
from tracker.services import listings
from tracker.services import packets as register
from tracker.web.access import actor
from tracker.web.noting import Act, Subject, seen
from tracker.web.problems import Problem

PDF = "application/pdf"
WITHDRAWN = "This packet was withdrawn and is not given out any more. The register says when and why."


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
    return shown(PacketShown.of(register.one(actor(), packet)))


@calls.get("/packets/<public_id:packet>/file")
@call(Action.VIEW_TEAM, gives=None, kinds=(PDF,))
def packet_file(packet: str) -> Response:
    """Fetch the PDF of an issued packet, sealed as it was issued; until then there is none."""
    if register.one(actor(), packet).withdrawn_at is not None:
        raise Problem(410, WITHDRAWN)
    found = register.file_of(actor(), packet)
    seen(Act.DOWNLOAD, Subject.PACKET, packet)
    return handed(found.path, PDF, found.file_name)
