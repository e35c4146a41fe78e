"""What was met under an earlier edition, carried into the one that holds: then only the difference is still asked for.

The requirement's own rule stands beside it: whoever satisfies that needs no bridge, and whoever does not satisfy the
earlier rule crosses none. Of the two ways the better one decides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.domain import ledger as ledgers
from tracker.domain.context import Context
from tracker.domain.ledger import Ledger
from tracker.domain.rules.item import Item
from tracker.domain.rules.selection import Selection
from tracker.domain.rules.team_share import TeamShare
from tracker.domain.rules.trees import AllOf, AnyOf, AtLeast, best_first, counted_once, ends, leaves, left_out_once
from tracker.domain.standard import Bridge, Requirement, Rule
from tracker.domain.told import Told
from tracker.domain.verdict import Status, Verdict

_WITHOUT = "Asked for without it"


def carried(bridge: Bridge, asked: Verdict, ledger: Ledger, context: Context) -> Verdict:
    """Return the better of what the requirement's own rule says and what the bridge does.

    Between equals, what is met without the bridge stays so; of what is missing, the difference is told: it is less.
    """
    if asked.status is Status.MET:
        return asked
    earlier = _earlier(bridge, ledger, context)
    if not (earlier.status.counts_as_met or earlier.status is Status.IN_REVIEW):
        return _carried_once(bridge, asked, earlier, ledger, context)
    parts = [_under(bridge, earlier)]
    if bridge.difference is not None:
        parts.append(replace(_new(bridge.difference, asked, ledger, context), title="What is new since"))
    across = _across(bridge, parts, replace(asked, title=_WITHOUT))
    better = across.status.standing > asked.status.standing
    equal = across.status is asked.status
    return across if better or (equal and not asked.status.counts_as_met) else asked


def _new(difference: Rule, asked: Verdict, ledger: Ledger, context: Context) -> Verdict:
    """Judge what is new: not due before the requirement itself is, so that the less of the two is told until then."""
    found = difference.judge(ledger, context)
    if asked.status is not Status.NOT_YET_DUE or asked.due_on is None or not found.status.is_gap:
        return found
    return difference.judge(ledger, replace(context, grace_until=asked.due_on))


def _carried_once(bridge: Bridge, asked: Verdict, earlier: Verdict, ledger: Ledger, context: Context) -> Verdict:
    """Say beside what is missing that it was carried until something ran out, where renewing that would do as well."""
    over = bridge.held_by is not None and bridge.held_by < ledger.as_of
    if over or earlier.status is not Status.LAPSED or not asked.status.is_gap:
        return asked
    if bridge.difference and not bridge.difference.judge(ledger, context).status.counts_as_met:
        return asked
    return replace(
        asked,
        status=Status.LAPSED,
        reason=f"{asked.reason} It was carried from the {bridge.edition} edition, and is no longer: {earlier.reason}",
        gap=f"{asked.gap} Or, to have it carried again: {earlier.gap}",
        children=(_under(bridge, earlier), replace(asked, title=_WITHOUT)),
    )


def _under(bridge: Bridge, earlier: Verdict) -> Verdict:
    return replace(earlier, title=f"Under the {bridge.edition} edition")


def leaves_of(requirement: Requirement) -> Iterator[tuple[Rule, Selection]]:
    """Yield each part of a requirement's rule, and of what its bridge asks for, that looks at completions."""
    yield from leaves(requirement.rule)
    if requirement.bridge is not None:
        yield from leaves(requirement.bridge.earlier)
        if requirement.bridge.difference is not None:
            yield from leaves(requirement.bridge.difference)


def looked_at(requirement: Requirement) -> Iterator[tuple[Rule, Selection]]:
    """Yield what `leaves_of` does; also what must come first, and the parts of what each of a share must have."""
    yield from _within(requirement.rule)
    if requirement.bridge is not None:
        yield from _within(requirement.bridge.earlier)
        if requirement.bridge.difference is not None:
            yield from _within(requirement.bridge.difference)


def _within(rule: Rule) -> Iterator[tuple[Rule, Selection]]:
    if isinstance(rule, AllOf | AnyOf | AtLeast):
        for part in rule.parts:
            yield from _within(part)
    elif isinstance(rule, TeamShare):
        if rule.each is not None:
            yield from _within(rule.each)
    else:
        yield from leaves(rule)
        if isinstance(rule, Item) and rule.after is not None:
            yield rule, rule.after.counts


def _earlier(bridge: Bridge, ledger: Ledger, context: Context) -> Verdict:
    """Judge the earlier rule, on its last day where that is over; what holds on its last day is carried for good.

    Whatever would run out after that day is asked for by nobody any more. Costs one judgment more where the last day
    is to come and something would run out.
    """
    if bridge.held_by is None:
        return bridge.earlier.judge(ledger, context)
    over = bridge.held_by <= ledger.as_of
    found = bridge.earlier.judge(ledgers.until(ledger, bridge.held_by) if over else ledger, context)
    if not found.status.counts_as_met or found.lapses_on is None:
        return found
    then = found if over else bridge.earlier.judge(replace(ledger, as_of=bridge.held_by), context)
    if not then.status.counts_as_met:
        return found
    return replace(found, status=Status.MET, gap="", due_on=None, lapses_on=None)


def _across(bridge: Bridge, parts: Sequence[Verdict], asked: Verdict) -> Verdict:
    ranked = best_first(parts)
    due_on, lapses_on = ends(ranked, len(parts))
    return Verdict(
        status=ranked[-1].status,
        title=asked.title,
        reason=" ".join([_head(bridge, parts[0]), *(part.reason for part in parts[1:])]),
        gap=" ".join(part.gap for part in parts if part.gap),
        counted=Told(counted_once, parts),
        not_counted=Told(left_out_once, (*parts, asked)),
        topics_missing=tuple(topic for part in parts for topic in part.topics_missing),
        due_on=due_on,
        lapses_on=lapses_on,
        cautions=tuple(dict.fromkeys(caution for part in parts for caution in part.cautions)),
        children=(*parts, asked),
    )


def _head(bridge: Bridge, earlier: Verdict) -> str:
    if earlier.status is Status.IN_REVIEW:
        return f"What waits for review would be carried from the {bridge.edition} edition: {bridge.carried}."
    return f"Carried from the {bridge.edition} edition: {bridge.carried}."
