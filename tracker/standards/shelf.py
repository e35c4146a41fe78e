"""Files of standards side by side: which editions there are, and which holds on a day."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.errors import NotFound
from tracker.domain.standard import Standard


@dataclass(frozen=True, slots=True)
class File:
    """An edition's file: how it reads, its text and the SHA-256 of that. Two are the same where their texts are.

    `own`: a center wrote or was given it; it does not ship. `broken`: its examples that do not come out as they say.
    """

    digest: str
    own: bool
    standard: Standard = field(compare=False)
    text: str = field(compare=False, repr=False)
    broken: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The editions of standards that a center may be measured by, each standard's from the oldest."""

    files: tuple[File, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The standards there are, by id."""
        return tuple(dict.fromkeys(file.standard.id for file in self.files))

    def with_own(self, own: Iterable[File]) -> "Shelf":
        """Return a shelf with a center's own files too; one never stands in for a standard that is here already."""
        there = set(self.keys)
        return Shelf(in_order([*self.files, *(file for file in own if file.standard.id not in there)]))

    def file(self, key: str, edition: str) -> File:
        """Return one edition's file. Raises NotFound."""
        for file in self.files:
            if (file.standard.id, file.standard.edition) == (key, edition):
                return file
        raise NotFound(f"No edition {edition} of the standard {key} ships with this installation.")

    def of_standard(self, key: str) -> tuple[File, ...]:
        """Return the editions of a standard, from the oldest."""
        return tuple(file for file in self.files if file.standard.id == key)

    def edition_on(self, key: str, day: date) -> File | None:
        """Return the edition that holds on a day, such as the site visit's.

        The newest if two do, None if none does.
        """
        holding = [file for file in self.of_standard(key) if _holds(file.standard, day)]
        return holding[-1] if holding else None

    def chosen(self, key: str, day: date, pinned: str = "") -> File:
        """Return the edition by which a center is measured: the one it pinned, else the one that holds on a day.

        Where none does, the newest. Raises NotFound for a standard that is not here; a pinned edition that no longer
        is, is as good as none.
        """
        there = self.of_standard(key)
        if not there:
            raise NotFound(f"No standard {key} ships with this installation.")
        by_name = {each.standard.edition: each for each in there}
        return by_name.get(pinned) or self.edition_on(key, day) or there[-1]


def digest_of(text: str) -> str:
    """Return the digest by which a text of a standard is known again."""
    return hashlib.sha256(text.encode()).hexdigest()


def in_order(files: Iterable[File]) -> tuple[File, ...]:
    """Return files by standard and then from the oldest."""
    return tuple(sorted(files, key=lambda file: (file.standard.id, file.standard.effective_from or date.min)))


def rank(standard: Standard) -> tuple[str, bool, bool, str]:
    """Order standards: a state's last; the optional ones that a center chose first, then those with which it began."""
    return standard.state, not standard.optional, not standard.by_default, standard.title


def _holds(standard: Standard, day: date) -> bool:
    begun = standard.effective_from is None or standard.effective_from <= day
    return begun and (standard.effective_until is None or day <= standard.effective_until)
