"""Rules made of rules: all of them, any of them, at least so many of them.

The parts' verdicts stay beneath as the proof. Of n parts that must hold, the n-th best decides: all of
them, the worst; any of them, the best. What a part counted, the whole counts; what none counted is listed
once, with the first reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from tracker.domain.context import Context
from tracker.domain.ledger import Ledger
from tracker.domain.rules.selection import Selection
from tracker.domain.standard import Rule
from tracker.domain.told import Told
from tracker.domain.verdict import Counted, NotCounted, Status, Verdict
from tracker.domain.windows import day_before

Name = tuple[type, str]
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every part must hold."""

    kind: ClassVar[str] = "all_of"
    parts: tuple[Rule, ...]
    title: str = ""

    def judge(self, ledger: Ledger, context: Context) -> Verdict:
        """Judge each part; the worst decides."""
        return _combined(self.title, [part.judge(ledger, context) for part in self.parts], len(self.parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """One part must hold."""

    kind: ClassVar[str] = "any_of"
    parts: tuple[Rule, ...]
    title: str = ""

    def judge(self, ledger: Ledger, context: Context) -> Verdict:
        """Judge each part; the best decides."""
        return _combined(self.title, [part.judge(ledger, context) for part in self.parts], 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast:
    """So many of the parts must hold."""

    kind: ClassVar[str] = "at_least"
    count: int
    parts: tuple[Rule, ...]
    title: str = ""

    def judge(self, ledger: Ledger, context: Context) -> Verdict:
        """Judge each part; the n-th best decides."""
        return _combined(self.title, [part.judge(ledger, context) for part in self.parts], self.count)


def _combined(title: str, children: Sequence[Verdict], needed: int) -> Verdict:
    ranked = nearest_first(children)
    deciding = ranked[needed - 1]
    reason, gap = _sentences(children, ranked, needed)
    due_on, lapses_on = ends(ranked, needed)
    return Verdict(
        status=deciding.status,
        title=title,
        reason=reason,
        gap=gap,
        counted=Told(counted_once, children),
        not_counted=Told(left_out_once, children),
        topics_missing=tuple(dict.fromkeys(topic for child in ranked[:needed] for topic in child.topics_missing)),
        due_on=due_on,
        lapses_on=lapses_on,
        cautions=tuple(dict.fromkeys(caution for child in ranked[:needed] for caution in child.cautions)),
        children=tuple(children),
    )


def _sentences(children: Sequence[Verdict], ranked: Sequence[Verdict], needed: int) -> tuple[str, str]:
    """Write how many parts hold, then what those parts say that decide; the gap joins theirs."""
    met = sum(child.status.counts_as_met for child in children)
    if needed == 1:
        nearest = _titled(ranked[0])
        return (
            (nearest, ranked[0].gap)
            if met
            else (f"One of {len(children)} ways is needed. Nearest: {nearest}", _ways(ranked))
        )
    every = needed == len(children)
    head = f"{met} of {len(children)} parts met{'' if every else f', {needed} needed'}."
    if met >= needed and every:
        head = f"All {needed} parts are met."
    deciding = [child for child in ranked[:needed] if child.gap]
    return " ".join([head, *map(_titled, deciding)]), " ".join(child.gap for child in deciding)


def _titled(child: Verdict) -> str:
    return f"{child.title}: {child.reason}" if child.title else child.reason


def _ways(children: Sequence[Verdict]) -> str:
    return " Or: ".join(child.gap for child in children)


def best_first(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Rank verdicts, so that of n that must hold the n-th decides."""
    return sorted(verdicts, key=lambda verdict: -verdict.status.standing)


def nearest_first(parts: Sequence[Verdict]) -> list[Verdict]:
    """Rank the parts of a tree as `best_first` does; of those missing alike that first of whose hours most are done."""
    return sorted(parts, key=_nearness)


def _nearness(verdict: Verdict) -> tuple[int, Decimal]:
    needed, have = verdict.hours_needed, verdict.hours_counted
    done = (have or _NONE) / needed if needed and not verdict.status.counts_as_met else _NONE
    return -verdict.status.standing, -done


def ends(ranked: Sequence[Verdict], needed: int) -> tuple[date | None, date | None]:
    """Return the last day in time and the first day no longer met, where so many verdicts, best first, must hold."""
    if not ranked[needed - 1].status.counts_as_met:
        return _last_in_time(ranked, needed), None
    holding = [verdict.lapses_on or date.max for verdict in ranked if verdict.status.counts_as_met]
    lapse = sorted(holding, reverse=True)[needed - 1]
    return (None, None) if lapse == date.max else (day_before(lapse), lapse)


def _last_in_time(ranked: Sequence[Verdict], needed: int) -> date | None:
    """Return by which day what is missing must be there, or had to be.

    While nothing is a gap, the parts with the latest days may decide, whatever their order; what waits for review
    needs nothing more. Where something is one, only the days of gaps are told: a later one would promise time.
    """
    deciding = ranked[needed - 1].status
    if deciding is Status.NOT_YET_DUE:
        open_until = sorted((each.due_on or date.max for each in ranked if each.status is deciding), reverse=True)
        last = open_until[needed - 1 - sum(each.status.standing > deciding.standing for each in ranked)]
        return None if last == date.max else last
    missing = (each for each in ranked[:needed] if each.status.is_gap or each.status is deciding)
    return min((each.due_on for each in missing if each.due_on), default=None)


def counted_once(children: Sequence[Verdict]) -> tuple[Counted, ...]:
    """Return what any of the verdicts counted, each thing once, as the first of them says it."""
    first: dict[Name, Counted] = {}
    for child in children:
        for entry in child.counted:
            first.setdefault(_name(entry), entry)
    return tuple(first.values())


def leaves(rule: Rule) -> Iterator[tuple[Rule, Selection]]:
    """Yield each part of a rule that looks at completions, with which it looks at."""
    if isinstance(rule, AllOf | AnyOf | AtLeast):
        for part in rule.parts:
            yield from leaves(part)
    elif isinstance(counts := getattr(rule, "counts", None), Selection):
        yield rule, counts


def left_out_once(children: Sequence[Verdict]) -> tuple[NotCounted, ...]:
    """Return what none of the verdicts counted, each thing once, with the first reason."""
    counted = {_name(entry) for child in children for entry in child.counted}
    first: dict[Name, NotCounted] = {}
    for child in children:
        for entry in child.not_counted:
            if _name(entry) not in counted:
                first.setdefault(_name(entry), entry)
    return tuple(first.values())


def _name(entry: Counted | NotCounted) -> Name:
    """Tell entries apart: a team's documents and its events have keys of their own."""
    return type(entry.completion), entry.completion.key
