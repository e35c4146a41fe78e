"""Whether a desk opens: said once, for whoever opens it, lists it, or asks who can get in."""

from sqlalchemy import ColumnElement

from tracker.domain.access import Action
from tracker.domain.vocabulary import PacketState
from tracker.models import Desk, Packet
from tracker.services import givers


def still_open() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a desk opens, but for its last day; for a statement that joins its packet."""
    return *lasts(), has_giver()


def lasts() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a desk was not revoked and its packet stands."""
    return Desk.revoked_at.is_(None), Packet.state == PacketState.ISSUED


def has_giver() -> ColumnElement[bool]:
    """Return the condition that whoever stands for a desk may still give one."""
    return givers.may_still(Desk, Action.MANAGE_ACCOUNTS)
