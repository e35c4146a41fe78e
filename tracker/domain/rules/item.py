"""The rule that asks for one thing to be there: a training, a license, a degree, a protocol."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, NamedTuple

from tracker.domain.context import Context
from tracker.domain.ledger import Ledger
from tracker.domain.record import Completion, TeamEvent
from tracker.domain.rules.hours import deadline
from tracker.domain.rules.lateness import lateness
from tracker.domain.rules.selection import Gathered, Selection, gather
from tracker.domain.rules.standing import Standing
from tracker.domain.told import Told
from tracker.domain.verdict import Counted, NotCounted, Status, Verdict
from tracker.domain.vocabulary import CompletionState
from tracker.domain.windows import last_valid_day
from tracker.domain.wording import day, quoted

# What may count, behind the last day on which it is valid.
_Lasting = tuple[date, Counted]


class _Order(NamedTuple):
    """What is missing that must come first, if anything, and what was completed too early to count."""

    first: str = ""
    early: Counted | None = None


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
        gathered, order = self._gather(ledger, context)
        lasts = self._lasts(gathered.eligible)
        longest = _longest(lasts, gathered.eligible)
        waits = _longest(self._lasts(gathered.waiting), gathered.waiting)
        awaited = waits if waits and waits[0] >= ledger.as_of else None
        satisfied = longest is not None and longest[0] >= ledger.as_of
        standing = Standing(
            as_of=ledger.as_of,
            context=context,
            satisfied=satisfied,
            holds_through=_end(longest) if satisfied else None,
            due_on=deadline(self.due_days, context),
            review_closes=awaited is not None,
            held_through=None if satisfied else _end(longest),
        )
        status = standing.status
        reason, gap = self._sentences(status, standing, longest if satisfied else awaited or longest, order)
        return Verdict(
            status=status,
            title=self.title,
            reason=reason,
            gap=gap,
            counted=gathered.told(
                [each for each, last in zip(gathered.eligible, lasts, strict=True) if last >= ledger.as_of]
            ),
            not_counted=Told(_expired, gathered, lasts, ledger.as_of),
            due_on=standing.fine_through if standing.satisfied else standing.due_through,
            lapses_on=standing.lapses_on,
            cautions=(
                *self.counts.cautions,
                *lateness(standing, lambda: min(entry.counts_from for entry in gathered.eligible)),
            ),
        )

    def _gather(self, ledger: Ledger, context: Context) -> tuple[Gathered, _Order]:
        """Return what may count; what came before the first of what must come first does not."""
        gathered = gather(ledger, self.counts, context.service, in_hours=False)
        if self.after is None:
            return gathered, _Order()
        first = gather(ledger, self.after.counts, context.service, in_hours=False)
        since = _earliest(first.eligible)
        would_be = _earliest((*first.eligible, *first.waiting))
        early = [entry for entry in gathered.eligible if _day(entry) < since]
        why = f"{self.after.what} comes first"
        in_order = replace(
            gathered,
            eligible=[entry for entry in gathered.eligible if _day(entry) >= since],
            waiting=[entry for entry in (*early, *gathered.waiting) if _day(entry) >= would_be],
            not_counted=Told(lambda: (*gathered.not_counted, *(NotCounted(each.completion, why) for each in early))),
        )
        missing = "" if first.eligible or first.waiting else self.after.what
        return in_order, _Order(missing, early[-1] if early else None)

    def _lasts(self, entries: Iterable[Counted]) -> list[date]:
        return [self._through(entry.completion) for entry in entries]

    def _through(self, completion: Completion | TeamEvent) -> date:
        own = completion.expires_on if isinstance(completion, Completion) else None
        if self.valid_months is None:
            return own or date.max
        through = last_valid_day(completion.completed_on, self.valid_months)
        return through if own is None or own > through else own

    def _sentences(self, status: Status, standing: Standing, found: _Lasting | None, order: _Order) -> tuple[str, str]:
        named = _named(found[1]) if found else ""
        if status is Status.MET:
            return f"{named}.{self._until(standing)}", ""
        if status is Status.DUE_SOON and (through := standing.fine_through):
            until, valid = "Met through", ""
            if standing.holds_through and not standing.holds_to_its_end:
                until, valid = "Due by", f", valid through {day(standing.holds_through)}"
            return f"{until} {day(through)}: {named}{valid}.", f"Renew {self.what} by {day(through)}."
        if status is Status.IN_REVIEW and found:
            return self._awaited(found[1]), "What waits for review needs a decision."
        by = standing.by if status is Status.NOT_YET_DUE else ""
        if standing.held_through and (status is Status.LAPSED or standing.paused):
            ended = f"{named} was valid only through {day(standing.held_through)}."
            return f"{standing.on_leave}{ended}", f"Renew {self.what}{by}."
        wants, gap = self._wants(by, order)
        due = f" This was due by {day(standing.due_on)}." if standing.due_on and not by else ""
        return f"{standing.on_leave}Needs {wants}.{due}", gap

    def _awaited(self, entry: Counted) -> str:
        if self.after and _is_accepted(entry.completion):
            return f"{_named(entry)} would be enough once {self.after.what} is accepted, which waits for review."
        return f"{_named(entry)} waits for review and would be enough."

    def _wants(self, by: str, order: _Order) -> tuple[str, str]:
        """Say what is missing, also what must come first, and what is recorded of the two; then what to do."""
        early = _named(order.early) if order.early else ""
        again = f"{self.what} again" if early else self.what
        if order.first:
            there = f"only {early} is recorded" if early else "neither is recorded"
            return f"{self.what}{by}, and {order.first} before it; {there}", f"Record {order.first}, then {again}{by}."
        if early and self.after:
            return f"{self.what}{by}, after {self.after.what}; {early} came before it", f"Record {again}{by}."
        return f"{self.what}{by}; none is recorded", f"Record {self.what}{by}."

    def _until(self, standing: Standing) -> str:
        """Say how long it is valid and, where that is longer, until when nothing more is due."""
        held, fine = standing.holds_through, standing.fine_through
        if held is None:
            return ""
        if fine == held:
            return f" Met through {day(held)}."
        return f" Valid through {day(held)}{f'; nothing more is due before {day(fine)}' if fine else ''}."


def _longest(lasts: Sequence[date], entries: Sequence[Counted]) -> _Lasting | None:
    """Return the one valid longest; of several the earliest, because it is the one that began it."""
    if not lasts:
        return None
    last = max(lasts)
    return last, entries[lasts.index(last)]


def _end(found: _Lasting | None) -> date | None:
    return None if found is None or found[0] == date.max else found[0]


def _expired(gathered: Gathered, lasts: Iterable[date], as_of: date) -> Iterator[NotCounted]:
    for entry, last in zip(gathered.eligible, lasts, strict=True):
        if last < as_of:
            yield NotCounted(entry.completion, f"valid only through {day(last)}")
    yield from gathered.not_counted


def _named(entry: Counted) -> str:
    return f"{quoted(entry.completion.title)} of {day(entry.completion.completed_on)}"


def _is_accepted(completion: Completion | TeamEvent) -> bool:
    return isinstance(completion, Completion) and completion.state == CompletionState.ACCEPTED


def _day(entry: Counted) -> date:
    return entry.completion.completed_on


def _earliest(entries: Iterable[Counted]) -> date:
    """Return the first day of these, and a day that never comes where there are none."""
    return min(map(_day, entries), default=date.max)
