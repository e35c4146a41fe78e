"""The rule that asks for each of a list of topics, gathered over any number of trainings."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import ClassVar

from tracker.domain.context import Context
from tracker.domain.ledger import Ledger
from tracker.domain.record import Completion, TeamEvent
from tracker.domain.rules.hours import deadline
from tracker.domain.rules.lateness import in_order, lateness
from tracker.domain.rules.selection import NOTHING, Gathered, Selection, gather
from tracker.domain.rules.standing import NEEDS_A_DECISION, Standing
from tracker.domain.told import Told
from tracker.domain.verdict import Counted, NotCounted, Status, Verdict
from tracker.domain.wording import count, day, hours, listed
from tracker.domain.wording import topics as topic_words

Covered = dict[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCoverage:
    """Every topic of `counts.topics`: one completion each, or `hours_each` hours each.

    Hours go to a topic where the completion splits them or carries that topic alone. Unsplit hours on
    several topics go to none: giving them to each would count one hour several times.
    """

    kind: ClassVar[str] = "topic_coverage"
    counts: Selection
    hours_each: Decimal | None = None
    due_days: int | None = None
    title: str = ""

    def judge(self, ledger: Ledger, context: Context) -> Verdict:
        """Gather what each topic has; what was learned once never lapses."""
        gathered = gather(ledger, self.counts, context.service, in_hours=False)
        if self.hours_each is not None:
            gathered = _with_hours(gathered, self.counts.topics)
        missing = self._missing(gathered.eligible)
        waiting = gathered.waiting
        after_review = self._missing([*gathered.eligible, *waiting]) if waiting and missing else missing
        standing = Standing(
            as_of=ledger.as_of,
            context=context,
            satisfied=not missing,
            due_on=deadline(self.due_days, context),
            review_closes=not after_review,
        )
        status = standing.status
        reason, gap = self._sentences(status, missing, standing)
        return Verdict(
            status=status,
            title=self.title,
            reason=reason,
            gap=gap,
            counted=gathered.told(gathered.eligible),
            not_counted=gathered.not_counted,
            topics_missing=tuple(missing),
            due_on=None if standing.satisfied else standing.due_through,
            cautions=(*self.counts.cautions, *lateness(standing, lambda: self._first_enough(gathered.eligible))),
        )

    def _first_enough(self, counted: Sequence[Counted]) -> date:
        """Return the first day on which every topic is covered; the first of all days where none is asked for."""
        ordered = in_order(counted)
        # Topics are only ever gained: halved again and again it takes few looks.
        asked = bisect_left(range(len(ordered)), True, key=lambda number: not self._missing(ordered[:number]))
        return ordered[asked - 1].counts_from if asked else date.min

    def _missing(self, counted: Iterable[Counted]) -> Covered:
        """Return each topic that is short, with the hours it lacks (0 where one completion would do)."""
        wanted = sorted(self.counts.topics)
        if self.hours_each is None:
            present = frozenset[str]().union(*[entry.topics for entry in counted])
            return {topic: NOTHING for topic in wanted if topic not in present}
        lacks = dict.fromkeys(wanted, self.hours_each)
        for entry in counted:
            for topic, share in _shares(entry.completion, self.counts.topics).items():
                lacks[topic] -= share
        return {topic: lack for topic, lack in lacks.items() if lack > 0}

    def _sentences(self, status: Status, missing: Covered, standing: Standing) -> tuple[str, str]:
        asked = len(self.counts.topics)
        progress = f"{asked - len(missing)} of {count(asked, 'topic')} covered"
        if not missing:
            return f"{progress}.", ""
        if status is Status.IN_REVIEW:
            return f"What waits for review would cover {topic_words(missing)}: {progress}.", NEEDS_A_DECISION
        by = standing.by if status is Status.NOT_YET_DUE else ""
        due = f" This was due by {day(standing.due_on)}." if standing.due_on and not by else ""
        wants = self._wants(missing)
        return f"{standing.on_leave}Needs {wants}{by}: {progress}.{due}", f"Complete {wants}{by}."

    def _wants(self, missing: Covered) -> str:
        if self.hours_each is None:
            return f"training on {topic_words(missing)}"
        return listed(f"{hours(lack, 'more')} on {topic_words((topic,))}" for topic, lack in missing.items())


def _shares(completion: Completion | TeamEvent, asked: frozenset[str]) -> Covered:
    """Return the hours of a completion that are known to be on each asked topic."""
    split = completion.topic_hours if isinstance(completion, Completion) else {}
    shares = {topic: share for topic, share in split.items() if topic in asked}
    unsplit = completion.topics - split.keys()
    if len(unsplit) == 1 and unsplit <= asked and completion.hours is not None:
        (topic,) = unsplit
        shares[topic] = max(NOTHING, completion.hours - sum(split.values(), NOTHING))
    return shares


def _with_hours(gathered: Gathered, asked: frozenset[str]) -> Gathered:
    """Leave out completions whose hours cannot be given to any one asked topic."""
    eligible, unsplit = [], []
    for entry in gathered.eligible:
        if any(_shares(entry.completion, asked).values()):
            eligible.append(entry)
        else:
            unsplit.append(NotCounted(entry.completion, "hours for each topic unknown"))
    return replace(gathered, eligible=eligible, not_counted=Told(chain, unsplit, gathered.not_counted))
