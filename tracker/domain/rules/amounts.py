"""The sentences of every rule that asks for an amount: hours, peer reviews, team trainings.

Needs 2.5 more hours by Mar 14, 2027: 5.5 of 8 hours counted since Mar 15, 2025.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.rules.standing import NEEDS_A_DECISION, Standing
from tracker.domain.value import value
from tracker.domain.verdict import Status
from tracker.domain.wording import day, number

Sentences = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Unit:
    """What is added up, in words: one and many, and what it must be about ("" or " on screening")."""

    one: str
    many: str
    about: str = ""

    def amount(self, value: Decimal) -> str:
        """Write an amount: "2.5 hours"."""
        return f"{number(value)} {self._noun(value)}{self.about}"

    def more(self, value: Decimal) -> str:
        """Write an amount that is missing: "2.5 more hours"."""
        return f"{number(value)} more {self._noun(value)}{self.about}"

    def progress(self, have: Decimal, need: Decimal, since: str) -> str:
        """Write how far it got: "5.5 of 8 hours counted since Mar 15, 2025"."""
        if have > need:
            return f"{self.amount(have)} counted{since}, {number(need)} needed"
        return f"{number(have)} of {number(need)} {self._noun(need)}{self.about} counted{since}"

    def _noun(self, value: Decimal) -> str:
        return self.one if value == 1 else self.many


@value
class Tally:
    """The numbers that a sentence about an amount needs; `since` and `missed` begin with a space or are empty.

    `missed` says what was due, where that was another amount than the one needed now.
    """

    unit: Unit
    have: Decimal
    need: Decimal
    short: Decimal
    waiting: Decimal
    since: str = ""
    resting_on: str = ""
    missed: str = ""

    @property
    def progress(self) -> str:
        """How far it got, without a full stop."""
        return self.unit.progress(self.have, self.need, self.since)

    @property
    def waits(self) -> str:
        """A further sentence for what waits for review but does not suffice; empty if nothing waits."""
        if not self.waiting:
            return ""
        return f" {self.unit.amount(self.waiting)} {'waits' if self.waiting == 1 else 'wait'} for review."


def sentences(status: Status, tally: Tally, standing: Standing) -> Sentences:
    """Write the reason and the gap of a rule that asks for an amount."""
    return _BY_STATUS[status](tally, standing)


def _met(tally: Tally, standing: Standing) -> Sentences:
    through = standing.fine_through
    if through is None:
        return f"{tally.progress}.", ""
    until = f"Met through {day(through)}" if standing.holds_to_its_end else f"Nothing more is due before {day(through)}"
    return f"{tally.progress}. {until}.{tally.resting_on}", ""


def _due_soon(tally: Tally, standing: Standing) -> Sentences:
    until = "Met through" if standing.holds_to_its_end else "Due by"
    reason = f"{until} {_by(standing.fine_through)}: {tally.progress}.{tally.resting_on}"
    more = tally.unit.more(tally.short)
    return f"{reason}{tally.waits}", f"Complete {more} by {_by(standing.fine_through)} to stay met."


def _in_review(tally: Tally, standing: Standing) -> Sentences:
    verb = "waits" if tally.waiting == 1 else "wait"
    reason = f"{tally.unit.amount(tally.waiting)} {verb} for review and would be enough: {tally.progress}."
    return reason, NEEDS_A_DECISION


def _not_yet_due(tally: Tally, standing: Standing) -> Sentences:
    more = tally.unit.more(tally.short)
    reason = f"{standing.on_leave}Needs {more}{standing.by}: {tally.progress}.{tally.waits}"
    return reason, f"Complete {more}{standing.by}."


def _lapsed(tally: Tally, standing: Standing) -> Sentences:
    more = tally.unit.more(tally.short)
    reason = f"Met only through {_by(standing.held_through)}. Needs {more}: {tally.progress}.{tally.waits}"
    return reason, f"Complete {more}."


def _not_met(tally: Tally, standing: Standing) -> Sentences:
    more = tally.unit.more(tally.short)
    due = tally.missed or (f" This was due by {day(standing.due_on)}." if standing.due_on else "")
    return f"Needs {more}: {tally.progress}.{due}{tally.waits}", f"Complete {more}."


_BY_STATUS: dict[Status, Callable[[Tally, Standing], Sentences]] = {
    Status.MET: _met,
    Status.DUE_SOON: _due_soon,
    Status.IN_REVIEW: _in_review,
    Status.NOT_YET_DUE: _not_yet_due,
    Status.LAPSED: _lapsed,
    Status.NOT_MET: _not_met,
}


def _by(through: date | None) -> str:
    return day(through) if through else ""
