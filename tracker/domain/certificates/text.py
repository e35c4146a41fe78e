"""The words of a page in reading order, so that phrases can be looked for and each find knows where it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tracker.domain.certificates.proposals import CLEAR, Spot
from tracker.domain.place import WHOLE, Box

# A gap wider than this many heights of the line parts two columns; words of one line stand closer, also justified.
_COLUMN = 1.6
_SAME_ROW = 0.5
_FEWEST_SPACED = 5


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in thousandths of the page as it is shown upright.

    `clarity`: how sure its letters are, of 100. `shown`: where it stands on a picture that does not lie straight, while
    the box is where it would stand on a straight one.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    clarity: int = CLEAR
    shown: Box | None = None

    @property
    def box(self) -> Box:
        """Where it is seen."""
        return self.shown or self.straight

    @property
    def straight(self) -> Box:
        """Where it stands on a page that lies straight."""
        return Box(self.left, self.top, self.right, self.bottom)

    @property
    def height(self) -> int:
        """How tall its line is."""
        return max(1, self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page, in any order, and how wide the page is for its height."""

    words: Sequence[Word]
    shape: float = 8.5 / 11


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side: where they begin and end in the text, the page, the box, and how tall they are."""

    start: int
    end: int
    page: int
    box: Box
    height: int


@dataclass(slots=True)
class Text:
    """All lines of a document, parted by line breaks, from the top of its first page to the end of its last."""

    plain: str = ""
    lines: list[Line] = field(default_factory=list)
    _words: list[tuple[int, int, int, Word]] = field(default_factory=list)

    @classmethod
    def of(cls, pages: Sequence[Page]) -> "Text":
        """Return the text of pages."""
        text = cls()
        parts: list[str] = []
        at = 0
        for number, page in enumerate(pages, start=1):
            for words in _lines(page):
                line, said = text._add(words, number, at)
                text.lines.append(line)
                parts.append(said)
                at = line.end + 1
        text.plain = "\n".join(parts)
        return text

    def _add(self, words: Sequence[Word], page: int, at: int) -> tuple[Line, str]:
        start, said = at, []
        for word in words:
            self._words.append((at, at + len(word.text), page, word))
            said.append(word.text)
            at += len(word.text) + 1
        box, height = _around([word.straight for word in words]), max(word.height for word in words)
        return Line(start, at - 1, page, box, height), " ".join(said)

    def line_at(self, place: int) -> int:
        """Return the number of the line in which a place of the text lies."""
        return max(0, bisect_right(self.lines, place, key=lambda line: line.start) - 1)

    def said(self, number: int) -> str:
        """Return the words of a line."""
        line = self.lines[number]
        return self.plain[line.start : line.end]

    def spots(self, start: int, end: int) -> tuple[Spot, ...]:
        """Return where a part of the text stands, one box for each line of it."""
        first = max(0, bisect_left(self._words, start, key=lambda each: each[0]) - 1)
        found: dict[int, list[Word]] = {}
        pages: dict[int, int] = {}
        for begins, ends, page, word in self._words[first:]:
            if begins >= end:
                break
            if ends > start:
                number = self.line_at(begins)
                found.setdefault(number, []).append(word)
                pages[number] = page
        return tuple(
            Spot(pages[number], _around([word.box for word in words]), min(word.clarity for word in words))
            for number, words in found.items()
        )


def _lines(page: Page) -> Iterator[list[Word]]:
    """Yield the lines of a page from its top, columns parted, letters that stand apart drawn together."""
    for row in _rows(page.words):
        height = max(word.height for word in row) / max(0.1, page.shape)
        part = [row[0]]
        for word in row[1:]:
            if word.left - part[-1].right > _COLUMN * height:
                yield _drawn_together(part)
                part = []
            part.append(word)
        yield _drawn_together(part)


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted((word for word in words if word.text), key=lambda word: (word.top + word.bottom, word.left)):
        row = next((row for row in reversed(rows[-4:]) if _is_beside(row[-1], word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return [sorted(row, key=lambda word: word.left) for row in rows]


def _is_beside(one: Word, other: Word) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= _SAME_ROW * min(one.height, other.height)


def _drawn_together(words: list[Word]) -> list[Word]:
    """Return "C E R T I F I C A T E" as one word; what is no such line, as it is."""
    if len(words) < _FEWEST_SPACED or any(len(word.text) > 1 for word in words):
        return words
    text, clarity = "".join(word.text for word in words), min(word.clarity for word in words)
    box, shown = _around([word.straight for word in words]), _around([word.box for word in words])
    return [Word(text, box.left, box.top, box.right, box.bottom, clarity, shown)]


def _around(boxes: Sequence[Box]) -> Box:
    """Return a box around others that can be seen, and lies on the page."""
    left, top = (max(0, min(number, WHOLE - 10)) for number in (min(b.left for b in boxes), min(b.top for b in boxes)))
    right, bottom = max(b.right for b in boxes), max(b.bottom for b in boxes)
    return Box(left, top, max(left + 6, min(right, WHOLE)), max(top + 6, min(bottom, WHOLE)))
