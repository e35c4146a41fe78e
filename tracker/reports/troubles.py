"""Files of evidence that a packet could not print, or only in part: said wherever something rests on them.

What a file is worth is seen when it is read for drawing, after everything else was written down. So this is no part of
what a packet is made from: it is found each time the packet is made, before its first page is cut.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tracker.reports.context import Exhibit
from tracker.reports.exhibits import MISSING, Reading


@dataclass(frozen=True, slots=True)
class Trouble:
    """What became of the file of an exhibit, in words that follow "its file"; `printed` in part, or not at all."""

    exhibit: int
    words: str
    printed: bool = False

    @property
    def mark(self) -> str:
        """What stands beside each link to the exhibit."""
        return "in part" if self.printed else "not printed"

    @property
    def told(self) -> str:
        """What is said of the exhibit, after its name and without a full stop."""
        if self.printed:
            return f"is printed in part: its file {self.words}, and what could be rescued is there"
        return f"could not be printed: its file {self.words}"


def found(exhibits: Iterable[Exhibit], readings: Mapping[str, Reading]) -> tuple[Trouble, ...]:
    """Return the troubles of exhibits whose copies were read, in their order."""
    return tuple(
        Trouble(each.number, its.trouble or "is damaged", printed=not its.trouble)
        for each in exhibits
        if (its := readings[each.copy]).trouble or its.rescued
    )


def missing(exhibits: Iterable[Exhibit], is_kept: Callable[[str], bool]) -> tuple[Trouble, ...]:
    """Return what is known without reading a file: which are not there."""
    return tuple(Trouble(each.number, MISSING) for each in exhibits if not is_kept(each.copy))
