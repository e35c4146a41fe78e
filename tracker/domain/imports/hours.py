"""Hours in every form in which people write them; credits of a body are told apart and are no hours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from decimal import ROUND_HALF_UP, Decimal

from tracker.domain.imports.cells import plain, says_nothing
from tracker.domain.imports.grid import Value
from tracker.domain.imports.lines import CreditWords

MOST_HOURS = Decimal(2_000)  # a police academy has fewer
_SHORTEST = Decimal("0.1")
_HUNDREDTH, _MINUTES = Decimal("0.01"), Decimal(60)
_HALVES = {"½": "1/2", "¼": "1/4", "¾": "3/4"}
_NUMBER = r"(\d+(?:\.\d{1,3}|,\d{1,2})?|\.\d{1,3})"
_IN_HOURS = r"(?:hours?|hrs?|h|clock hours?|contact hours?)\.?"
_IN_MINUTES = r"(?:minutes?|mins?|m)\.?"
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::[0-5]\d)?(?:\s*(?:hours?|hrs?|h))?")
_HOURS = re.compile(rf"{_NUMBER}\s*-?\s*{_IN_HOURS}")
_BOTH = re.compile(rf"(\d+)\s*-?\s*{_IN_HOURS}\s*(?:,|and|&)?\s*(\d+)\s*-?\s*(?:{_IN_MINUTES})?")
_SHORT = re.compile(rf"{_NUMBER}\s*-?\s*{_IN_MINUTES}")
_PART = re.compile(rf"(?:(\d+)\s*(?:-|and|&)?\s+)?(\d)/(\d)\s*(?:an?\s+)?(?:{_IN_HOURS})?")
_BODIES = r"ceu|ce|cle|cme|cne|cpe|cec|post|pdh|aswb|nbcc|apa|ancc|credit|unit"
_CREDIT = re.compile(rf"{_NUMBER}\s*(?P<body>(?:{_BODIES})s?(?:\s+(?:hours?|hrs?|credits?|units?|ceus?))?)\.?")
_CREDIT_AFTER = re.compile(rf"(?P<body>{_BODIES})s?\s*(?:hours?|credits?)?\s*[:=]?\s*{_NUMBER}")
_BETWEEN = re.compile(r"\s*(?:[;/+()]|,\s|\band\b|&)\s*")


@dataclass(frozen=True, slots=True)
class Told:
    """What a cell tells: hours, credits, both, neither; `is_understood` is False where it tells something else."""

    hours: Decimal | None = None
    credits: tuple[CreditWords, ...] = ()
    is_understood: bool = True


def read_hours(value: Value, *, in_minutes: bool = False) -> Told:
    """Return the hours and credits of a cell, hours to a hundredth. `in_minutes`: a bare number counts minutes."""
    if says_nothing(value):
        return Told()
    if isinstance(value, time):
        return _within(Decimal(value.hour * 60 + value.minute) / _MINUTES)
    if isinstance(value, Decimal) and not _is_of_a_day(value):
        return _within(value / _MINUTES if in_minutes else value)
    if not isinstance(value, str):
        return Told(is_understood=False)
    text = plain(value).casefold()
    for half, spelled in _HALVES.items():
        text = text.replace(half, f" {spelled}").strip()
    if (hours := _amount(text, in_minutes)) is not None:
        return _within(hours)
    return _parts(text, in_minutes)


def _is_of_a_day(number: Decimal) -> bool:
    """Tell whether a number is that of a program for a time of the clock, of which nobody sees 0.0625."""
    return number < 1 and (number < _SHORTEST or number != number.quantize(_HUNDREDTH))


def read_credits(value: Value, body: str = "") -> Told:
    """Return the credits of a cell; a bare number is of the body that the heading names, hours are no credits."""
    if says_nothing(value):
        return Told()
    text = plain(value).casefold()
    if re.fullmatch(_NUMBER, text):
        amount = _decimal(text)
        found = (CreditWords(body or "CE", amount),) if 0 < amount <= MOST_HOURS else ()
        return Told(credits=found, is_understood=amount <= MOST_HOURS)
    told = _parts(text, in_minutes=False)
    return told if told.credits else Told(is_understood=False)


def body_in(heading: str) -> str:
    """Return the body that a heading of a column of credits names: "CLE credits" names CLE."""
    found = re.search(rf"\b({_BODIES})s?\b", heading.casefold())
    return found[1].upper() if found and found[1] not in {"credit", "unit"} else "CE"


def _parts(text: str, in_minutes: bool) -> Told:
    """Read hours and credits that stand side by side: "2 hrs (2 CEU)"."""
    hours: Decimal | None = None
    found: list[CreditWords] = []
    for part in _BETWEEN.split(text):
        if not part:
            continue
        credit = _CREDIT.fullmatch(part) or _CREDIT_AFTER.fullmatch(part)
        if credit:
            found.append(_credit(credit))
            if (found[-1].amount or 0) > MOST_HOURS:
                return Told(is_understood=False)
        elif hours is None and (amount := _amount(part, in_minutes)) is not None:
            hours = amount
        else:
            return Told(is_understood=False)
    told = Told() if hours is None else _within(hours)
    return Told(told.hours, tuple(found), told.is_understood and (hours is not None or bool(found)))


def _credit(found: re.Match[str]) -> CreditWords:
    number = next(group for group in found.groups() if group and group[-1].isdigit())
    body = found["body"].split()[0].removesuffix("s")
    return CreditWords("CE" if body in {"credit", "unit"} else body.upper(), _decimal(number))


def _amount(text: str, in_minutes: bool) -> Decimal | None:
    """Return the hours that the whole of a text tells."""
    if re.fullmatch(_NUMBER, text):
        return _decimal(text) / (_MINUTES if in_minutes else 1)
    return next(_forms(text), None)


def _forms(text: str) -> Iterator[Decimal]:
    if found := _CLOCK.fullmatch(text) or _BOTH.fullmatch(text):
        yield Decimal(found[1]) + Decimal(found[2]) / _MINUTES
    if found := _HOURS.fullmatch(text):
        yield _decimal(found[1])
    if found := _SHORT.fullmatch(text):
        yield _decimal(found[1]) / _MINUTES
    if (found := _PART.fullmatch(text)) and int(found[3]) in {2, 3, 4} and int(found[2]) < int(found[3]):
        yield Decimal(found[1] or 0) + Decimal(found[2]) / Decimal(found[3])


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _within(hours: Decimal) -> Told:
    # So many digits as a cell may have cannot be rounded.
    rounded = min(hours, MOST_HOURS + 1).quantize(_HUNDREDTH, ROUND_HALF_UP)
    return Told(rounded) if 0 < rounded <= MOST_HOURS else Told(is_understood=False)
