"""The table of what is stored, as people read it: with the periods that hold at this installation."""

from dataclasses import dataclass

from tracker.services import installation
from tracker.services.retention.cleaning import periods_in_force
from tracker.services.retention.lines import LINES

_WHY_BACKUPS = "Should this machine break, everything above can be put back."
_WHY_LOGS = "Whoever runs the installation sees what went wrong."


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the table in words: what is kept, what it holds of people, why, how long, what stays."""

    what: str
    holds: tuple[str, ...]
    why: str
    how_long: str
    stays: str


def kept() -> list[Kept]:
    """Return what is stored, with backups and logs, which lie outside of the tables, at the end."""
    periods = periods_in_force()
    rows = [Kept(line.what, line.holds, line.why, line.how_long(periods), line.stays) for line in LINES]
    copies = Kept("Backups", ("all of the above, as it was",), _WHY_BACKUPS, backups_words(), "")
    logs = Kept("Logs", ("numbers of accounts and centers, no names",), _WHY_LOGS, "as this machine is set", "")
    return [*rows, copies, logs]


def backups_words() -> str:
    """Return for how long backups are kept, in words."""
    plan = installation.current().backup
    if plan is None:
        return "None are made by themselves. Whoever runs the installation knows of others."
    rules = ", ".join(f"{count} {period}" for count, period in plan.keep)
    return f"until newer ones take their place: {rules} ones are kept"
