"""A place on a page: all of it, or a box, in thousandths of the page as it is shown upright.

Thousandths of the page, not points or pixels: a box means the same place on the screen, in a packet and on paper.
"""

from dataclasses import astuple, dataclass
from enum import StrEnum

WHOLE = 1000
# Thinner boxes are slips of the hand; half a percent of a Letter page is 4 points.
THINNEST = 5
LABEL_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, from its upper left corner."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def is_sound(self) -> bool:
        """Whether it lies on the page and has a size that can be seen."""
        across = self.left >= 0 and self.left + THINNEST <= self.right <= WHOLE
        return across and self.top >= 0 and self.top + THINNEST <= self.bottom <= WHOLE

    def meets(self, other: "Box") -> bool:
        """Tell whether the two have any point of the page in common that can be seen."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    @property
    def words(self) -> str:
        """Where it lies, for who does not see it: "from 12% to 40% across, from 3% to 8% down"."""
        across = f"{self.left / 10:g}% to {self.right / 10:g}% across"
        return f"from {across}, from {self.top / 10:g}% to {self.bottom / 10:g}% down"


def box_of(numbers: tuple[int | None, ...]) -> Box | None:
    """Return the box that four numbers give; None where they are not all there."""
    left, top, right, bottom = numbers
    if left is None or top is None or right is None or bottom is None:
        return None
    return Box(left, top, right, bottom)


class Part(StrEnum):
    """What of a page can be chosen in one go; OWN is a box by its numbers."""

    PAGE = "page"
    UPPER_HALF = "upper_half"
    LOWER_HALF = "lower_half"
    UPPER_THIRD = "upper_third"
    MIDDLE_THIRD = "middle_third"
    LOWER_THIRD = "lower_third"
    OWN = "own"

    @property
    def label(self) -> str:
        """The words people choose by."""
        return _LABELS[self]

    @property
    def box(self) -> Box | None:
        """The box that it stands for; None for the whole page, and where numbers say."""
        return _BOXES.get(self)

    @classmethod
    def of(cls, box: Box | None) -> "Part":
        """Return the part that a box is."""
        if box is None:
            return cls.PAGE
        return next((part for part, its in _BOXES.items() if astuple(its) == astuple(box)), cls.OWN)


_LABELS = {
    Part.PAGE: "The whole page",
    Part.UPPER_HALF: "The upper half",
    Part.LOWER_HALF: "The lower half",
    Part.UPPER_THIRD: "The upper third",
    Part.MIDDLE_THIRD: "The middle third",
    Part.LOWER_THIRD: "The lower third",
    Part.OWN: "A box, by the numbers below",
}
_BOXES = {
    Part.UPPER_HALF: Box(0, 0, WHOLE, 500),
    Part.LOWER_HALF: Box(0, 500, WHOLE, WHOLE),
    Part.UPPER_THIRD: Box(0, 0, WHOLE, 333),
    Part.MIDDLE_THIRD: Box(0, 333, WHOLE, 667),
    Part.LOWER_THIRD: Box(0, 667, WHOLE, WHOLE),
}
