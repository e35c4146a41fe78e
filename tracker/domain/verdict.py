"""What a rule says about one person or the team.

A status, why, on what it rests, and what would close the gap.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from tracker.domain.record import Completion, TeamEvent
from tracker.domain.value import value


class Status(StrEnum):
    """How a requirement stands on a day, in order from the greatest risk to none.

    The order is one and serves three ends: sorting by risk, combining parts of a tree (all of them: the
    worst; any of them: the best), and the promise that another accepted completion never moves a finding
    towards the front. `lapsed` stands after `not_met` because it was met once, `not_yet_due` before
    `in_review` because work that waits for a decision is further than work that is not there.
    """

    NOT_MET = "not_met"
    LAPSED = "lapsed"
    NOT_YET_DUE = "not_yet_due"
    IN_REVIEW = "in_review"
    DUE_SOON = "due_soon"
    MET = "met"
    WAIVED = "waived"
    DOES_NOT_APPLY = "does_not_apply"

    @property
    def label(self) -> str:
        """The words people read: "Due soon"."""
        return self.value.replace("_", " ").capitalize()

    @property
    def standing(self) -> int:
        """Place in the order above: 0 is the greatest risk; higher is never worse."""
        return _STANDING[self]

    @property
    def counts_as_met(self) -> bool:
        """Tell whether a tally of what is met includes it: met, met but due soon, or waived."""
        return self in _COUNTS_AS_MET

    @property
    def is_gap(self) -> bool:
        """Tell whether something is missing now: not met, or met once and no longer."""
        return self in _GAPS


_STANDING = {status: place for place, status in enumerate(Status)}
_COUNTS_AS_MET = frozenset({Status.MET, Status.DUE_SOON, Status.WAIVED})
_GAPS = frozenset({Status.NOT_MET, Status.LAPSED})


class Counted(NamedTuple):
    """A completion (or a team event) that a verdict rests on, with what of it counted.

    `note` may be empty. `since` is the first day on which it counted, where that is later than its own day.
    """

    completion: Completion | TeamEvent
    hours: Decimal | None = None
    topics: frozenset[str] = frozenset()
    note: str = ""
    since: date | None = None

    @property
    def counts_from(self) -> date:
        """The first day on which it counted."""
        return self.since or self.completion.completed_on


class NotCounted(NamedTuple):
    """A completion (or a team event) that was considered and left out.

    `why` follows the title in a sentence.
    """

    completion: Completion | TeamEvent
    why: str


@value
class Verdict:
    """What a rule found. `children` repeat it for the parts of a tree: together they are the proof.

    `due_on` is the last day on which what is missing can still be done in time (past days: it was due
    then). `lapses_on` is the first day on which it no longer holds if nothing more is done. `gap` is empty
    exactly when nothing need be done: for met, waived and does not apply. `cautions` are sentences that
    must stand wherever the status does.
    """

    status: Status
    reason: str
    title: str = ""
    gap: str = ""
    counted: Sequence[Counted] = ()
    not_counted: Sequence[NotCounted] = ()
    hours_needed: Decimal | None = None
    hours_counted: Decimal | None = None
    topics_missing: tuple[str, ...] = ()
    due_on: date | None = None
    lapses_on: date | None = None
    cautions: tuple[str, ...] = ()
    children: tuple["Verdict", ...] = ()
