"""The list on which a director ticks who was there: each who is expected, who checked in, and the sheet's blank rows.

A check-in is taken for the person whose name it is, or is closest to, with the runner-up beside it; whoever ticks
decides. An expected person whom a check-in means stands in the line of that check-in alone.
"""

from dataclasses import dataclass
from datetime import datetime

from tracker.services import completions
from tracker.services.actor import Actor
from tracker.services.completions import PersonChoice
from tracker.services.planned_events.matching import Likely, closest
from tracker.services.planned_events.views import PlannedView

# Rows of the printed sheet for whoever comes besides.
BLANK_ROWS = 6
_BLANK = "blank-"
SURE = 88  # from here on a proposal is chosen beforehand


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Somebody to tick. Of a check-in `likely` are those who may be meant, the closest first."""

    key: str
    name: str
    agency: str
    person: str = ""
    row: int | None = None
    at: datetime | None = None
    likely: tuple[Likely, ...] = ()

    @property
    def is_check_in(self) -> bool:
        """Whether somebody typed it; else it is somebody of the list."""
        return self.at is not None

    @property
    def is_blank(self) -> bool:
        """Whether it is a blank row of the sheet: only whoever reads the paper knows who signed there."""
        return self.key.startswith(_BLANK)

    @property
    def asks_who(self) -> bool:
        """Whether somebody must say who it is; else it is somebody of the list."""
        return self.is_check_in or self.is_blank


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a planned event, and everybody of the list, for whom another line may be meant."""

    lines: tuple[Line, ...]
    everybody: tuple[PersonChoice, ...]

    def get(self, key: str) -> Line | None:
        """Return a line by its key; None where it is gone."""
        return next((each for each in self.lines if each.key == key), None)


def blank_rows(plan: PlannedView) -> range:
    """Return the numbers of the rows that are printed for whoever comes besides."""
    last = max((each.number for each in plan.expected), default=0)
    return range(last + 1, last + 1 + BLANK_ROWS)


def lines_of(actor: Actor, plan: PlannedView) -> Lines:
    """Return whom to tick: who checked in, as they came, who is expected and did not, the blank rows of the sheet."""
    everybody = tuple(completions.people_to_choose(actor))
    rows = {each.person: each.number for each in plan.expected}
    came, meant = [], set()
    for each in plan.checked_in:
        likely = closest(each.name, each.agency, everybody)
        first = likely[0].person.public_id if likely and likely[0].score >= SURE else ""
        person = "" if first in meant else first
        meant.add(person)
        came.append(
            Line(
                key=each.public_id,
                name=each.name,
                agency=each.agency,
                person=person,
                row=rows.get(person),
                at=each.at,
                likely=likely,
            )
        )
    others = (
        Line(key=each.person, name=each.name, agency=each.agency, person=each.person, row=each.number)
        for each in plan.expected
        if each.person not in meant
    )
    blank = (
        Line(key=f"{_BLANK}{number}", name=f"Row {number} of the sheet", agency="", row=number)
        for number in blank_rows(plan)
    )
    return Lines((*came, *others, *blank), everybody)
