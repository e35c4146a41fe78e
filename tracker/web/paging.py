"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

PAGE_SIZE = 50
LAST_PAGE = 100_000

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list: its items, its number from 1, and how many items there are in all."""

    items: Sequence[Item]
    number: int
    total: int
    size: int = PAGE_SIZE

    @property
    def count(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The place of the first item shown, from 1; 0 where there is none."""
        return (self.number - 1) * self.size + 1 if self.items else 0

    @property
    def last(self) -> int:
        """The place of the last item shown."""
        return self.first + len(self.items) - 1 if self.items else 0

    @property
    def previous(self) -> int | None:
        """The number of the page before, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The number of the page after, if there is one."""
        return self.number + 1 if self.number < self.count else None

    def numbers(self) -> list[int | None]:
        """Return the page numbers to offer: the ends and the neighbours, None where some are left out."""
        near = {1, self.number - 1, self.number, self.number + 1, self.count}
        shown = sorted(number for number in near if 1 <= number <= self.count)
        offered: list[int | None] = []
        for before, number in zip([0, *shown], shown, strict=False):
            if number - before == 2:
                offered.append(number - 1)
            elif number - before > 2:
                offered.append(None)
            offered.append(number)
        return offered


def page_number(asked: str) -> int:
    """Return the page asked for in a query; 1 for anything that is no page."""
    return min(int(asked), LAST_PAGE) or 1 if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1


def offset(number: int, size: int = PAGE_SIZE) -> int:
    """Return how many items stand before a page."""
    return (number - 1) * size
