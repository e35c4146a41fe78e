"""Files that prove."""

from datetime import datetime
from typing import Any

from tracker.api.shapes.base import Shape, or_null, same
from tracker.domain.place import Box
from tracker.services.citations import CitationView
from tracker.services.evidence_reading import EvidenceView
from tracker.services.evidence_register import RegisteredFile


class FileShown(Shape):
    """A file behind a completion, an event or a waiver. `sha256`: of its bytes, as they are fetched under its id."""

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
        return cls(**_facts(view))


class BoxShown(Shape):
    """A part of a page as it is shown upright, in thousandths of it from its upper left corner."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def of(cls, box: Box) -> "BoxShown":
        """Return a box as programs see it."""
        return cls(**same(box, "left", "top", "right", "bottom"))


class PlaceShown(Shape):
    """Where to look in a file, and what for: pages from 1, both included, or a `box` on one.

    `completion`: whose row of a sheet it is; null where it is about all that the file proves.
    """

    id: str
    label: str
    first_page: int
    last_page: int
    box: BoxShown | None
    completion: str | None
    added_by: str
    added_at: datetime

    @classmethod
    def of(cls, view: CitationView) -> "PlaceShown":
        """Return a place as programs see it."""
        return cls(
            **same(view.place, "label", "first_page", "last_page"),
            **same(view, "added_by", "added_at"),
            **or_null(view, "completion"),
            id=view.public_id,
            box=BoxShown.of(view.place.box) if view.place.box else None,
        )


class WholeFileShown(FileShown):
    """A file with what it stands behind: one of `completion`, `event` and `waiver`; `person`: whose record that is.

    `removed`: its bytes are gone for good. `redacted`: some of it goes into no printed copy, so do not show it around.
    """

    completion: str | None
    event: str | None
    waiver: str | None
    person: str | None
    removed: bool
    redacted: bool
    places: list[PlaceShown]

    @classmethod
    def whole(cls, file: RegisteredFile) -> "WholeFileShown":
        """Return a file with all that belongs to it."""
        return cls(
            **_facts(file.view),
            **same(file.owner, "completion", "event", "waiver"),
            **same(file, "person", "removed", "redacted"),
            places=[PlaceShown.of(each) for each in file.places],
        )


class FilesShown(Shape):
    """A part of the list of files."""

    items: list[WholeFileShown]
    next: str | None


def _facts(view: EvidenceView) -> dict[str, Any]:
    told = same(view, "format", "size", "pages", "sha256", "added_by", "added_at", "withdrawn_at", "withdrawn_reason")
    return told | {"id": view.public_id, "name": view.file_name}
