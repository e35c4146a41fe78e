"""Which row of a spreadsheet a file proves: by its name, by what its text proposes, by the row's own column of files.

A file goes to one row at most, and only where nothing speaks against it and no other row is near; every other file is
left to a person, with the likest rows. What comes of a file does not depend on the order of files or rows.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from tracker.domain.imports.pairing_names import FileName
from tracker.domain.imports.pairing_signs import Doubt, Sign
from tracker.domain.titles import fold

MOST_LIKE = 5
# So far must the next row be behind.
AHEAD = 15
_SMALL = frozenset({"a", "an", "and", "at", "for", "from", "in", "of", "on", "the", "to", "with"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file as it is paired: its name with folders, what its text proposes; `look`: whether a person must look first.

    `days`: those that can be meant one way only.
    """

    key: str
    name: str
    people: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    look: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A row that a file may prove: names of its person, titles of its training, its day, the file that it names."""

    number: int
    names: tuple[str, ...]
    titles: tuple[str, ...]
    day: date | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Likely:
    """A row that a file may prove, with a score of 100 and what it rests on."""

    number: int
    score: int
    signs: tuple[Sign, ...]

    @property
    def words(self) -> str:
        """Why, as people read it."""
        return " ".join(each.words for each in self.signs)


@dataclass(frozen=True, slots=True)
class Pairing:
    """The likest rows of a file, the first first; `doubt`: why it is left to a person, None where it is sure."""

    likely: tuple[Likely, ...] = ()
    doubt: Doubt | None = Doubt.NOBODY

    @property
    def row(self) -> int | None:
        """The number of the row that it goes to, where that is sure."""
        return self.likely[0].number if self.doubt is None else None


def pair(
    papers: Iterable[Paper], rows: Sequence[PaperRow], taken: Collection[int] = frozenset()
) -> Mapping[str, Pairing]:
    """Return for each file by its key what it may prove. The work grows with files and the rows of their people.

    `taken`: numbers of rows that have a file already, or that somebody gave one.
    """
    known = _Known(rows)
    found = {paper.key: _judged(paper, known) for paper in papers}
    wanted = Counter([*set(taken), *(each.row for each in found.values() if each.row is not None)])
    return {
        key: replace(each, doubt=Doubt.SHARED) if each.row is not None and wanted[each.row] > 1 else each
        for key, each in found.items()
    }


def _judged(paper: Paper, known: "_Known") -> Pairing:
    name = FileName(paper.name)
    rows = known.of(paper, name)
    likely = sorted(
        (each for row in rows.values() if (each := _likely(paper, name, row, known)).score > 0),
        key=lambda each: (-each.score, each.number),
    )
    return Pairing(tuple(likely[:MOST_LIKE]), _doubt(paper, likely))


def _doubt(paper: Paper, likely: Sequence[Likely]) -> Doubt | None:
    if not likely:
        return Doubt.NOBODY
    best, signs = likely[0], set(likely[0].signs)
    if any(each.is_against for each in signs):
        return Doubt.AGAINST
    by_column = Sign.COLUMN in signs
    person = bool(signs & {Sign.PERSON_READ, Sign.PERSON_NAMED})
    rest = bool(signs & {Sign.DAY_READ, Sign.DAY_NAMED, Sign.TITLE_READ, Sign.TITLE_NAMED})
    if not by_column and not (person and rest):
        return Doubt.LITTLE
    if len(likely) > 1 and best.score - likely[1].score < AHEAD:
        return Doubt.NEAR
    return Doubt.LOOK if paper.look else None


def _likely(paper: Paper, name: FileName, row: PaperRow, known: "_Known") -> Likely:
    signs = [
        *([Sign.COLUMN] if row.file and _is_called(row.file, name) else []),
        *_of_person(paper, name, row, known),
        *_of_title(paper, name, row),
        *_of_day(paper, name, row),
    ]
    return Likely(row.number, min(100, max(0, sum(each.score for each in signs))), tuple(signs))


def _is_called(said: str, name: FileName) -> bool:
    return FileName(said).stem == name.stem != ""


def _of_person(paper: Paper, name: FileName, row: PaperRow, known: "_Known") -> Iterator[Sign]:
    if paper.people:
        yield (
            Sign.PERSON_READ
            if any(_is_person(said, each) for said in paper.people for each in row.names)
            else (Sign.OTHER_PERSON)
        )
    named = [each for each in row.names if _stands_in(each, name)]
    if named and not paper.people:
        yield Sign.PERSON_NAMED
    elif (
        not named and not paper.people and any(known.is_alone(each) and _last(each) in name.words for each in row.names)
    ):
        yield Sign.LAST_NAMED


def _of_title(paper: Paper, name: FileName, row: PaperRow) -> Iterator[Sign]:
    read = {_share(title, frozenset(_folded(said).split())) for said in paper.titles for title in row.titles}
    read |= {_share(said, frozenset(_folded(title).split())) for said in paper.titles for title in row.titles}
    in_name = max((_share(title, name.words) for title in row.titles), default=0.0)
    if read and max(read) == 1:
        yield Sign.TITLE_READ
    elif in_name == 1:
        yield Sign.TITLE_NAMED
    elif max([*read, in_name]) >= 0.5:
        yield Sign.TITLE_PARTLY
    elif paper.titles or name.other_words(_words_of(row.names)):
        yield Sign.OTHER_TITLE


def _of_day(paper: Paper, name: FileName, row: PaperRow) -> Iterator[Sign]:
    if row.day is None:
        return
    if row.day in paper.days:
        yield Sign.DAY_READ
    elif paper.days:
        yield Sign.OTHER_DAY
    elif row.day in name.days:
        yield Sign.DAY_NAMED
    elif name.days:
        yield Sign.OTHER_DAY


class _Known:
    """The rows by what a file may name: the column of files, and the names of people."""

    def __init__(self, rows: Sequence[PaperRow]) -> None:
        self._by_file: dict[str, list[PaperRow]] = defaultdict(list)
        self._by_word: dict[str, set[str]] = defaultdict(set)
        self._by_ends: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._of: dict[str, list[PaperRow]] = defaultdict(list)
        people: dict[str, set[frozenset[str]]] = defaultdict(set)
        for row in rows:
            if row.file:
                self._by_file[FileName(row.file).stem].append(row)
            for each in {name for name in map(fold, row.names) if name}:
                self._of[each].append(row)
                self._by_word[_last(each)].add(each)
                self._by_ends[_ends(each)].add(each)
                people[_last(each)].add(frozenset(map(fold, row.names)))
        self._alone = {
            last for last, those in people.items() if len(frozenset.union(*those)) == len(min(those, key=len))
        }

    def is_alone(self, name: str) -> bool:
        """Tell whether nobody else of the rows has somebody's last name."""
        return _last(name) in self._alone

    def of(self, paper: Paper, name: FileName) -> dict[int, PaperRow]:
        """Return the rows that may be meant, by their numbers."""
        found = {each.number: each for each in self._by_file.get(name.stem, ())}
        named = {each for said in paper.people for each in self._by_ends.get(_ends(fold(said)), ())}
        named |= {each for word in name.words for each in self._by_word.get(word, ())}
        return found | {row.number: row for each in named for row in self._of[each]}


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    """Return a text as it is compared; a thousand files meet the same names and titles again and again."""
    return fold(text)


def _is_person(said: str, name: str) -> bool:
    one, other = _folded(said), _folded(name)
    return one == other or (" " in one and _ends(one) == _ends(other))


def _stands_in(name: str, file: FileName) -> bool:
    words = _folded(name).split()
    return len(words) > 1 and {words[0], words[-1]} <= file.words


def _ends(folded: str) -> tuple[str, str]:
    words = folded.split() or [""]
    return words[0], words[-1]


def _last(name: str) -> str:
    return _ends(_folded(name))[1]


def _words_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in _folded(name).split())


def _share(title: str, words: frozenset[str]) -> float:
    """Return how much of a title is among words; only whole numbers count, so Module 1 is not Module 2."""
    wanted = [word for word in _folded(title).split() if word not in _SMALL]
    if not wanted or any(word.isdecimal() and word not in words for word in wanted):
        return 0.0
    return sum(word in words for word in wanted) / len(wanted)
