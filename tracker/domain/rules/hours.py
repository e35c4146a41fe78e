"""Rules that ask for hours: once, or again in each window."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import ClassVar

from tracker.domain.context import Context
from tracker.domain.ledger import Ledger
from tracker.domain.rules.amounts import Tally, Unit, sentences
from tracker.domain.rules.cycles import Window
from tracker.domain.rules.lateness import due_later, first_met_late, in_order, lateness
from tracker.domain.rules.recurring import Measure, recurring_verdict
from tracker.domain.rules.selection import NOTHING, Selection, gather
from tracker.domain.rules.sharing import shared_out
from tracker.domain.rules.standing import Standing
from tracker.domain.verdict import Counted, Verdict
from tracker.domain.windows import add_days, latest
from tracker.domain.wording import topics as topic_words

_TOPICS_IN_A_SENTENCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """So many hours, once, on any of the topics.

    Within `due_days` of the first day of service where given.
    """

    kind: ClassVar[str] = "hours"
    hours: Decimal
    counts: Selection = field(default_factory=Selection)
    due_days: int | None = None
    title: str = ""

    def judge(self, ledger: Ledger, context: Context) -> Verdict:
        """Add up everything that counts; what was completed once never lapses."""
        gathered = shared_out(gather(ledger, self.counts, context.service, in_hours=True), context.allotment)
        allotment = context.allotment
        have, waiting = total(gathered.eligible), total(gathered.waiting)
        standing = Standing(
            as_of=ledger.as_of,
            context=context,
            satisfied=have >= self.hours,
            due_on=deadline(self.due_days, context),
            review_closes=allotment.review_closes if allotment else have + waiting >= self.hours,
        )
        status = standing.status
        short = max(NOTHING, self.hours - have)
        tally = Tally(unit=hour_unit(self.counts), have=have, need=self.hours, short=short, waiting=waiting)
        reason, gap = sentences(status, tally, standing)
        return Verdict(
            status=status,
            title=self.title,
            reason=reason,
            gap=gap,
            counted=gathered.told(gathered.eligible),
            not_counted=gathered.not_counted,
            hours_needed=self.hours,
            hours_counted=have,
            due_on=None if standing.satisfied else standing.due_through,
            cautions=(*self.counts.cautions, *self._lateness(gathered.eligible, standing)),
        )

    def _lateness(self, counted: Sequence[Counted], standing: Standing) -> tuple[str, ...]:
        due_on, context, allotment = standing.due_on, standing.context, standing.context.allotment
        if allotment is None:
            return lateness(standing, lambda: self._first_enough(counted))
        late = first_met_late(allotment.first_met, due_on)
        moved = due_later(due_on, context) if late or not standing.satisfied else ()
        return (*moved, *late, *allotment.cautions)

    def _first_enough(self, counted: Sequence[Counted]) -> date:
        """Return the first day on which what counts is enough; the first of all days where nothing is needed."""
        first, missing = date.min, self.hours
        for entry in in_order(counted):
            if missing <= 0:
                break
            first, missing = entry.counts_from, missing - (entry.hours or NOTHING)
        return first


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringHours:
    """So many hours in each window, on any of the topics."""

    kind: ClassVar[str] = "recurring_hours"
    hours: Decimal
    window: Window
    counts: Selection = field(default_factory=Selection)
    title: str = ""

    def judge(self, ledger: Ledger, context: Context) -> Verdict:
        """Add up the hours in the window that the day asks about."""
        gathered = shared_out(gather(ledger, self.counts, context.service, in_hours=True), context.allotment)
        measure = Measure(needed=self.hours, unit=hour_unit(self.counts))
        return recurring_verdict(self, gathered, measure, ledger.as_of, context)


def total(counted: Iterable[Counted]) -> Decimal:
    """Add up the hours that count."""
    return sum([entry.hours for entry in counted if entry.hours is not None], NOTHING)


def deadline(due_days: int | None, context: Context) -> date | None:
    """Return the last day in time.

    So many days after the first day of service, those of leave left out where it stops the clock, or the end of grace
    if later.
    """
    if context.service is None or due_days is None:
        return context.grace_until
    start = context.service.starts_on
    return latest(context.pauses.moved(start, add_days(start, due_days)), context.grace_until)


def hour_unit(counts: Selection) -> Unit:
    """Return the words for hours on a rule's topics.

    A long list of topics stands in the requirement's own text.
    """
    return _hours_on(counts.topics)


@lru_cache(maxsize=256)
def _hours_on(topics: frozenset[str]) -> Unit:
    if not topics:
        return Unit("hour", "hours")
    if len(topics) > _TOPICS_IN_A_SENTENCE:
        return Unit("hour", "hours", " on the topics asked for")
    return Unit("hour", "hours", f" on {topic_words(topics, 'or')}")
