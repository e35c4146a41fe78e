"""What was read from a waiting file, kept beside it: proposals and signs of a case, never the words of the page.

It belongs to the account whose file it is, and goes with the file: when its form is saved, and after a day by itself.
"""

import json
from dataclasses import dataclass

from tracker.domain.certificates import Field, Reading
from tracker.domain.certificates.written import from_json, to_json
from tracker.intake.words import Note


@dataclass(frozen=True, slots=True)
class KeptReading:
    """What a file proposes, and which signs of a case were in its words."""

    reading: Reading
    notes: tuple[Note, ...] = ()

    @property
    def case_words(self) -> tuple[str, ...]:
        """The signs that the file is about a case, as people read them."""
        return tuple(note.words for note in Note if note.is_of_a_case and note in self.notes)

    @property
    def named(self) -> tuple[str, ...]:
        """The names that the file states of whoever completed it; none where it looks like a file of a case."""
        return () if self.case_words else sure_names(self.reading)

    def to_bytes(self) -> bytes:
        """Return it as it is kept."""
        return json.dumps({"reading": to_json(self.reading), "notes": self.notes}).encode()


def sure_names(reading: Reading) -> tuple[str, ...]:
    """Return the names that a file states as those of whoever completed it, each in one line."""
    return tuple(" ".join(each.value.split()) for each in reading.of(Field.PERSON) if each.is_sure)


def from_bytes(kept: bytes | None) -> KeptReading | None:
    """Return what was kept; None where nothing was, or where the disk damaged it: the file can be read again."""
    if kept is None:
        return None
    try:
        told = json.loads(kept)
        return KeptReading(from_json(told["reading"]), tuple(map(Note, told["notes"])))
    except (ValueError, KeyError, TypeError):
        return None
