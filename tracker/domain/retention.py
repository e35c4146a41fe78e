"""How long things that tell about people are kept: the periods, and what whoever runs the installation may set.

The periods are this product's choice. No accreditation rule was found that names them; laws of a state or the terms of
a grant may ask for others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from tracker.domain.errors import Refused

SHORTEST_DAYS, LONGEST_DAYS = 1, 3650


@dataclass(frozen=True, slots=True)
class Period:
    """So long after something: `after` ends a sentence such as "30 days after it ended".

    `may_be_set`: whether the setting KEEP_DAYS may name another number of days.
    """

    days: int
    after: str
    may_be_set: bool = False

    @property
    def lasts(self) -> timedelta:
        """The period as a length of time."""
        return timedelta(days=self.days)

    @property
    def words(self) -> str:
        """The period as people read it."""
        return f"{self.days} day{'' if self.days == 1 else 's'} {self.after}"


# By the key of the line in `services.retention.lines` that it belongs to.
PERIODS: Mapping[str, Period] = MappingProxyType(
    {
        "sightings": Period(730, "after the last look of a day", may_be_set=True),
        "sessions": Period(30, "after it ended", may_be_set=True),
        "devices": Period(400, "after the last sign-in, as long as a browser keeps its mark"),
        # Longer than the longest offset before a last day, or it would be told a second time.
        "digests": Period(400, "after it was sent"),
        "snoozes": Period(180, "after it was set, long after it ended"),
        "invitations": Period(90, "after its link stopped working", may_be_set=True),
        "check_ins": Period(180, "after it was typed", may_be_set=True),
        "phone_links": Period(60, "after it stopped working"),
        "links": Period(7, "after it stopped working"),
        "steps": Period(1, "after it ended"),
        "attempts": Period(2, "after the last try"),
        "forms": Period(7, "after the form was sent"),
        "imports": Period(90, "after somebody last worked on it, once no row is left for later", may_be_set=True),
        "mail": Period(30, "after it was written", may_be_set=True),
        "pieces": Period(30, "after a packet last used it"),
        "archives": Period(7, "after it was made", may_be_set=True),
        "mailed": Period(14, "after the mail came", may_be_set=True),
        "replies": Period(30, "after the mail came", may_be_set=True),
        "received": Period(400, "after the mail came"),
        "uploads": Period(1, "after it was added to a form that was not saved"),
    }
)
SETTABLE = tuple(key for key, period in PERIODS.items() if period.may_be_set)


def periods_from(text: str) -> Mapping[str, Period]:
    """Read what to keep for other numbers of days, such as "mail 10, sightings 365"; the rest stays as it is.

    Raises Refused saying what would do.
    """
    found = dict(PERIODS)
    for part in filter(None, (each.strip() for each in text.split(","))):
        key, _, days = part.partition(" ")
        days = days.strip()
        if key not in SETTABLE or not (days.isascii() and days.isdigit() and len(days) <= 4):
            raise Refused(f"it must look like 'mail 10, sightings 365'; it may name {', '.join(SETTABLE)}.")
        if not SHORTEST_DAYS <= int(days) <= LONGEST_DAYS:
            raise Refused(f"{key} must be kept from {SHORTEST_DAYS} to {LONGEST_DAYS} days.")
        found[key] = Period(int(days), PERIODS[key].after, may_be_set=True)
    return MappingProxyType(found)
