"""Days in a text, as certificates write them. The US order comes first, and what could be meant otherwise says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|\u2013|\u2014|to|through|and|&)\s*"
_OR_MORE = re.compile(
    rf"\b{_MONTH.format('month')}\s*{_DAY.format('first')}"
    rf"(?:{_TO}(?:{_MONTH.format('month2')}\s*)?{_DAY.format('day')})?,?\s+(?P<year>\d{{4}})\b"
    rf"|\b{_DAY.format('first3')}(?:{_TO}{_DAY.format('day3')})?(?:\s+day)?(?:\s+of)?[\s-]+{_MONTH.format('month3')}"
    rf"[\s,-]+(?P<year3>\d{{4}})\b",
    re.IGNORECASE,
)
_WITH_YEAR_FIRST = re.compile(r"\b(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\b(?![-/.]\d)")
_IN_NUMBERS = re.compile(
    r"(?<![\d/.-])(?P<one>\d{1,2})(?P<sep>[/.-])(?P<other>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})\b(?![/.-]\d)"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, where it stands in the text, and whether day and month could be the other way round.

    Of several days, "March 3-5, 2026", it is the last.
    """

    start: int
    end: int
    on: date
    two_ways: bool = False


def days_in(text: str) -> list[Day]:
    """Return the days of a text in their order. Where one day in numbers shows the order, it holds for the others."""
    found = sorted([*_worded(text), *_year_first(text), *_numbered(text)], key=lambda day: day.start)
    kept: list[Day] = []
    for day in found:
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return kept


def _worded(text: str) -> Iterator[Day]:
    for it in _OR_MORE.finditer(text):
        if it["month3"]:
            on = _date(it["year3"], _number_of(it["month3"]), it["day3"] or it["first3"])
        else:
            on = _date(it["year"], _number_of(it["month2"] or it["month"]), it["day"] or it["first"])
        if on:
            yield Day(it.start(), it.end(), on)


def _year_first(text: str) -> Iterator[Day]:
    for it in _WITH_YEAR_FIRST.finditer(text):
        if on := _date(it["year"], int(it["month"]), it["day"]):
            yield Day(it.start(), it.end(), on)


def _numbered(text: str) -> Iterator[Day]:
    both = [
        (it, _date(it["year"], int(it["one"]), it["other"]), _date(it["year"], int(it["other"]), it["one"]))
        for it in _IN_NUMBERS.finditer(text)
    ]
    month_first = any(american and not otherwise for _, american, otherwise in both)
    day_first = any(otherwise and not american for _, american, otherwise in both)
    for it, american, otherwise in both:
        first, second = (otherwise, american) if day_first and not month_first else (american, otherwise)
        if on := first or second:
            open_question = american and otherwise and american != otherwise and month_first == day_first
            yield Day(it.start(), it.end(), on, bool(open_question))


def _number_of(month: str) -> int:
    return 1 + _MONTHS.index(month[:3].lower())


def _date(year: str, month: int, day: str) -> date | None:
    whole = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(whole, month, int(day))
    except ValueError:
        return None
