"""The one place where the time is asked.

Everything else receives a day or a moment as an argument: rules stay testable, and one request sees one moment.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_fixed: datetime | None = None


def fix(moment: datetime | None) -> None:
    """Hold the clock at a moment, or let it run again with None. For tests; production settings refuse it."""
    global _fixed  # noqa: PLW0603 one clock for the process is the idea of this module
    _fixed = moment.astimezone(UTC) if moment else None


def now() -> datetime:
    """Return the moment as an aware datetime in UTC."""
    return _fixed or datetime.now(UTC)


def today(zone: str) -> date:
    """Return the day it is in a time zone named as in the tz database, such as America/Chicago."""
    return now().astimezone(ZoneInfo(zone)).date()
