"""Which lines somebody's weekly digest has, and in which order: what unblocks most comes first.

What is missing is told every week until it is there. What is still to come is told once for each chosen offset before
its last day, in the last digest that leaves so many days. What waits for somebody else is not told at all. Nothing is
judged here: an item is what the assessment, the plan or a decision said.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.errors import Conflict

WEEK = timedelta(days=7)
USUAL_OFFSETS = (90, 30, 7)
MOST_OFFSETS, LONGEST_OFFSET = 6, 365
LONGEST_SNOOZE = timedelta(days=90)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class ItemKind(StrEnum):
    """What may be told, in the order in which equals stand: what needs least of its reader comes first."""

    RETURNED = "returned"
    DRAFT = "draft"
    REQUIREMENT = "requirement"
    PLAN = "plan"


class DigestKind(StrEnum):
    """What a digest is about: its reader's own training, what stands out in the team, or both in one mail."""

    OWN = "own"
    TEAM = "team"
    BOTH = "both"

    @property
    def label(self) -> str:
        """The words people read."""
        return {DigestKind.OWN: "Own training", DigestKind.TEAM: "The team"}.get(self, "Own training and the team")

    @property
    def is_own(self) -> bool:
        """Whether it is about its reader's own training."""
        return self is not DigestKind.TEAM

    @property
    def is_of_team(self) -> bool:
        """Whether it is about what stands out in the team."""
        return self is not DigestKind.OWN


class DigestState(StrEnum):
    """What became of a digest that was due.

    It is claimed before it is sent. Whoever finds it claimed and not sending knows only that its sending was broken
    off: it may have arrived, so it is not sent again, and that is said.
    """

    CLAIMED = "claimed"
    SENT = "sent"
    FOLDER = "folder"
    EMPTY = "empty"
    REFUSED = "refused"
    WAITING = "waiting"
    FAILED = "failed"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The words people read."""
        return _STATE_WORDS[self]

    @property
    def may_have_arrived(self) -> bool:
        """Whether its reader may have read what it told."""
        return self in {DigestState.CLAIMED, DigestState.SENT, DigestState.FOLDER, DigestState.UNKNOWN}


_STATE_WORDS = {
    DigestState.CLAIMED: "Being sent",
    DigestState.SENT: "Sent",
    DigestState.FOLDER: "Written to the mail folder",
    DigestState.EMPTY: "Nothing to tell, so nothing was sent",
    DigestState.REFUSED: "Refused: the mail server does not take this address",
    DigestState.WAITING: "Not taken by the mail server; it is tried again",
    DigestState.FAILED: "Given up: the mail server did not take it",
    DigestState.UNKNOWN: "Broken off: it may have arrived, so it was not sent again",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that somebody may be told of.

    `key` names it for good, without a space. `is_open`: it is missing or overdue now. `until` is the last day on which
    it can be done in time, None where there is none to come. `is_held`: it waits for somebody else. `trainings`: the
    catalog's keys of what would help, what fits best first. `subject` is what its page is found by. `of_team`: it is
    the team's, and its reader sees to it.
    """

    key: str
    kind: ItemKind
    what: str
    why: str = ""
    until: date | None = None
    is_open: bool = False
    is_held: bool = False
    trainings: tuple[str, ...] = ()
    subject: str = ""
    of_team: bool = False

    def mark(self, today: date, offsets: Iterable[int]) -> str:
        """Return the mark of the offset that is reached before the next digest; empty where none is."""
        if self.is_open or self.until is None:
            return ""
        reached = [each for each in offsets if self.until < today + timedelta(days=each) + WEEK]
        return f"{self.key}:{self.until.isoformat()}:{min(reached)}" if reached else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a digest: one thing to do, and every item for which it would do something.

    `training`: the catalog's key of it; empty where no training helps.
    """

    items: tuple[Item, ...]
    training: str = ""

    @property
    def open_count(self) -> int:
        """How many things it unblocks that are missing now."""
        return sum(item.is_open for item in self.items)

    @property
    def first_day(self) -> date:
        """The first of the last days that it is to meet; far away where it has none."""
        return min((item.until for item in self.items if item.until), default=date.max)

    def marks(self, today: date, offsets: Iterable[int]) -> frozenset[str]:
        """Return the marks of what it tells of days to come, so that the next digest need not tell it again."""
        chosen = tuple(offsets)
        return frozenset(filter(None, (item.mark(today, chosen) for item in self.items)))

    @property
    def _place(self) -> tuple[int, int, int, date, str]:
        coming = len(self.items) - self.open_count
        first = self.items[0]
        return -self.open_count, -coming, list(ItemKind).index(first.kind), self.first_day, first.key


def lines(
    items: Iterable[Item],
    today: date,
    offsets: Iterable[int],
    told: Set[str] = frozenset(),
    snoozed: Set[str] = frozenset(),
) -> tuple[Line, ...]:
    """Return the lines of a digest, what unblocks most first; each item that is told stands in exactly one.

    `told` are the marks of earlier digests, `snoozed` the keys of items that are not to be told yet. Items that one
    training would help with stand together: whichever helps with most is taken first, then whichever helps with most
    of the rest. The order of `items` makes no difference.
    """
    chosen = tuple(offsets)
    awake = (item for item in items if item.key not in snoozed)
    telling = sorted((item for item in awake if _is_told(item, today, chosen, told)), key=_by_urgency)
    return tuple(sorted(_together(telling), key=lambda line: line._place))


def would_be_told(item: Item, today: date, offsets: Iterable[int]) -> bool:
    """Tell whether an item would stand in a digest of a day, were nothing told before."""
    return _is_told(item, today, tuple(offsets), frozenset())


def digest_day(today: date, weekday: int) -> date:
    """Return the day of the digest that is due: the last such weekday up to today; 0 is Monday."""
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def offsets_from(text: str) -> tuple[int, ...]:
    """Read days before a last day, such as "90, 30, 7", the longest first. Raises Conflict saying what would do."""
    parts = text.replace(",", " ").split()
    if any(not (part.isascii() and part.isdigit() and len(part) <= 3) for part in parts):
        raise Conflict("Enter numbers of days with commas between them, such as 90, 30, 7.", field="offsets")
    found = tuple(sorted({int(part) for part in parts}, reverse=True))
    if not 0 < len(found) <= MOST_OFFSETS or found[-1] < 1 or found[0] > LONGEST_OFFSET:
        raise Conflict(f"Enter 1 to {MOST_OFFSETS} numbers of days, each from 1 to {LONGEST_OFFSET}.", field="offsets")
    return found


def offset_words(offsets: Iterable[int]) -> str:
    """Write offsets as they are typed: "90, 30, 7"."""
    return ", ".join(map(str, offsets))


def _is_told(item: Item, today: date, offsets: tuple[int, ...], told: Set[str]) -> bool:
    if item.is_held:
        return False
    mark = item.mark(today, offsets)
    return item.is_open or (bool(mark) and mark not in told)


def _by_urgency(item: Item) -> tuple[bool, date, str]:
    return not item.is_open, item.until or date.max, item.key


def _together(items: Iterable[Item]) -> list[Line]:
    """Gather items under the trainings that help with most of them; what no training helps with stands alone."""
    left = list(items)
    found = [Line((item,)) for item in left if not item.trainings]
    left = [item for item in left if item.trainings]
    while left:
        # A training that the reader was offered first elsewhere wins among equals, then its key: any order is one.
        best = min({key for item in left for key in item.trainings}, key=lambda key: _worth(key, left))
        found.append(Line(tuple(item for item in left if best in item.trainings), best))
        left = [item for item in left if best not in item.trainings]
    return found


def _worth(key: str, items: Iterable[Item]) -> tuple[int, int, int, str]:
    helped = [item for item in items if key in item.trainings]
    is_open = sum(item.is_open for item in helped)
    return -is_open, is_open - len(helped), sum(item.trainings.index(key) for item in helped), key
