"""Trainings of several parts that count only whole: some bodies take the full course and no single module.

A part counts from the day on which every part was completed at least once; before, it is left out with the parts that
are missing. Whether a part's own topics fit what is asked makes no difference to whether the whole is there. Its hours
stay on the day they were done: a window that has closed over the first part is not opened again by the last.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.record import Completion
from tracker.domain.verdict import Counted, NotCounted
from tracker.domain.wording import day, listed, quoted

Days = Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Composite:
    """A training that counts only whole: its title, and each part's catalog key with the part's name."""

    title: str
    parts: tuple[tuple[str, str], ...]

    def whole_since(self, first: Days) -> date | None:
        """Return the day on which the last part was first completed; None while one is missing."""
        if any(key not in first for key, _ in self.parts):
            return None
        return max(first[key] for key, _ in self.parts)

    def missing(self, first: Days) -> str:
        """Name the parts that were not completed."""
        return listed(name for key, name in self.parts if key not in first)

    def has(self, completion: Completion) -> bool:
        """Tell whether a completion is of one of the parts."""
        return any(key == completion.training for key, _ in self.parts)


def first_days(completions: Iterable[Completion]) -> Days:
    """Return the first day of each training of the catalog among completions, in whatever order these are."""
    first: dict[str, date] = {}
    for completion in completions:
        if completion.training:
            first[completion.training] = min(first.get(completion.training, date.max), completion.completed_on)
    return first


def only_whole(
    composites: Sequence[Composite], entries: Iterable[Counted], first: Days
) -> tuple[list[Counted], list[tuple[Counted, NotCounted]]]:
    """Part what may count into what does, and the parts of what is not whole yet, each with its words.

    `first`: the first day of each training that was completed, whatever it is about.
    """
    counting: list[Counted] = []
    incomplete: list[tuple[Counted, NotCounted]] = []
    for entry in entries:
        whole = _whole_of(composites, entry)
        since = whole.whole_since(first) if whole else None
        if whole is None:
            counting.append(entry)
        elif since is None:
            why = f"part of {quoted(whole.title)}, which counts only whole: {whole.missing(first)} missing"
            incomplete.append((entry, NotCounted(entry.completion, why)))
        elif since <= entry.completion.completed_on:
            counting.append(entry)
        else:
            note = f"counts since {day(since)}, when {quoted(whole.title)} was whole"
            counting.append(entry._replace(since=since, note=note))
    return counting, incomplete


def _whole_of(composites: Sequence[Composite], entry: Counted) -> Composite | None:
    completion = entry.completion
    if not isinstance(completion, Completion):
        return None
    return next((composite for composite in composites if composite.has(completion)), None)
