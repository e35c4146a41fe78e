"""Trainings that somebody could still take, and which of two sets of them is the smaller one.

What is not known never makes a set smaller: unknown lengths sort after known ones, unknown costs after known costs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tracker.domain.record import Completion
from tracker.domain.vocabulary import CompletionState

FREE, PAID = "free", "paid"
Size = tuple[int, Decimal, int, int, int]
NOTHING: Size = (0, Decimal(0), 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A training of the catalog. `hours` None is not stated; `cost` is free, paid, or anything else for not known."""

    key: str
    title: str
    topics: frozenset[str] = frozenset()
    hours: Decimal | None = None
    cost: str = ""
    # How much it asks for: unknown lengths, hours, unknown costs, costs, and that it is one training.
    size: Size = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Measure it once: a search asks for its size a thousand times."""
        unknown = self.cost not in {FREE, PAID}
        size = int(self.hours is None), self.hours or Decimal(0), int(unknown), int(self.cost == PAID), 1
        object.__setattr__(self, "size", size)

    def completed(self, on: date, hours: Decimal | None = None) -> Completion:
        """Return it as if accepted on a day; `hours`: as long as this where its own length is not stated."""
        return Completion(
            key=f"planned:{self.key}",
            title=self.title,
            completed_on=on,
            state=CompletionState.ACCEPTED,
            training=self.key,
            hours=self.hours if self.hours is not None else hours,
            topics=self.topics,
        )


def size_of(offers: Iterable[Offer]) -> Size:
    """Return how much a set asks for; smaller sorts first: fewest hours, then least cost, then fewest trainings."""
    total = NOTHING
    for offer in offers:
        total = plus(total, offer.size)
    return total


def plus(one: Size, other: Size) -> Size:
    """Add two sizes."""
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3], one[4] + other[4])


def places(chosen: int) -> Iterator[int]:
    """Yield the places of the offers in a set, one bit each, from the first."""
    while chosen:
        lowest = chosen & -chosen
        yield lowest.bit_length() - 1
        chosen ^= lowest
