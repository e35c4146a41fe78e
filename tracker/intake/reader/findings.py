"""What a reader found out about a file."""

from dataclasses import dataclass, field

from tracker.intake.errand import Exhibit
from tracker.intake.words import Note, Refusal


class Unacceptable(Exception):
    """The file cannot be evidence."""

    def __init__(self, refusal: Refusal) -> None:
        """Keep the reason."""
        super().__init__(refusal)
        self.refusal = refusal


@dataclass(slots=True)
class Findings:
    """A file as it was found, and the names of the copies that were written into the working folder."""

    pages: int
    width: int
    height: int
    exhibit: Exhibit
    notes: set[Note] = field(default_factory=set)
    files: list[str] = field(default_factory=list)

    def to_answer(self) -> dict[str, object]:
        """Return the findings as the parent expects them."""
        return {
            "pages": self.pages,
            "width": self.width,
            "height": self.height,
            "exhibit": self.exhibit,
            "notes": sorted(self.notes),
            "files": self.files,
        }
