"""Days, moments and numbers as a packet prints them, reckoned here anew and never by the product's own functions."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import TypeVar
from unicodedata import east_asian_width
from zoneinfo import ZoneInfo

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SHAPES = {
    "met": "✓",
    "due_soon": "◔",
    "not_met": "✗",
    "lapsed": "△",
    "in_review": "◉",
    "waived": "◈",
    "not_yet_due": "○",
    "does_not_apply": "\N{FIGURE DASH}",
}
# What counts as said: a day, a fingerprint that was found, a number with its thousands and parts, a shape of a status.
_SAID = re.compile(
    rf"(?:{'|'.join(MONTHS)}) \d{{1,2}}, \d{{4}}|#[0-9a-z]{{12}}|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)*"
    rf"|[{''.join(SHAPES.values())}]"
)
Entry = TypeVar("Entry")


def said(words: str) -> list[str]:
    """Return every day, number, fingerprint and shape of a status in a text, in its order."""
    return _SAID.findall(" ".join(words.split()))


def marked(digest: str) -> str:
    """Return what stands for a fingerprint that was found whole, wherever its lines were broken."""
    return f"#{re.sub('[^0-9a-z]', '', digest)[-12:]}"


def day(value: date) -> str:
    """Write a day: "Nov 24, 2026"."""
    return f"{MONTHS[value.month - 1]} {value.day}, {value.year}"


def moment(stored: str, zone: str) -> datetime:
    """Return a stored moment, which is in UTC, on a zone's clock."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC).astimezone(ZoneInfo(zone))


def number(value: Decimal, thousands: str = "") -> str:
    """Write a number with at most two decimals and no idle zeros."""
    return f"{value:{thousands}.2f}".rstrip("0").rstrip(".")


def short(text: str, most: int = 60) -> str:
    """Cut a text as a narrow cell does: wide letters take two places, and the cut is said by one."""
    places = [2 if east_asian_width(letter) in "WF" else 1 for letter in text]
    if sum(places) <= most:
        return text
    kept = max(length for length in range(len(text)) if sum(places[:length]) <= most - 1)
    return f"{text[:kept].rstrip()}…"


def evenly(entries: Sequence[Entry], most: int) -> list[Sequence[Entry]]:
    """Part entries into as few blocks as hold at most so many, of nearly the same length."""
    blocks = -(-len(entries) // most)
    return [entries[len(entries) * at // blocks : len(entries) * (at + 1) // blocks] for at in range(blocks)]


def all_of(parts: Iterable[str]) -> str:
    """Join texts as a page's words follow each other."""
    return " \n".join(part for part in parts if part)


@cache
def last_day(start: date, months: int) -> date:
    """Return the last day of what begins on a day and lasts so many months: the day before it is that day again."""
    place = start.year * 12 + start.month - 1 + months
    try:
        again = date(place // 12, place % 12 + 1, start.day)
    except ValueError:  # that month has no such day
        again = date((place + 1) // 12, (place + 1) % 12 + 1, 1)
    return again - timedelta(days=1)


@cache
def first_day(end: date, months: int) -> date:
    """Return the earliest day from which what lasts so many months is not over on a day: found by walking back."""
    found = end
    while last_day(found - timedelta(days=1), months) >= end:
        found -= timedelta(days=1)
    return found
