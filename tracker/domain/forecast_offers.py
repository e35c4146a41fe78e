"""Trainings that somebody could still take, and which of two sets of them is the smaller one.

What is not known never makes a set smaller: unknown lengths sort after known ones, unknown costs after known costs, and
what nobody has set a day for after what is planned for a day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tracker.domain.record import Completion, CompletionKind
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.domain.wording import count
from tracker.domain.wording import hours as hour_words

FREE, PAID = "free", "paid"
Size = tuple[int, Decimal, int, int, int, int, int]
NOTHING: Size = (0, Decimal(0), 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A training of the catalog. `hours` None is not stated; `cost` is free, paid, or anything else for not known.

    `on`: the day for which it is planned, where the person is expected; `of` is then the catalog's key of what is held,
    and None where it is none of the catalog.
    """

    key: str
    title: str
    topics: frozenset[str] = frozenset()
    hours: Decimal | None = None
    cost: str = ""
    on: date | None = None
    of: str | None = None
    kind: CompletionKind = CompletionKind.TRAINING
    # How much it asks for: unknown lengths, hours, unknown costs, costs, no day, that it is one training, and its day.
    size: Size = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Measure it once: a search asks for its size a thousand times."""
        unknown = self.cost not in {FREE, PAID}
        costs = int(unknown), int(self.cost == PAID)
        undated, day = (1, 0) if self.on is None else (0, self.on.toordinal())
        object.__setattr__(self, "size", (int(self.hours is None), self.hours or Decimal(0), *costs, undated, 1, day))

    @property
    def training(self) -> str | None:
        """The catalog's key of the training, whether it is planned for a day or not."""
        return self.key if self.on is None else self.of

    def completed(self, on: date, hours: Decimal | None = None) -> Completion:
        """Return it as if accepted on a day, or on its own; `hours`: as long as this where its length is not stated."""
        return Completion(
            key=f"planned:{self.key}",
            title=self.title,
            completed_on=self.on or on,
            state=CompletionState.ACCEPTED,
            grade=Grade.VERIFIED,
            training=self.training,
            kind=self.kind,
            hours=self.hours if self.hours is not None else hours,
            topics=self.topics,
        )


def size_of(offers: Iterable[Offer]) -> Size:
    """Return how much a set asks for; smaller sorts first.

    Fewest hours, then least cost, then fewest without a day, then fewest trainings, then the earliest last day.
    """
    total = NOTHING
    for offer in offers:
        total = plus(total, offer.size)
    return total


def amount_words(size: Size) -> str:
    """Say how much one or more trainings are: "2 trainings, 4.5 hours and 1 of unstated length"."""
    unknown, hours, _, _, _, number, _ = size
    known = hour_words(hours) if number > unknown else ""
    unstated = f"{unknown} of unstated length" if number > unknown else "length not stated"
    told = " and ".join(filter(None, (known, unstated if unknown else "")))
    return f"{count(number, 'training')}, {told}"


def plus(one: Size, other: Size) -> Size:
    """Add two sizes; of two last days the later one is that of both."""
    costs = one[2] + other[2], one[3] + other[3]
    # What does not add up stands last: a sum of least sizes is the least sum only where nothing comes after it.
    return (one[0] + other[0], one[1] + other[1], *costs, one[4] + other[4], one[5] + other[5], max(one[6], other[6]))


def places(chosen: int) -> Iterator[int]:
    """Yield the places of the offers in a set, one bit each, from the first."""
    while chosen:
        lowest = chosen & -chosen
        yield lowest.bit_length() - 1
        chosen ^= lowest
