"""Dates, hours, counts and names as people read them, and the way back from what people write.

Pages, mail and PDFs say a day or an hour through this module, so that all say it alike. Nothing here asks for
the time or a locale: the words are American English and the same on every machine.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_PLURALS = {"person": "people", "is": "are", "has": "have", "does": "do", "this": "these", "was": "were"}
_HUNDREDTH = Decimal("0.01")
_MINUTES = Decimal(60)
_DAYS_AS_DAYS = 60
_DAYS_AS_MONTHS = 730
_DAYS_A_MONTH = 30.44
_DAYS_A_YEAR = 365.25
_CENTURY_TURN = 70


def format_date(day: date) -> str:
    """Return a day as "Nov 24, 2026"."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def format_span(start: date, end: date | None = None) -> str:
    """Return a span of days, both ends included: "Jan 3, 2024 to Mar 1, 2025", or "since Jan 3, 2024"."""
    return f"{format_date(start)} to {format_date(end)}" if end else f"since {format_date(start)}"


def format_moment(moment: datetime, zone: str) -> str:
    """Return an aware moment on a zone's clock: "Nov 24, 2026, 3:05 PM"."""
    local = moment.astimezone(ZoneInfo(zone))
    half = "AM" if local.hour < 12 else "PM"
    return f"{format_date(local.date())}, {local.hour % 12 or 12}:{local.minute:02d} {half}"


def format_relative(day: date, today: date) -> str:
    """Return how far a day is from today: "today", "in 12 days", "3 months ago"; rounded beyond two months."""
    days = (day - today).days
    if days == 0:
        return "today"
    if abs(days) == 1:
        return "tomorrow" if days > 0 else "yesterday"
    distance = _distance(abs(days))
    return f"in {distance}" if days > 0 else f"{distance} ago"


def format_lasting(since: date, today: date) -> str:
    """Return how long something has lasted: "since today", "for 9 days", "for 3 months"; rounded beyond two months."""
    days = (today - since).days
    return f"for {_distance(days)}" if days > 0 else "since today"


def _distance(days: int) -> str:
    if days < _DAYS_AS_DAYS:
        return format_count(days, "day")
    if days < _DAYS_AS_MONTHS:
        return format_count(round(days / _DAYS_A_MONTH), "month")
    return format_count(round(days / _DAYS_A_YEAR), "year")


def format_number(number: Decimal | int) -> str:
    """Return a number with thousands marked, at most two decimals and no idle zeros: "1,234.5"."""
    rounded = Decimal(number).quantize(_HUNDREDTH, ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".")


def format_hours(hours: Decimal | int) -> str:
    """Return hours as "1 hour", "1.5 hours", "0.25 hours"."""
    return f"{format_number(hours)} {'hour' if hours == 1 else 'hours'}"


def pluralize(number: Decimal | int, word: str, plural: str | None = None) -> str:
    """Return the word alone in the form that suits the number: "person" or "people"."""
    if number == 1:
        return word
    if plural or word in _PLURALS:
        return plural or _PLURALS[word]
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(s|x|ch|sh)$", word) else f"{word}s"


def format_count(number: int, word: str, plural: str | None = None) -> str:
    """Return a count with its word: "1 person", "2 people", "1,204 completions"."""
    return f"{format_number(number)} {pluralize(number, word, plural)}"


def format_share(part: int, whole: int) -> str:
    """Return a share as whole percent; 0 % and 100 % are said only where they are exactly so."""
    if whole <= 0:
        return "0%"
    rounded = round(100 * part / whole)
    if 0 < part < whole:
        rounded = min(max(rounded, 1), 99)
    return f"{rounded}%"


def format_size(size: int) -> str:
    """Return a size in bytes as "812 bytes", "230 KB", "1.2 MB", "4.9 GB" (1 KB is 1,000 bytes)."""
    if size < 1_000:
        return format_count(size, "byte")
    if size < 999_500:
        return f"{round(size / 1_000)} KB"
    if size < 1_000_000_000:
        return f"{_tenths(size, 1_000_000)} MB"
    return f"{_tenths(size, 1_000_000_000)} GB"


def _tenths(size: int, unit: int) -> str:
    return format_number(Decimal(size) / unit // Decimal("0.1") * Decimal("0.1"))


def join_names(names: Iterable[str]) -> str:
    """Return names as a list in a sentence: "Ann", "Ann and Bo", "Ann, Bo and Cy"."""
    *first, last = list(names) or [""]
    if not first:
        return last
    return f"{', '.join(first)} and {last}"


def initials(name: str) -> str:
    """Return the first letters of a name's words, as "MJL" for "Maria Jane Lopez-Diaz"."""
    return "".join(word[0].upper() for word in name.split() if word[0].isalpha())


_FULL_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_AMERICAN = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -]([0-9]{4})")


def date_from_text(text: str) -> date | None:
    """Read a day as people in the US write it; None where it is no day or could be read in two ways.

    Takes 2026-11-24, 11/24/2026, 11/24/26, Nov 24 2026, November 24th, 2026 and 24 Nov 2026. Numbers alone are
    month, day, year. Two-digit years below 70 are 20xx.
    """
    plain = " ".join(text.lower().replace(",", ", ").split()).replace(" ,", ",")
    if match := _ISO.fullmatch(plain):
        return _day(match[1], match[2], match[3])
    if match := _AMERICAN.fullmatch(plain):
        return _day(match[4], match[1], match[3])
    if match := _MONTH_FIRST.fullmatch(plain):
        return _day(match[3], _month(match[1]), match[2])
    if match := _DAY_FIRST.fullmatch(plain):
        return _day(match[3], _month(match[2]), match[1])
    return None


def _month(word: str) -> str:
    """The number of a month by its name or at least three letters of it; "0", which is no month, for other words."""
    if word == "sept":
        return "9"
    return next((str(number) for number, name in enumerate(_FULL_MONTHS, start=1) if name.startswith(word)), "0")


def _day(year: str, month: str, day: str) -> date | None:
    whole = int(year)
    if len(year) == 2:
        whole += 2000 if whole < _CENTURY_TURN else 1900
    try:
        return date(whole, int(month), int(day))
    except ValueError:
        return None


_NUMBER = r"([0-9]{1,6}(?:\.[0-9]{1,6})?|\.[0-9]{1,6})"
_HOUR_WORD = r"(?:h|hr|hrs|hour|hours|clock hours)\.?"
_MINUTE_WORD = r"(?:m|min|mins|minute|minutes)\.?"
_DECIMAL_HOURS = re.compile(rf"{_NUMBER} ?{_HOUR_WORD}|{_NUMBER}")
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
_MINUTES_ONLY = re.compile(rf"{_NUMBER} ?{_MINUTE_WORD}")
_HOURS_AND_MINUTES = re.compile(rf"([0-9]{{1,4}}) ?{_HOUR_WORD},? ?(?:and )?([0-9]{{1,2}})(?: ?{_MINUTE_WORD})?")


def hours_from_text(text: str) -> Decimal | None:
    """Read hours as people write them, to the hundredth; None where it is not a length of time.

    Takes 1.5, 1:30, 90 min, 1 hr 30 and 1 hour and 30 minutes. Never negative, for nobody writes that.
    """
    plain = " ".join(text.lower().split())
    if match := _DECIMAL_HOURS.fullmatch(plain):
        hours = Decimal(match[1] or match[2])
    elif match := _CLOCK.fullmatch(plain) or _HOURS_AND_MINUTES.fullmatch(plain):
        hours = Decimal(match[1]) + Decimal(match[2]) / _MINUTES
    elif match := _MINUTES_ONLY.fullmatch(plain):
        hours = Decimal(match[1]) / _MINUTES
    else:
        return None
    return hours.quantize(_HUNDREDTH, ROUND_HALF_UP)


def format_short(text: str, most: int) -> str:
    """Return a text with at most so many characters, the last an ellipsis where it was longer."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
