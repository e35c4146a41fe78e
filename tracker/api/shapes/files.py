"""Files that prove."""

from datetime import datetime

from tracker.api.shapes.base import Shape
from tracker.services.evidence_reading import EvidenceView


class FileShown(Shape):
    """A file behind a completion or an event. `sha256`: of its bytes, as they are fetched under its id."""

    id: str
    name: str
    format: str
    size: int
    pages: int
    sha256: str
    added_by: str
    added_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @classmethod
    def of(cls, view: EvidenceView) -> "FileShown":
        """Return a file as programs see it."""
        return cls(
            id=view.public_id,
            name=view.file_name,
            format=view.format,
            size=view.size,
            pages=view.pages,
            sha256=view.sha256,
            added_by=view.added_by,
            added_at=view.added_at,
            withdrawn_at=view.withdrawn_at,
            withdrawn_reason=view.withdrawn_reason,
        )
