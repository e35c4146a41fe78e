"""What is out of print by now is handed to nobody anew: an issued packet that holds it is named, not issued again."""

from pathlib import Path

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.services.files import LINE, kept_out
from tests.services.packets.conftest import asked
from tests.services.packets.test_places_printed import certificate
from tests.services.packets.test_waivers_printed import composed
from tracker import clock
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.domain.place import Box
from tracker.models import Packet
from tracker.reports import attached
from tracker.reports.outline import Outline
from tracker.services import packets, redactions
from tracker.services.packets import out_of_print, sealing

pytestmark = pytest.mark.usefixtures("context")


def issue(center: CenterWorld) -> str:
    """Ask for a packet and let it be drawn; returns its public id."""
    packet = asked(center)
    assert packets.make(center.center_id, packet, clock.now)
    return packet


def again(center: CenterWorld, packet: str, folder: Path) -> bool:
    """Issue a packet again; tell whether it is the same to the byte."""
    folder.mkdir()
    with center.working():
        return packets.issue_again(center.actor(), packet, folder, lambda *_: None)[1]


def numbers_of(center: CenterWorld, packet: str) -> list[int]:
    with center.working():
        return [each.number for each in out_of_print.exhibits_in(packet)]


def still(center: CenterWorld, file: str) -> list[str]:
    with center.working():
        return [each.public_id for each in out_of_print.still_printing(center.actor(), file)]


def test_a_packet_of_before_is_not_issued_again_until_the_mark_is_taken_back(
    center: CenterWorld, tmp_path: Path
) -> None:
    file = certificate(center)
    packet = issue(center)
    assert (numbers_of(center, packet), still(center, file)) == ([], [])
    mark = kept_out(center, file)
    assert (numbers_of(center, packet), still(center, file)) == ([1], [packet])
    with pytest.raises(Conflict, match="A part of exhibit 1 was marked as not printed since"):
        again(center, packet, tmp_path / "marked")
    assert list((tmp_path / "marked").iterdir()) == [], "nothing was drawn"
    with center.working():
        redactions.take_back(center.actor(), mark, "It is the agency's address.")
    assert again(center, packet, tmp_path / "taken back")


def test_a_packet_of_after_is_issued_again_to_the_byte_also_when_less_is_marked_by_then(
    center: CenterWorld, tmp_path: Path
) -> None:
    file = certificate(center)
    mark = kept_out(center, file)
    packet = issue(center)
    with center.working():
        redactions.take_back(center.actor(), mark, "It is the agency's address.")
    assert again(center, packet, tmp_path / "again")
    kept_out(center, file, Box(0, 0, 500, 100))
    assert numbers_of(center, packet) == [1]


def test_the_seal_knows_what_was_painted_out_and_the_attached_facts_only_that_something_was(
    center: CenterWorld,
) -> None:
    kept_out(center, certificate(center))
    context = composed(center)
    (exhibit,) = context.exhibits
    assert exhibit.covers == ((1, LINE.left, LINE.top, LINE.right, LINE.bottom),)
    told = attached.facts(Outline(context))
    assert b'"redacted":true' in told
    assert b'"covers"' not in told


def test_lost_inputs_are_no_reason_to_show_no_page(center: CenterWorld) -> None:
    file = certificate(center)
    packet = issue(center)
    kept_out(center, file)
    with center.working():
        inputs = db.session.scalar(select(Packet.inputs_sha256).where(Packet.public_id == packet))
    path = sealing.kept_file(str(inputs))
    assert path is not None
    lost = path.rename(path.with_suffix(".lost"))
    try:
        assert (numbers_of(center, packet), still(center, file)) == ([], [])
    finally:
        lost.rename(path)  # whoever cleans up asks for the inputs of every packet
