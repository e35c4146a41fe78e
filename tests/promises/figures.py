"""What a promise module says: how large a run is asked for, and the figure reached beside each goal."""

from dataclasses import dataclass
from enum import StrEnum


class Size(StrEnum):
    """How thorough a run is: short for every change, long before a release."""

    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table: what was promised, what was reached, and whether that keeps the promise.

    `timed`: it hangs on how busy the machine is. The short form prints it and goes on, for a busy machine is slow, not
    wrong; the long form, meant for a quiet one, counts it.
    """

    promise: str
    goal: str
    reached: str
    kept: bool
    timed: bool = False
