"""What would close a gap of the team that asks for a share of it: who of them completes what, the least there is.

Each of them has a rule of their own, so each has a plan of their own for it, searched as every plan is. Of those whom
trainings bring there, as many are taken as are lacking, the smallest plans first: a person's plan changes nothing of
another's, so that the sum is the smallest too. Who waits for review or is not due by the day is no gap and lacks
nothing, as in a person's plan. What the plan proposes to them anyway is reckoned as done: it is one booking, and costs
nothing more here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tracker.domain import ledger as ledgers
from tracker.domain.context import Context
from tracker.domain.finding import Finding
from tracker.domain.forecast_offers import Offer, amount_words, size_of
from tracker.domain.forecast_plan import PersonPlan, Step, plan
from tracker.domain.forecast_trial import Days
from tracker.domain.ledger import Ledger
from tracker.domain.record import Person, Record
from tracker.domain.rules import AllOf, TeamShare
from tracker.domain.rules.team_share import named
from tracker.domain.service import circumstances_of_team
from tracker.domain.standard import Applies, Requirement, Rule, Standard
from tracker.domain.verdict import Status


@dataclass(frozen=True, slots=True)
class Choice:
    """What people may complete: the catalog, and by a person's key what is planned for them and what is proposed.

    `above`: what the plan proposes to them already, for gaps of their own or for another of the team's.
    """

    catalog: Sequence[Offer]
    expected: Mapping[str, Sequence[Offer]] = field(default_factory=dict)
    above: Mapping[str, Sequence[Step]] = field(default_factory=dict)

    def done(self, person: Person, days: Days) -> Person:
        """Return somebody as if they had completed what is proposed to them already."""
        steps = self.above.get(person.key, ())
        done = tuple(step.offer.completed(days.on_day if step.near else days.today) for step in steps)
        return replace(person, completions=person.completions + done)

    def left(self, person: Person) -> tuple[Offer, ...]:
        """Return what somebody may complete besides."""
        taken = {step.offer.key for step in self.above.get(person.key, ())}
        return tuple(each for each in (*self.catalog, *self.expected.get(person.key, ())) if each.key not in taken)

    def proposing(self, plans: Iterable[PersonPlan]) -> "Choice":
        """Return what is left to choose once plans are proposed."""
        more = {each.person.key: (*self.above.get(each.person.key, ()), *each.steps) for each in plans}
        return replace(self, above={**self.above, **more})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareWay:
    """Who completes what, so that enough of a share of the team satisfy what each of them must.

    Of `people` who are reckoned with, `met` satisfy it; `waiting` wait for review or are not due by the day. `above`
    names whom what is proposed already brings there. `plans`: what the others complete. `missing`: how many are lacking
    even so. `smallest` is False where a smaller way may exist that was not looked at.
    """

    share: TeamShare
    people: int
    met: int
    waiting: int = 0
    above: tuple[str, ...] = ()
    plans: tuple[PersonPlan, ...] = ()
    missing: int = 0
    smallest: bool = True

    @property
    def words(self) -> str:
        """Say how many are needed, how many are there, and how many more would be enough."""
        meet = "meets" if self.met == 1 else "meet"
        said = [f"{self.share.needed_words(self.people)}, {self.met} of {self.people} {meet} it."]
        if self.waiting:
            waits = "waits for review or is" if self.waiting == 1 else "wait for review or are"
            said.append(f"{self.waiting} more {waits} not due by then.")
        if self.above:
            said.append(f"With what is proposed above already, {named(self.above)} will meet it.")
        return " ".join([*said, self._lacking_words])

    @property
    def total_words(self) -> str:
        """Say how much it is for all of them: "3 trainings, 5 hours"."""
        return amount_words(size_of(step.offer for each in self.plans for step in each.steps))

    @property
    def missing_words(self) -> str:
        """Say how many are lacking whom no training is known to bring there; empty where it is enough."""
        if not self.missing:
            return ""
        lacking = "1 is" if self.missing == 1 else f"{self.missing} are"
        return f"{lacking} missing even so: no set of trainings is known to bring anybody else there."

    @property
    def _lacking_words(self) -> str:
        lacking = len(self.plans) + self.missing
        if not lacking:
            return "That is enough: nothing more is to be booked."
        if self.missing:
            return f"{lacking} more would be needed{'; what can be done:' if self.plans else '.'}"
        return f"{lacking} more would be enough; {'the least' if self.smallest else 'one way'} that does it:"


def share_way(standard: Standard, finding: Finding, record: Record, days: Days, choice: Choice) -> ShareWay | None:
    """Return how a gap of the team closes by the day; None where it asks for no share of it, or only for names.

    Of a rule of several parts that must all hold only the one part is looked at that is open, where it is alone. Cost:
    a plan by one requirement for each of those who do not satisfy it.
    """
    context = circumstances_of_team(standard, finding.requirement, record.visit_on)
    ledger = ledgers.of_team(record, days.on_day)
    share = _open_share(finding.requirement.rule, ledger, context)
    if share is None or share.each is None:
        return None
    reckoned = _reckoned(share, ledger, context, days, choice)
    asked = _asked_of_each(standard, finding.requirement, share.of, share.each)
    plans = [_planned(asked, each, days, choice) for each in reckoned if each.then.is_gap]
    closing = [each for each in plans if not each.tasks]
    return _way(share, reckoned, sorted(closing, key=lambda each: (each.size, each.person.name)))


class _Reckoned(NamedTuple):
    """Somebody who is reckoned with: how they stand, and how with what is proposed to them already completed."""

    person: Person
    now: Status
    with_above: Person
    then: Status


def _reckoned(share: TeamShare, ledger: Ledger, context: Context, days: Days, choice: Choice) -> list[_Reckoned]:
    done = replace(ledger, people=tuple(choice.done(person, days) for person in ledger.people))
    both = zip(share.of_each(ledger, context), share.of_each(done, context), strict=True)
    return [_Reckoned(person, now.status, with_above, then.status) for (person, now), (with_above, then) in both]


def _planned(asked: Standard, each: _Reckoned, days: Days, choice: Choice) -> PersonPlan:
    """Plan for somebody. Waivers are of requirements of their own: of a share of the team they waive nothing."""
    found = plan([asked], replace(each.with_above, waivers=()), days, choice.left(each.person))
    return replace(found, person=each.person)


def _way(share: TeamShare, reckoned: Sequence[_Reckoned], closing: Sequence[PersonPlan]) -> ShareWay:
    """Take as many of the plans as are lacking, from the first."""
    lacking = max(share.needed(len(reckoned)) - sum(not each.then.is_gap for each in reckoned), 0)
    met = sum(each.now.counts_as_met for each in reckoned)
    return ShareWay(
        share=share,
        people=len(reckoned),
        met=met,
        waiting=sum(not each.now.is_gap for each in reckoned) - met,
        above=tuple(each.person.name for each in reckoned if each.now.is_gap and not each.then.is_gap),
        plans=tuple(closing[:lacking]),
        missing=max(lacking - len(closing), 0),
        smallest=all(each.smallest for each in closing),
    )


def _open_share(rule: Rule, ledger: Ledger, context: Context) -> TeamShare | None:
    """Return the share that a rule asks for, or that alone is open of parts which must all hold."""
    if isinstance(rule, AllOf):
        parts = [part for part in rule.parts if part.judge(ledger, context).status.is_gap]
        return _open_share(parts[0], ledger, context) if len(parts) == 1 else None
    return rule if isinstance(rule, TeamShare) else None


def _asked_of_each(standard: Standard, requirement: Requirement, of: Applies, each: Rule) -> Standard:
    """Return what the team's requirement asks of each, as a requirement of their own: with no grace and no bridge."""
    own = replace(requirement, applies=of, rule=each, grace_days=0, bridge=None)
    return replace(standard, requirements=(own,))
