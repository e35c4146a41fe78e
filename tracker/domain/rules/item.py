"""The rule that asks for one thing to be there: a training, a license, a degree, a protocol."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tracker.domain.context import Context
from tracker.domain.ledger import Ledger
from tracker.domain.record import Completion, TeamEvent
from tracker.domain.rules.hours import deadline
from tracker.domain.rules.lateness import lateness
from tracker.domain.rules.selection import Gathered, Selection, gather
from tracker.domain.rules.standing import Standing
from tracker.domain.verdict import Counted, NotCounted, Status, Verdict
from tracker.domain.windows import last_valid_day
from tracker.domain.wording import day, quoted


@dataclass(frozen=True, slots=True)
class Before:
    """What must have been completed first, by the same day; `what` names it in a sentence ("CSEC 101")."""

    what: str
    counts: Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One completion that fits; `what` names it in a sentence ("a written protocol"), `after` what comes before it.

    It is valid for `valid_months` where the rule says so, through its own last day where it has one,
    whichever ends first; otherwise for good. The one that lasts longest carries the verdict.
    """

    kind: ClassVar[str] = "item"
    what: str
    counts: Selection
    valid_months: int | None = None
    due_days: int | None = None
    title: str = ""
    after: Before | None = None

    def judge(self, ledger: Ledger, context: Context) -> Verdict:
        """Look for one that is valid on the day."""
        gathered = self._gather(ledger, context)
        ended: list[Counted] = []
        valid: list[Counted] = []
        for entry in gathered.eligible:
            (valid if self._through(entry.completion) >= ledger.as_of else ended).append(entry)
        waiting = [entry for entry in gathered.waiting if self._through(entry.completion) >= ledger.as_of]
        best, last = self._longest(valid), self._longest(ended)
        standing = Standing(
            as_of=ledger.as_of,
            context=context,
            satisfied=best is not None,
            holds_through=self._end(best),
            due_on=deadline(self.due_days, context),
            review_closes=bool(waiting),
            held_through=self._end(last),
        )
        status = standing.status
        reason, gap = self._sentences(status, standing, best or self._longest(waiting) or last)
        expired = [
            NotCounted(entry.completion, f"valid only through {day(self._through(entry.completion))}")
            for entry in ended
        ]
        return Verdict(
            status=status,
            title=self.title,
            reason=reason,
            gap=gap,
            counted=tuple(valid),
            not_counted=(*expired, *gathered.not_counted),
            due_on=standing.fine_through if standing.satisfied else standing.due_through,
            lapses_on=standing.lapses_on,
            cautions=(
                *self.counts.cautions,
                *self._lateness(gathered.eligible, standing, context),
            ),
        )

    def _gather(self, ledger: Ledger, context: Context) -> Gathered:
        """Return what may count; what came before the first of what must come first does not."""
        gathered = gather(ledger, self.counts, context.service, in_hours=False)
        if self.after is None:
            return gathered
        first = gather(ledger, self.after.counts, context.service, in_hours=False)
        since = _earliest(first.eligible)
        would_be = _earliest((*first.eligible, *first.waiting))
        early = [entry for entry in gathered.eligible if _day(entry) < since]
        gathered.eligible = [entry for entry in gathered.eligible if _day(entry) >= since]
        gathered.waiting = [entry for entry in (*early, *gathered.waiting) if _day(entry) >= would_be]
        gathered.not_counted += [NotCounted(entry.completion, f"{self.after.what} comes first") for entry in early]
        return gathered

    def _through(self, completion: Completion | TeamEvent) -> date:
        own = completion.expires_on if isinstance(completion, Completion) and completion.expires_on else date.max
        if self.valid_months is None:
            return own
        return min(own, last_valid_day(completion.completed_on, self.valid_months))

    def _longest(self, entries: Iterable[Counted]) -> Counted | None:
        """Return the entry valid longest; of several the earliest, because it is the one that began it."""
        return max(entries, key=lambda entry: self._through(entry.completion), default=None)

    def _end(self, entry: Counted | None) -> date | None:
        through = self._through(entry.completion) if entry else date.max
        return None if through == date.max else through

    def _lateness(self, eligible: Sequence[Counted], standing: Standing, context: Context) -> tuple[str, ...]:
        """Say what came late; of what is not valid any more only that leave moved the day."""
        return lateness(eligible if standing.satisfied else (), standing.due_on, bool, context)

    def _sentences(self, status: Status, standing: Standing, entry: Counted | None) -> tuple[str, str]:
        named = f"{quoted(entry.completion.title)} of {day(entry.completion.completed_on)}" if entry else ""
        if status is Status.MET:
            return f"{named}.{self._until(standing)}", ""
        if status is Status.DUE_SOON and (through := standing.fine_through):
            until, valid = "Met through", ""
            if standing.holds_through and not standing.holds_to_its_end:
                until, valid = "Due by", f", valid through {day(standing.holds_through)}"
            return f"{until} {day(through)}: {named}{valid}.", f"Renew {self.what} by {day(through)}."
        if status is Status.IN_REVIEW:
            return f"{named} waits for review and would be enough.", "What waits for review needs a decision."
        by = standing.by if status is Status.NOT_YET_DUE else ""
        if standing.held_through and (status is Status.LAPSED or standing.paused):
            ended = f"{named} was valid only through {day(standing.held_through)}."
            return f"{standing.on_leave}{ended}", f"Renew {self.what}{by}."
        due = f" This was due by {day(standing.due_on)}." if standing.due_on and not by else ""
        return f"{standing.on_leave}Needs {self.what}{by}; none is recorded.{due}", f"Record {self.what}{by}."

    def _until(self, standing: Standing) -> str:
        """Say how long it is valid and, where that is longer, until when nothing more is due."""
        held, fine = standing.holds_through, standing.fine_through
        if held is None:
            return ""
        if fine == held:
            return f" Met through {day(held)}."
        return f" Valid through {day(held)}{f'; nothing more is due before {day(fine)}' if fine else ''}."


def _day(entry: Counted) -> date:
    return entry.completion.completed_on


def _earliest(entries: Iterable[Counted]) -> date:
    """Return the first day of these, and a day that never comes where there are none."""
    return min(map(_day, entries), default=date.max)
