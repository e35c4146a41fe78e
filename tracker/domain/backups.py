"""When a backup is due, and which of the older ones are kept: by days, weeks and months, as people think of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from tracker.domain.errors import Refused

DEFAULT_KEEP = "7 daily, 4 weekly, 6 monthly"
LONGEST_HOURS = 24 * 31
# A period's name, and how the moments that fall into one are told apart, in UTC.
_PERIODS = {"hourly": "%Y-%m-%dT%H", "daily": "%Y-%m-%d", "weekly": "%G-W%V", "monthly": "%Y-%m", "yearly": "%Y"}
_RULE = re.compile(r"(\d{1,3}) ([a-z]+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """Backups by themselves: into which folder, how often, encrypted to which keys, how many of which kind are kept."""

    folder: Path
    every: timedelta
    keep: tuple[tuple[int, str], ...]
    recipients: tuple[str, ...] = field(default=())

    def is_due(self, last: datetime | None, now: datetime) -> bool:
        """Tell whether the next backup should be made."""
        return last is None or now - last >= self.every

    def is_late(self, last: datetime | None, now: datetime) -> bool:
        """Tell whether somebody must look why none was made."""
        return last is None or now - last >= 2 * self.every

    def to_keep(self, moments: Iterable[datetime]) -> set[datetime]:
        """Return which of the backups made at these moments stay: of each period the latest, and always the latest."""
        newest_first = sorted(moments, reverse=True)
        kept = set(newest_first[:1])
        for count, period in self.keep:
            latest: dict[str, datetime] = {}
            for moment in newest_first:
                latest.setdefault(moment.strftime(_PERIODS[period]), moment)
            kept.update(list(latest.values())[:count])
        return kept


def hours_from(text: str) -> timedelta:
    """Read how often. Raises Refused saying what would do."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= LONGEST_HOURS):
        raise Refused(f"it must be a number of hours from 1 to {LONGEST_HOURS}.")
    return timedelta(hours=int(text))


def keep_from(text: str) -> tuple[tuple[int, str], ...]:
    """Read how many are kept, such as "7 daily, 4 weekly". Raises Refused saying what would do."""
    found = [_RULE.fullmatch(each.strip()) for each in text.split(",")]
    rules = tuple((int(rule[1]), rule[2]) for rule in found if rule)
    if len(rules) != len(found) or any(period not in _PERIODS for _, period in rules) or not any(n for n, _ in rules):
        raise Refused(f"it must look like {DEFAULT_KEEP!r}; there are also hourly and yearly.")
    return rules
