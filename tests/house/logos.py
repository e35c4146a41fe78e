"""A logo of a center, for the one route that shows it."""

import io
from itertools import count

from tests.factories import CenterWorld
from tests.house.things import Owner
from tracker.services import letterhead
from tracker.services.packets.sealing import packet_store

_numbers = count(1)


def logo(center: CenterWorld, _owner: Owner) -> str:
    """Give the center a logo; returns its digest."""
    actor = center.actor()
    with center.app.app_context():
        kept = packet_store().put(io.BytesIO(f"a logo {next(_numbers)}".encode())).sha256
    with center.working():
        letterhead.set_logo(actor, kept, letterhead.of(actor).logo)
    return kept
