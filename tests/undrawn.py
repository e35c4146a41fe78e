"""Packets that are issued without the cost of drawing: sealed, kept and in the register, with an empty page."""

import io
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.factories import CenterWorld
from tests.services.packets.conftest import asked
from tracker import clock
from tracker.reports.packet import RenderedPacket
from tracker.services import packets
from tracker.services.packets import making


def draw_nothing(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Let the drawing of packets give an empty page; returns it."""
    page, written = pikepdf.new(), io.BytesIO()
    page.add_blank_page()
    page.save(written, deterministic_id=True)
    content = written.getvalue()

    def draw(*_: Any, workdir: Path, **__: Any) -> RenderedPacket:
        target = workdir / "packet.pdf"
        target.write_bytes(content)
        return RenderedPacket(target, sha256(content).hexdigest(), 12, 3)

    monkeypatch.setattr(making, "render_packet", draw)
    return content


def issue(center: CenterWorld, **values: Any) -> str:
    """Ask for a packet and let it be made; returns its public id."""
    packet = asked(center, **values)
    with center.app.app_context():
        assert packets.make(center.center_id, packet, clock.now)
    return packet
