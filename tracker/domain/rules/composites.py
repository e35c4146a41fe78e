"""Trainings of several parts that count only whole: some bodies take the full course and no single module.

A part counts from the day on which every part was completed at least once; before, it is left out with the parts that
are missing. Whether a part's own topics fit what is asked makes no difference to whether the whole is there. Its hours
stay on the day they were done: a window that has closed over the first part is not opened again by the last.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from tracker.domain.record import Completion
from tracker.domain.titles import names
from tracker.domain.verdict import Counted, NotCounted
from tracker.domain.wording import day, listed, quoted

TITLES_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole: its name in sentences, and by what its completions are known.

    `training`: its catalog key; `titled`: names of which one stands in the title. One of the two is there, or both.
    """

    name: str
    training: str = ""
    titled: tuple[str, ...] = ()


Days = Mapping[Part, date]


@dataclass(frozen=True, slots=True)
class Composite:
    """A training that counts only whole: its title and its parts."""

    title: str
    parts: tuple[Part, ...]
    _by_key: Mapping[str, tuple[Part, ...]] = field(init=False, repr=False, compare=False)
    _by_title: tuple[Part, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the parts by what they are known by, once: each completion of each person is asked about."""
        by_key: dict[str, tuple[Part, ...]] = {}
        for part in self.parts:
            if part.training:
                by_key[part.training] = (*by_key.get(part.training, ()), part)
        object.__setattr__(self, "_by_key", by_key)
        object.__setattr__(self, "_by_title", tuple(part for part in self.parts if part.titled))

    def parts_in(self, completion: Completion) -> tuple[Part, ...]:
        """Return the parts that a completion is of: by its catalog key; where that is no part's, by its title.

        The key goes first so that no completion is of one part by its key and of another by its title, which alone
        could make a whole. A title that names several parts is of each.
        """
        if completion.training and completion.training in self._by_key:
            return self._by_key[completion.training]
        return _named(self._by_title, completion.title) if self._by_title else ()

    def first_days(self, completions: Iterable[Completion]) -> Days:
        """Return the first day of each part among completions, in whatever order these are. Linear in them."""
        first: dict[Part, date] = {}
        for completion in completions:
            for part in self.parts_in(completion):
                first[part] = min(first.get(part, date.max), completion.completed_on)
        return first

    def whole_since(self, first: Days) -> date | None:
        """Return the day on which the last part was first completed; None while one is missing."""
        if any(part not in first for part in self.parts):
            return None
        return max(first[part] for part in self.parts)

    def missing(self, first: Days) -> str:
        """Name the parts that were not completed."""
        return listed(part.name for part in self.parts if part not in first)


@lru_cache(maxsize=TITLES_KEPT)
def _named(parts: tuple[Part, ...], title: str) -> tuple[Part, ...]:
    """Return the parts that a title names. Kept, because to fold a title costs more than all else here."""
    return tuple(part for part in parts if names(title, part.titled))


def only_whole(
    composites: Sequence[Composite], entries: Sequence[Counted], completions: Sequence[Completion]
) -> tuple[list[Counted], list[tuple[Counted, NotCounted]]]:
    """Part what may count into what does, and the parts of what is not whole yet, each with its words.

    `completions`: all that were completed, whatever they are about.
    """
    wholes = [(whole, whole.first_days(completions)) for whole in composites] if entries else []
    counting: list[Counted] = []
    incomplete: list[tuple[Counted, NotCounted]] = []
    for entry in entries:
        found = _whole_of(wholes, entry)
        if found is None:
            counting.append(entry)
            continue
        whole, first = found
        since = whole.whole_since(first)
        if since is None:
            why = f"part of {quoted(whole.title)}, which counts only whole: {whole.missing(first)} missing"
            incomplete.append((entry, NotCounted(entry.completion, why)))
        elif since <= entry.completion.completed_on:
            counting.append(entry)
        else:
            note = f"counts since {day(since)}, when {quoted(whole.title)} was whole"
            counting.append(entry._replace(since=since, note=note))
    return counting, incomplete


def _whole_of(wholes: Iterable[tuple[Composite, Days]], entry: Counted) -> tuple[Composite, Days] | None:
    completion = entry.completion
    if not isinstance(completion, Completion):
        return None
    return next((whole for whole in wholes if whole[0].parts_in(completion)), None)
