"""What other tests left of their packets in the installation that the tests of a worker share."""

from sqlalchemy import select, update

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.db.work import unit_of_work
from tracker.domain.errors import TrackerError
from tracker.models import Packet
from tracker.services.packets import sealing


def set_aside_unreadable() -> None:
    """Take the inputs from packets that cannot be read here: while there is one, no clean-up goes on."""
    with unit_of_work(), everywhere(db.session()):
        asked_for = select(Packet.id, Packet.inputs_sha256).where(sealing.NAMES_FILES, Packet.inputs_sha256 != "")
        unreadable = [number for number, inputs in db.session.execute(asked_for).all() if not _reads(inputs)]
        db.session.execute(
            update(Packet)
            .where(Packet.id.in_(unreadable))
            .values(inputs_sha256="")
            .execution_options(synchronize_session=False)
        )


def _reads(inputs: str) -> bool:
    try:
        sealing.inputs_kept(inputs)
    except TrackerError:
        return False
    return True
