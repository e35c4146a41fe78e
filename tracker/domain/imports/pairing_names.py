"""What the name of a file tells: its words, the days in it, and which words are left when these are taken away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker.domain.certificates.days import days_in
from tracker.domain.titles import fold

_ENDING = re.compile(r"\.(pdf|jpe?g|jpe|jfif|png|hei[cf]|hif|webp)$", re.IGNORECASE)
# Words that stand together as in "JaneDoe_CSEC101" are words of their own.
_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
_RUN_TOGETHER = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])")
_BETWEEN = re.compile(r"[_\s]+")
# They say what sort of file it is, and nothing of whose or of what.
_PLAIN = frozenset(
    (
        *("attendance", "cert", "certificate", "certificates", "ceu", "ceus", "completed", "completion", "copy"),
        *("and", "back", "course", "doc", "document", "file", "final", "for", "from", "front", "hours", "image", "img"),
        *("new", "online", "page", "pdf", "photo", "picture", "record", "scan", "scanned", "scans", "signature"),
        *("signed", "the", "training", "trainings", "transcript", "upload", "with"),
    )
)


@dataclass(frozen=True, slots=True)
class _Days:
    days: frozenset[date]
    rest: str


@dataclass(frozen=True)
class FileName:
    """The name of a file with the folders it lay in, as it was dropped."""

    raw: str

    @cached_property
    def stem(self) -> str:
        """The last part without its ending, folded: what a column of a spreadsheet may say."""
        return fold(_ENDING.sub("", self.raw.replace("\\", "/").rsplit("/", 1)[-1]))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words and those of its folders, folded; of words that stand together both readings."""
        return _words(self.raw)

    @property
    def days(self) -> frozenset[date]:
        """The days that stand in it, in either order where both could be meant."""
        return self._dated.days

    def other_words(self, person: frozenset[str]) -> frozenset[str]:
        """Return the words of its last part that are neither of a person, nor of a day, nor of files at large."""
        together = sorted("".join(person))
        return frozenset(word for word in self._telling - person if sorted(word) != together)

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The words of its last part that may be of a training; asked for of every row that a file may prove."""
        words = _words(self._dated.rest) - _PLAIN
        return frozenset(word for word in words if len(word) > 2 and not word.isdecimal())

    @cached_property
    def _dated(self) -> _Days:
        last = _ENDING.sub("", self.raw.replace("\\", "/").rsplit("/", 1)[-1])
        text = _RUN_TOGETHER.sub(r" \1-\2-\3 ", _BETWEEN.sub(" ", last))
        found = days_in(text)
        rest = text
        for day in reversed(found):
            rest = f"{rest[: day.start]} {rest[day.end :]}"
        return _Days(frozenset(_readings((day.on, day.two_ways) for day in found)), rest)


def _readings(found: Iterator[tuple[date, bool]]) -> Iterator[date]:
    for on, two_ways in found:
        yield on
        if two_ways:
            yield on.replace(month=on.day, day=on.month)


def _words(raw: str) -> frozenset[str]:
    plain = _ENDING.sub("", raw)
    return frozenset([*fold(plain).split(), *fold(_INSIDE.sub(" ", plain)).split()])
