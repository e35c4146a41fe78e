"""Boxes that are painted out of a copy: on which page, and where, in thousandths of the page as it is shown upright."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

MOST_COVERS = 200


@dataclass(frozen=True, slots=True, order=True)
class Cover:
    """A box on a page, counted from 1, of which nothing goes into the copy."""

    page: int
    left: int
    top: int
    right: int
    bottom: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """The page, then left, top, right and bottom."""
        return (self.page, self.left, self.top, self.right, self.bottom)


def named(covers: Iterable[Cover]) -> str:
    """Return a short name for a set of boxes: the same boxes in any order have the same."""
    told = ";".join(",".join(map(str, each.numbers)) for each in sorted(set(covers)))
    return sha256(told.encode()).hexdigest()[:24]
