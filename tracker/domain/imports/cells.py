"""The text of a cell, as it is read and as it is shown."""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal

from tracker.domain.imports.grid import Value

_NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "\u2013",
        "\u2014",
        "?",
        "??",
        "n/a",
        "na",
        "n.a.",
        "none",
        "nil",
        "tbd",
        "unknown",
        "not known",
        ".",
    }
)
_DITTO = frozenset({'"', "''", "”", "“", "〃", "ditto", "do.", "same", "same as above", '" "', "\u02ba"})


def plain(value: Value) -> str:
    """Return the text of a cell on one line with single spaces; a number without needless zeros."""
    if value is None or isinstance(value, bool):
        return "" if value is None else "yes" if value else "no"
    if isinstance(value, str):
        return " ".join(value.replace("\u200b", "").split())
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return shown(value)


def shown(value: Value) -> str:
    """Return a value as people see it in their program, nearly."""
    if isinstance(value, datetime):
        return f"{value.month}/{value.day}/{value.year} {value.hour}:{value.minute:02d}"
    if isinstance(value, date):
        return f"{value.month}/{value.day}/{value.year}"
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02d}"
    return plain(value)


def fold(text: str) -> str:
    """Return a text without case, accents and punctuation, so that two spellings of a heading are equal."""
    letters = unicodedata.normalize("NFKD", text.replace("#", " number "))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return " ".join(re.sub(r"[^\w]+|_", " ", bare.replace("'", "")).split())


def says_nothing(value: Value) -> bool:
    """Tell whether a cell is empty, or says that there is nothing to say, such as "n/a"."""
    return plain(value).casefold() in _NOTHING


def repeats(value: Value) -> bool:
    """Tell whether a cell says that what stands above it holds again."""
    return isinstance(value, str) and plain(value).casefold() in _DITTO
