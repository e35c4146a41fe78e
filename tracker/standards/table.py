"""Strict reading of one table of a standard's file: every key is asked for by name and type, and none is left
over.

A mistake is told by file, place and key, with what is allowed and, where a word is nearly right, the word
that may have been meant. What the TOML parser says never reaches the person.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from tracker.domain.errors import InvalidStandard
from tracker.domain.wording import count, listed, quoted
from tracker.standards.keys import KEYS, OF_HEAD, OF_REQUIREMENT, WRITTEN

Choice = TypeVar("Choice", bound=StrEnum)

MOST_HOURS = Decimal(10_000)
MOST_NUMBER = 10_000
MOST_TEXT = 20_000
_SHOWN = 60
_SEVERAL = (
    "may come several times. Its heading has two brackets on each side, as [[component]] has; "
    "on one line, [ ] stand around its { }"
)


class Table:
    """One table of the file and its place in it; `done` refuses the keys that nobody asked for."""

    def __init__(self, values: Mapping[str, object], place: str = "") -> None:
        """Keep the values; `place` is where the table stands, as a person would say it."""
        self.values = values
        self.place = place
        self._asked: list[str] = []

    def has(self, key: str) -> bool:
        """Tell whether a key is given; asking makes it an allowed one."""
        self._asked.append(key)
        return key in self.values

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text that is not blank, or the default where the key may be left out."""
        value = self._value(key, default)
        if not isinstance(value, str) or (not value.strip() and key in self.values):
            raise self.wrong(key, "must be a text in quotes that is not empty")
        if len(value) > MOST_TEXT:
            raise self.wrong(key, f"must be at most {MOST_TEXT:,} characters long")
        return value.strip()

    def day(self, key: str, default: date | None = None) -> date:
        """Return a day written without quotes: 2026-11-24."""
        value = self._value(key, default)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(key, "must be a day without quotes, such as 2026-11-24")
        return value

    def day_or_none(self, key: str) -> date | None:
        """Return a day, or None where it is left out."""
        return self.day(key) if self.has(key) else None

    def whole(self, key: str, default: int | None = None, *, least: int = 0, most: int = MOST_NUMBER) -> int:
        """Return a whole number from `least` to `most`."""
        value = self._value(key, default)
        if type(value) is not int or not least <= value <= most:
            raise self.wrong(key, f"must be a whole number from {least} to {most:,}")
        return value

    def hours(self, key: str, *, zero: bool = False) -> Decimal:
        """Return hours as a decimal, more than none unless `zero` allows it."""
        value = self._value(key, None)
        if type(value) is int:
            value = Decimal(value)
        if not isinstance(value, Decimal) or not value.is_finite():
            raise self.wrong(key, "must be a number of hours, such as 8 or 2.5")
        if value < 0 or (value == 0 and not zero) or value > MOST_HOURS:
            raise self.wrong(key, f"must be more than 0 and at most {MOST_HOURS:,} hours")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "must be true or false, without quotes")
        return value

    def word(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """Return one of the words allowed."""
        value = self._value(key, default)
        if not isinstance(value, str) or value not in allowed:
            raise self.unknown(key, value, allowed)
        return value

    def choice(self, key: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        """Return one member of a controlled list."""
        return choices(self.word(key, [choice.value for choice in choices], default))

    def choices(self, key: str, choices: type[Choice], *, may_be_empty: bool = False) -> frozenset[Choice]:
        """Return members of a controlled list, each named once; empty where the key is left out.

        `may_be_empty`: a list with nothing in it says just that; elsewhere it would bind or count everything.
        """
        allowed = [choice.value for choice in choices]
        words = self._list(key, "words") if self.has(key) else []
        if not words and key in self.values and not may_be_empty:
            raise self.nothing_named(key)
        for word in words:
            if not isinstance(word, str) or word not in allowed:
                raise self.unknown(key, word, allowed)
        if twice := {str(word) for word in words if words.count(word) > 1}:
            raise self.wrong(key, f"names {listed(sorted(twice))} twice")
        return frozenset(choices(str(word)) for word in words)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty where the key is left out."""
        values = self._list(key, "texts") if self.has(key) else []
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.wrong(key, "must be a list of texts in quotes, none empty")
        return tuple(str(value).strip() for value in values)

    def table(self, key: str) -> "Table":
        """Return a table within this one."""
        value = self._value(key, None)
        if not isinstance(value, dict):
            written = f" in {{ }}, such as {key} = {WRITTEN[key]}" if key in WRITTEN else ""
            raise self.wrong(key, f"must be a table: keys with values{written}")
        return Table(value, self._where(key))

    def tables(self, key: str) -> list["Table"]:
        """Return a list of tables within this one, each placed by its number.

        Empty where the key is left out.
        """
        values = self._list(key, "tables") if self.has(key) else []
        if not all(isinstance(value, dict) for value in values):
            raise self.wrong(key, "must be a list of tables, each in { }")
        return [
            Table(value, f"{self._where(key)} {number}")
            for number, value in enumerate(values, start=1)
            if isinstance(value, dict)
        ]

    def keys(self) -> Iterable[str]:
        """Return the keys given, all of them allowed: for tables whose keys are ids."""
        self._asked += self.values.keys()
        return self.values.keys()

    def done(self) -> None:
        """Refuse the first key that nobody asked for."""
        for key in self.values:
            if key not in self._asked:
                raise self._belongs_above(key) or self.unknown(key, None, self._asked)

    def missing(self, key: str, what: str = "is missing. Add it") -> InvalidStandard:
        """Return the error for a key that must be there; keys that nothing reads may be meant by it, and are named."""
        unread = [quoted(each) for each in self.values if each not in KEYS and each not in self._asked]
        there = f" There {'are' if len(unread) > 1 else 'is'} {listed(unread)}, which nothing reads." if unread else ""
        return InvalidStandard(f"{self._where(key)}: {what}.{there}")

    def nothing_named(self, key: str) -> InvalidStandard:
        """Return the error for a list that leaves everything open, though somebody wrote it."""
        return self.misplaced(key, "is an empty list. Name at least one, or take the key out")

    def misplaced(self, key: str, what: str) -> InvalidStandard:
        """Return the error for a key that belongs elsewhere."""
        return InvalidStandard(f"{self._where(key)}: {what}.")

    def wrong(self, key: str, what: str) -> InvalidStandard:
        """Return the error for a value that cannot be meant."""
        given = f", not {_shown(self.values[key])}" if key in self.values else ""
        return InvalidStandard(f"{self._where(key)}: {what}{given}.")

    def unknown(self, key: str, value: object, allowed: Iterable[str]) -> InvalidStandard:
        """Return the error for a word (or, without a value, a key) that is not among those allowed."""
        options = list(dict.fromkeys(allowed))
        wrong = key if value is None else value
        near = get_close_matches(str(wrong), options, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        what = "is not a key here" if value is None else f"{_shown(value)} is not allowed"
        return InvalidStandard(f"{self._where(key)}: {what}.{hint} Allowed: {', '.join(options)}.")

    def _belongs_above(self, key: str) -> InvalidStandard | None:
        """Return the error for a key that is right, and stands below a heading to which it does not belong."""
        whole, _, within = self.place.partition(", ")
        if whole.startswith("requirement ") and within and key in OF_REQUIREMENT:
            what = "belongs to the requirement, not to what stands within it. Write it right below [[requirement]]"
        elif self.place and key in OF_HEAD:
            what = "belongs to the whole file. Write it above the first heading in brackets"
        else:
            return None
        return self.misplaced(key, what)

    def _value(self, key: str, default: object) -> object:
        if self.has(key):
            return self.values[key]
        if default is None:
            raise self.missing(key)
        return default

    def _list(self, key: str, of: str) -> list[object]:
        value = self.values[key]
        if isinstance(value, dict) and of == "tables":
            raise self.misplaced(key, _SEVERAL)
        if not isinstance(value, list):
            raise self.wrong(key, f"must be a list of {of} in square brackets")
        return value

    def _where(self, key: str) -> str:
        return f"{self.place}, {key}" if self.place else key


def _shown(value: object) -> str:
    """Write a value as the file does."""
    text = _written(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."


def _written(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        if any(isinstance(each, dict | list) for each in value):
            return f"a list of {count(len(value), 'entry', 'entries')}"
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
