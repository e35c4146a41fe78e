"""Due dates are right: the product against a slow second opinion that knows no date arithmetic and walks day by day.

Each case stands at an edge: a moment within a second of midnight in the center's zone, on a day within one of the last
good day, of the first day that is due soon, or of the deadline.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from tests.domain.build import done, found, person, term
from tests.promises.figures import Figure, Size
from tracker import clock
from tracker.domain.record import CompletionKind
from tracker.domain.rules import Item, Selection
from tracker.domain.windows import rolling_start

CASES = {Size.SHORT: 20_000, Size.LONG: 200_000}
# Both sides of the date line, zones without summer time, and one whose clocks change at midnight.
ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Pacific/Guam",
    "America/Havana",
)
SOON = 90
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
MONTHS = (1, 2, 6, 11, 12, 18, 24, 36, 48)
EDGES = (-SOON - 1, -SOON, -SOON + 1, -1, 0, 1, 2)
DOCUMENT = Selection(kinds=frozenset({CompletionKind.DOCUMENT}))


@dataclass(frozen=True)
class Case:
    """A document of a day, valid for months and perhaps through a day of its own, asked for since a role began."""

    zone: str
    moment: datetime
    began_on: date
    completed_on: date
    months: int
    expires_on: date | None
    due_days: int | None


def figures(size: Size, _folder: Path) -> Iterator[Figure]:
    """Ask both about each case."""
    chance, wrong, seen = Random(20261125), [], set()
    for _ in range(CASES[size]):
        case = _case(chance)
        said, known = _product(case), _second_opinion(case)
        seen.add(known[1])
        if said != known:
            wrong.append(f"{case}: {said}, not {known}")
    clock.fix(None)
    told = f"{len(wrong):,} wrong of {CASES[size]:,} in {len(ZONES)} zones, {len(seen)} statuses"
    # All that such a document can be: met, due soon, lapsed, not yet due.
    kept = not wrong and seen == {"met", "due_soon", "lapsed", "not_yet_due"}
    goal = f"0 wrong of {CASES[size]:,}"
    yield Figure("due dates", goal, told + "".join(f"\n    {each}" for each in wrong[:3]), kept)


def _case(chance: Random) -> Case:
    zone, months = chance.choice(ZONES), chance.choice(MONTHS)
    completed_on = _day(chance)
    began_on = completed_on - timedelta(days=chance.randrange(400))
    expires_on = completed_on + timedelta(days=chance.randrange(700)) if chance.random() < 0.3 else None
    due_days = chance.choice((None, 30, 90, 365, 730))
    ends = [_last_good_day(completed_on, months, expires_on), *([_deadline(began_on, due_days)] if due_days else [])]
    on = max(completed_on + DAY, chance.choice(ends) + timedelta(days=chance.choice(EDGES)))
    moment = _begins(on, zone) + chance.choice((-SECOND, timedelta(0), SECOND))
    return Case(zone, moment, began_on, completed_on, months, expires_on, due_days)


def _day(chance: Random) -> date:
    """Return a day; most are month ends, leap days, or days around a change of clocks."""
    year, kind = chance.randrange(2019, 2030), chance.random()
    if kind < 0.3:
        return date(year + (chance.randrange(1, 13) == 12), chance.randrange(1, 13), 1) - DAY
    if kind < 0.5:
        return date(chance.choice((2020, 2024, 2028)), 2, 29)
    if kind < 0.8:
        return date(year, chance.choice((3, 11)), chance.randrange(1, 15))
    return date(year, 1, 1) + timedelta(days=chance.randrange(365))


def _product(case: Case) -> tuple[date, str, date | None, date]:
    """Return the day it is, the status, the first day of a gap, and the first day of a rolling window, as we say."""
    clock.fix(case.moment)
    today = clock.today(case.zone)
    ends = str(case.expires_on) if case.expires_on else None
    proof = done(str(case.completed_on), None, kind=CompletionKind.DOCUMENT, expires_on=ends)
    rule = Item(what="a document", counts=DOCUMENT, valid_months=case.months, due_days=case.due_days)
    finding = found(rule, person(proof, terms=[term(str(case.began_on))]), str(today), due_soon_days=SOON)
    return today, finding.status.value, finding.lapses_on, rolling_start(today, case.months)


def _second_opinion(case: Case) -> tuple[date, str, date | None, date]:
    today = next(
        day for day in (case.moment.date() + DAY * step for step in (-1, 0, 1)) if _is(day, case.moment, case.zone)
    )
    last = _last_good_day(case.completed_on, case.months, case.expires_on)
    due = _deadline(case.began_on, case.due_days) if case.due_days else None
    window = _window(today, case.months)
    if today > last:
        return today, "not_yet_due" if due and today <= due else "lapsed", None, window
    day, steps = today, 0
    while day <= last or (due and day <= due):
        day, steps = day + DAY, steps + 1
    return today, "due_soon" if steps <= SOON else "met", day, window


def _begins(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _is(day: date, moment: datetime, zone: str) -> bool:
    return _begins(day, zone) <= moment < _begins(day + DAY, zone)


def _last_good_day(start: date, months: int, expires_on: date | None) -> date:
    last = _walk(start, months)
    return min(last, expires_on) if expires_on else last


@cache
def _walk(start: date, months: int) -> date:
    """Walk from a day until so many months have passed; return the day before that."""
    day, passed = start, 0
    while passed < months or (passed == months and day.day < start.day):
        day += DAY
        passed += day.day == 1
    return day - DAY


def _deadline(start: date, days: int) -> date:
    for _ in range(days):
        start += DAY
    return start


@cache
def _window(today: date, months: int) -> date:
    """Walk back to the first day of which something would still be good today."""
    day = today - timedelta(days=months * 31 + 3)
    while _walk(day, months) < today:
        day += DAY
    return day
