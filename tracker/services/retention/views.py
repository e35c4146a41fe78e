"""The table of what is stored, as people read it: with the periods that hold at this installation."""

from dataclasses import dataclass

from tracker.services import installation
from tracker.services.retention.cleaning import periods_in_force
from tracker.services.retention.lines import LINES

_WHY_BACKUPS = "Should this machine break, everything above can be put back."
_BACKUPS_OUTSIDE = "until newer ones take their place, where any are made"
_WHY_LOGS = "Whoever runs the installation sees what went wrong."


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the table in words: what is kept, what it holds of people, why, how long, what stays."""

    what: str
    holds: tuple[str, ...]
    why: str
    how_long: str
    stays: str


def kept(*, with_backups: bool = True) -> list[Kept]:
    """Return what is stored, with backups and logs, which lie outside of the tables, at the end.

    `with_backups`: whether to say how many of them this installation keeps, which is nobody's business outside.
    """
    periods = periods_in_force()
    rows = [Kept(line.what, line.holds, line.why, line.how_long(periods), line.stays) for line in LINES]
    lasts = backups_words() if with_backups else _BACKUPS_OUTSIDE
    copies = Kept("Backups", ("all of the above, as it was",), _WHY_BACKUPS, lasts, "")
    logs = Kept("Logs", ("numbers of accounts and centers, no names",), _WHY_LOGS, "as this machine is set", "")
    return [*rows, copies, logs]


def backups_words() -> str:
    """Return for how long backups are kept, in words."""
    plan = installation.current().backup
    if plan is None:
        return "None are made by themselves. Whoever runs the installation knows of others."
    rules = ", ".join(f"{count} {period}" for count, period in plan.keep)
    return f"until newer ones take their place: {rules} ones are kept"
