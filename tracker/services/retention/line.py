"""One kind of thing that is kept: what it tells about somebody, why, and for how long."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.domain.retention import Period

RECORD = "as long as the center keeps its record"

# A column by its words for people, a table by its columns.
Columns = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of thing that is kept. `key`: of its period, for what the clean-up removes; else `until` says how long.

    `files`: what lies in files rather than in tables, in words. `stays`: what remains where the rest is removed.
    """

    key: str
    what: str
    why: str
    tables: Mapping[str, Columns] = field(default_factory=dict)
    until: str = ""
    files: tuple[str, ...] = ()
    stays: str = ""

    @property
    def holds(self) -> tuple[str, ...]:
        """What is kept about somebody, in words, each once."""
        words = [word for columns in self.tables.values() for word in columns.values()]
        return tuple(dict.fromkeys([*words, *self.files]))

    def how_long(self, periods: Mapping[str, Period]) -> str:
        """Return for how long, in words, by the periods in force."""
        return self.until or periods[self.key].words
