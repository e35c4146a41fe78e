"""Whom and what a certificate names, among the people and the catalog of the center."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from tracker.domain.titles import fold
from tracker.services.completions import Entry, PersonChoice
from tracker.services.completions.entry import Match, Names, match, names

# Of the letters of two titles, how many must agree in their order; less is another training with a like name.
_NEARLY = 0.93
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Known:
    """The catalog's names and the people that may be logged for, read once for any number of certificates."""

    catalog: Names
    people: Sequence[PersonChoice]

    def person(self, said: Iterable[str]) -> str:
        """Return the public id of the only person of one of these names; empty where none is, or several are."""
        for name in said:
            wanted = _ends(name)
            called = [(each.public_id, its) for each in self.people for its in each.names]
            found = {public_id for public_id, its in called if fold(its) == fold(name)}
            found = found or {public_id for public_id, its in called if wanted and _ends(its) == wanted}
            if len(found) == 1:
                return found.pop()
        return ""

    def training(self, said: Iterable[str]) -> Match | None:
        """Return the catalog's entry that one of these titles names, letter by letter or nearly."""
        titles = list(said)
        for title in titles:
            if found := self._named(title):
                return found
        return next((found for title in titles if (found := self._nearly(title))), None)

    def _named(self, title: str) -> Match | None:
        # The day is asked of every entry, and says nothing of its title.
        return match(Entry(title=title, completed_on=date.min), self.catalog)

    def _nearly(self, title: str) -> Match | None:
        wanted = fold(title)
        if len(wanted) < _SHORTEST:
            return None
        likest = [(number, name) for number, name in self.catalog.named if _is_nearly(wanted, name)]
        finals = {self.catalog.rows[number].merged_into_id or number for number, _ in likest}
        return self._named(self.catalog.rows[finals.pop()].title) if len(finals) == 1 else None


def known(people: Sequence[PersonChoice]) -> Known:
    """Read the catalog's names for matching. Two statements."""
    return Known(names(), people)


def _is_nearly(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > len(one) * (1 - _NEARLY) * 2 or _digits(one) != _digits(other):
        return False  # "Module 1" is not "Module 2", however like they look
    judged = SequenceMatcher(None, one, other, autojunk=False)
    return judged.quick_ratio() >= _NEARLY and judged.ratio() >= _NEARLY


def _digits(text: str) -> list[str]:
    return [word for word in text.split() if any(map(str.isdigit, word))]


def _ends(name: str) -> tuple[str, str] | None:
    """Return first and last word of a name, so that a middle name or initial is no difference."""
    words = fold(name).split()
    return (words[0], words[-1]) if len(words) > 1 and len(words[0]) > 1 else None
