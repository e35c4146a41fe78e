"""Rules that ask for things to happen again and again: a person's peer reviews, the team's trainings."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from tracker.domain.context import Context
from tracker.domain.ledger import Holding, Ledger
from tracker.domain.rules.amounts import Unit
from tracker.domain.rules.cycles import Window
from tracker.domain.rules.recurring import Measure, recurring_verdict
from tracker.domain.rules.selection import Gathered, Selection, gather
from tracker.domain.verdict import Counted, NotCounted, Verdict
from tracker.domain.vocabulary import Discipline
from tracker.domain.wording import inside_a_sentence, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringEvents:
    """So many completions of a kind in each window, such as two peer reviews a year; hours do not matter."""

    kind: ClassVar[str] = "recurring_events"
    count: int
    window: Window
    counts: Selection
    title: str = ""
    one: str = "completion"
    many: str = "completions"

    def judge(self, ledger: Ledger, context: Context) -> Verdict:
        """Count the completions in the window that the day asks about."""
        gathered = gather(ledger, self.counts, context.service, in_hours=False)
        measure = Measure(needed=Decimal(self.count), unit=Unit(self.one, self.many), once_each=True)
        return recurring_verdict(self, gathered, measure, ledger.as_of, context)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamTraining:
    """So many team events in each window, each on any of the topics and with every discipline named there.

    `least_disciplines`: how many professional fields must have been there, whichever they are. The disciplines must be
    at one event together. A standard that lets them come on different days asks for
    one such rule a discipline under `all_of`.
    """

    kind: ClassVar[str] = "team_event"
    count: int
    window: Window
    counts: Selection = field(default_factory=Selection)
    disciplines: frozenset[Discipline] = frozenset()
    title: str = ""
    least_disciplines: int = 0

    def judge(self, ledger: Ledger, context: Context) -> Verdict:
        """Count the team events in the window that the day asks about."""
        documents = (*ledger.accepted, *ledger.waiting, *ledger.weak)
        left_out = [*ledger.set_aside, *(NotCounted(entry, "a document, not a team event") for entry in documents)]
        eligible = []
        for holding in ledger.holdings:
            if why := self._why_not(holding):
                left_out.append(NotCounted(holding.event, why))
            else:
                eligible.append(Counted(holding.event, holding.event.hours, holding.event.topics))
        unit = Unit("team training", "team trainings")
        measure = Measure(needed=Decimal(self.count), unit=unit, once_each=True)
        gathered = Gathered(eligible=eligible, not_counted=left_out)
        return recurring_verdict(self, gathered, measure, ledger.as_of, context)

    def _why_not(self, holding: Holding) -> str:
        event, counts = holding.event, self.counts
        if counts.topics and counts.topics.isdisjoint(event.topics):
            return "covers none of the topics asked for"
        if counts.approved and counts.approved.trainings and event.training not in counts.approved.trainings:
            return "not on the approved list"
        absent = sorted(self.disciplines - holding.disciplines, key=list(Discipline).index)
        if absent:
            verb = "was" if len(absent) == 1 else "were"
            return f"{listed(inside_a_sentence(discipline.label) for discipline in absent)} {verb} not there"
        if len(holding.disciplines) < self.least_disciplines:
            there = listed(inside_a_sentence(each.label) for each in Discipline if each in holding.disciplines)
            return f"{f'only {there}' if there else 'nobody'} is recorded as there"
        return ""
