"""Lines that were seen in a picture, made into words: where they stand there, and where on a page that lies straight.

A page is seldom photographed straight. What stands side by side on paper does so again once the page is turned back by
the lean that most of its lines have; the words keep the places that they have in the picture.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from tracker.domain.certificates import Page, Word
from tracker.domain.place import WHOLE, Box

Point = tuple[float, float]
# Of a shorter line, in pixels, nobody can tell how it leans.
_SHORTEST = 60
_FULL_TURN = 4


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line of words: its text, how sure it is from 0 to 1, and its corners in pixels, from the upper left one on.

    `words`: the same for each of its words, where they were told apart.
    """

    text: str
    sure: float
    corners: Sequence[Point]
    words: Sequence["SeenLine"] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """All lines of a picture, its size in pixels, and how many quarters to the left it was turned before reading."""

    lines: Sequence[SeenLine]
    width: int
    height: int
    quarters: int = 0

    @property
    def is_sideways(self) -> bool:
        """Whether most of what was seen is taller than wide, as lines are on a page that lies on its side."""
        tall = sum(_height(line) > 1.5 * _width(line) for line in self.lines if len(line.text) > 2)
        return 2 * tall > len(self.lines)

    @property
    def clarity(self) -> float:
        """How sure all of it is, from 0 to 1, each letter as much as any other."""
        letters = sum(len(line.text) for line in self.lines)
        return sum(len(line.text) * line.sure for line in self.lines) / letters if letters else 0.0

    def page(self) -> Page:
        """Return its words as a page that lies straight."""
        lean = self._lean()
        words = [word for line in self.lines for word in self._words(line, lean)]
        return Page(words, self.width / max(1, self.height))

    def _lean(self) -> float:
        leans = [_lean(line) for line in self.lines if _width(line) >= _SHORTEST]
        return median(leans) if leans else 0.0

    def _words(self, line: SeenLine, lean: float) -> Iterator[Word]:
        straight = [self._turned_back(corner, lean) for corner in line.corners]
        top = (straight[0][1] + straight[1][1]) / 2
        bottom = (straight[2][1] + straight[3][1]) / 2
        for text, sure, corners in _parts(line):
            across = [self._turned_back(corner, lean)[0] for corner in corners]
            left, right = (across[0] + across[3]) / 2, (across[1] + across[2]) / 2
            yield Word(
                text,
                round(WHOLE * left / self.width),
                round(WHOLE * top / self.height),
                round(WHOLE * right / self.width),
                round(WHOLE * bottom / self.height),
                math.floor(100 * min(sure, line.sure)),
                self._shown(corners),
            )

    def _turned_back(self, point: Point, lean: float) -> Point:
        across, down = point[0] - self.width / 2, point[1] - self.height / 2
        cosine, sine = math.cos(-lean), math.sin(-lean)
        return cosine * across - sine * down + self.width / 2, sine * across + cosine * down + self.height / 2

    def _shown(self, corners: Sequence[Point]) -> Box:
        """Return the box of corners on the picture as it is shown, which was not turned by quarters."""
        points = [(x / self.width, y / self.height) for x, y in corners]
        for _ in range(self.quarters):
            # Back to the right by one quarter.
            points = [(1 - y, x) for x, y in points]
        across = sorted(_thousandth(x) for x, _ in points)
        down = sorted(_thousandth(y) for _, y in points)
        return Box(across[0], down[0], across[-1], down[-1])


def _thousandth(share: float) -> int:
    return max(0, min(WHOLE, round(WHOLE * share)))


def _parts(line: SeenLine) -> Iterator[tuple[str, float, Sequence[Point]]]:
    """Yield the words of a line; where they were told apart otherwise than by blanks, by the share of their letters."""
    texts = line.text.split()
    if [word.text for word in line.words] == texts:
        yield from ((word.text, word.sure, word.corners) for word in line.words)
        return
    sure, at = min([line.sure, *(word.sure for word in line.words)]), 0
    for text in texts:
        at = line.text.index(text, at)
        begin, end = at / len(line.text), (at + len(text)) / len(line.text)
        one, other, below, first = line.corners
        upper = _between(one, other, begin), _between(one, other, end)
        lower = _between(first, below, end), _between(first, below, begin)
        yield text, sure, (*upper, *lower)
        at += len(text)


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _width(line: SeenLine) -> float:
    return math.dist(line.corners[0], line.corners[1])


def _height(line: SeenLine) -> float:
    return math.dist(line.corners[0], line.corners[3])


def _lean(line: SeenLine) -> float:
    (left, top), (right, bottom) = line.corners[:2]
    return math.atan2(bottom - top, right - left)
