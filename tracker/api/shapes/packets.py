"""The register of packets."""

from datetime import date, datetime

from tracker.api.shapes.base import Shape, same
from tracker.domain.vocabulary import Level, PacketState
from tracker.services.packets import PacketView


class PacketShown(Shape):
    """A packet as it stands in the register. `sha256`: of its PDF, once it is issued.

    `known_on`: where it tells what was known on an earlier day. `withdrawn_reason` is empty where it stands.
    """

    id: str
    number: int
    standard: str
    edition: str
    as_of: date
    known_on: date | None
    level: Level
    state: PacketState
    asked_by: str
    asked_at: datetime
    sealed_at: datetime | None
    sha256: str
    pages: int
    exhibits: int
    size: int
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @classmethod
    def of(cls, view: PacketView) -> "PacketShown":
        """Return a packet as programs see it."""
        reason = view.withdrawn_reason or ""
        return cls(id=view.public_id, withdrawn_reason=reason, **same(view, *_SAME))


_SAME = (
    *("number", "standard", "edition", "as_of", "known_on", "level", "state", "asked_by", "asked_at", "sealed_at"),
    *("sha256", "pages", "exhibits", "size", "withdrawn_at"),
)


class PacketsShown(Shape):
    """A part of the register of packets."""

    items: list[PacketShown]
    next: str | None
