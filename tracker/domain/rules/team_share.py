"""The rule that asks for a share of the team, or so many of it, to satisfy a rule of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from tracker.domain.context import Context
from tracker.domain.ledger import Ledger, of_person
from tracker.domain.pauses import NO_PAUSES
from tracker.domain.record import Person
from tracker.domain.rules.standing import NEEDS_A_DECISION
from tracker.domain.rules.trees import best_first, counted_once, ends, left_out_once
from tracker.domain.service import pauses_for, service_on, services
from tracker.domain.standard import Applies, Rule
from tracker.domain.told import Told
from tracker.domain.verdict import Counted, Status, Verdict
from tracker.domain.windows import add_days, day_before
from tracker.domain.wording import day, listed

_NAMED = 5
_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamShare:
    """So many of those whom `of` binds, or so many percent of them, satisfy `each`; `who` names them in a sentence.

    Without `each`, it is enough that they are on the team: somebody is named to a role.

    Either `percent` (a part of a person asks for a whole one) or `number` is given. Whoever serves less than
    `newcomer_days` is not reckoned with, neither among those who satisfy it nor among those who should. Of so many who
    must hold, the last of the best decides, as in a tree. Whoever is on leave stays among them, with a clock of their
    own.
    """

    kind: ClassVar[str] = "team_share"
    who: str
    of: Applies
    each: Rule | None = None
    percent: int | None = None
    number: int | None = None
    newcomer_days: int = 0
    title: str = ""

    def judge(self, ledger: Ledger, context: Context) -> Verdict:
        """Judge each of them by their own rule. Cost: one judgement a person."""
        each = [verdict for _, verdict in self.of_each(ledger, context)]
        needed = self.needed(len(each))
        if not needed:
            reason = f"Nobody is among the {self.who} on this day."
            return Verdict(status=Status.DOES_NOT_APPLY, title=self.title, reason=reason)
        ranked = best_first(each)
        enough = len(ranked) >= needed
        status = ranked[needed - 1].status if enough else Status.NOT_MET
        due_on, lapses_on = ends(ranked, needed) if enough else (None, None)
        reason, gap = self._sentences(each, needed, status, due_on)
        return Verdict(
            status=status,
            title=self.title,
            reason=reason,
            gap=gap,
            counted=Told(_counted_with_names, each),
            not_counted=Told(left_out_once, each),
            due_on=due_on,
            lapses_on=lapses_on,
            cautions=tuple(dict.fromkeys(caution for verdict in each for caution in verdict.cautions)),
            children=tuple(each),
        )

    def of_each(self, ledger: Ledger, context: Context) -> list[tuple[Person, Verdict]]:
        """Return those who are reckoned with on the day, each with their own verdict. Cost: one judgement a person."""
        judged = ((person, self._judge_one(person, ledger.as_of, context)) for person in ledger.people)
        return [(person, verdict) for person, verdict in judged if verdict]

    def needed(self, people: int) -> int:
        """Return how many of so many who are reckoned with must satisfy it."""
        if self.percent is None:
            return self.number or 0
        return -(-people * self.percent // _WHOLE)

    def needed_words(self, people: int) -> str:
        """Say how many of so many must satisfy it: "3 are needed (75 percent)"."""
        percent = f" ({self.percent} percent)" if self.percent is not None else ""
        return f"{_needed_words(self.needed(people))}{percent}"

    def _judge_one(self, person: Person, as_of: date, context: Context) -> Verdict | None:
        """Judge one person under their name; None where they are not reckoned with on the day."""
        service = service_on(services(person, self.of), as_of)
        if service is None:
            return None
        pauses = pauses_for(person.leaves) if context.leave_stops else NO_PAUSES
        if pauses.reached(service.starts_on, as_of) < add_days(service.starts_on, self.newcomer_days):
            return None
        if self.each is None:
            reason = f"Serves since {day(service.starts_on)}."
            return Verdict(status=Status.MET, title=person.name, reason=reason)
        own = Context(service=service, visit_on=context.visit_on, due_soon_days=context.due_soon_days, pauses=pauses)
        return replace(self.each.judge(of_person(person, as_of), own), title=person.name)

    def _sentences(self, each: Sequence[Verdict], needed: int, status: Status, due_on: date | None) -> tuple[str, str]:
        met = [verdict for verdict in each if verdict.status.counts_as_met]
        others = [verdict.title for verdict in each if not verdict.status.counts_as_met]
        if self.each is None:
            lacking = max(needed - len(each), 0)
            who = f": {named([verdict.title for verdict in each])}" if each else ""
            found = f"{_needed_words(needed)}, and the team has {len(each)} among the {self.who}{who}."
            return found, f"{lacking} more must be among the {self.who}." if lacking else ""
        progress = f"{len(met)} of {len(each)} {self.who} meet this; {self.needed_words(len(each))}"
        if status is Status.MET:
            return f"{progress}.{f' Met through {day(due_on)}.' if due_on else ''}", ""
        if status is Status.DUE_SOON and due_on:
            ending = [verdict.title for verdict in met if verdict.lapses_on and day_before(verdict.lapses_on) <= due_on]
            return f"Met through {day(due_on)}: {progress}.", f"Ends on {day(due_on)} for {named(ending)}: renew it."
        if len(each) < needed:
            lacking = needed - len(each)
            also = f", and {named(others)} must meet this" if others else ""
            gap = f"{lacking} more must be among the {self.who}{also}."
            return f"{progress}, and the team has {len(each)}.", gap
        if status is Status.IN_REVIEW:
            return f"{progress}. With what waits for review it would be enough.", NEEDS_A_DECISION
        by = f" by {day(due_on)}" if due_on and status is Status.NOT_YET_DUE else ""
        return (
            f"{progress}{by}. Not yet: {named(others)}.",
            f"{needed - len(met)} more of the {self.who} must meet this{by}.",
        )


def _counted_with_names(each: Sequence[Verdict]) -> tuple[Counted, ...]:
    return counted_once([_with_names(verdict) for verdict in each])


def _with_names(verdict: Verdict) -> Verdict:
    """Say beside each thing whose it is: in the whole the things of several people stand together."""
    named = (entry._replace(note="; ".join(filter(None, (verdict.title, entry.note)))) for entry in verdict.counted)
    return replace(verdict, counted=tuple(named))


def _needed_words(needed: int) -> str:
    return "1 is needed" if needed == 1 else f"{needed} are needed"


def named(names: Sequence[str]) -> str:
    """Name people, the first few of many."""
    if len(names) <= _NAMED:
        return listed(names)
    return listed([*names[:_NAMED], f"{len(names) - _NAMED} more"])
