"""The register of packets."""

from datetime import date, datetime

from tracker.api.shapes.base import Shape
from tracker.domain.vocabulary import Level, PacketState
from tracker.services.packets import PacketView


class PacketShown(Shape):
    """A packet as it stands in the register. `sha256`: of its PDF, which people take from the pages."""

    id: str
    number: int
    standard: str
    edition: str
    as_of: date
    level: Level
    state: PacketState
    asked_by: str
    asked_at: datetime
    sealed_at: datetime | None
    sha256: str
    pages: int
    exhibits: int
    withdrawn_at: datetime | None

    @classmethod
    def of(cls, view: PacketView) -> "PacketShown":
        """Return a packet as programs see it."""
        return cls(id=view.public_id, **{name: getattr(view, name) for name in _SAME})


_SAME = (
    *("number", "standard", "edition", "as_of", "level", "state", "asked_by", "asked_at", "sealed_at"),
    *("sha256", "pages", "exhibits", "withdrawn_at"),
)


class PacketsShown(Shape):
    """A part of the register of packets."""

    items: list[PacketShown]
    next: str | None
