"""How a requirement is measured, in plain sentences that are told from the rule itself.

The standard's own words say what is asked; these say how the tracker read them. So they are made from what judges and
are written nowhere by hand: where the two differ, the standard's file is wrong, and anybody can see it.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from tracker.domain.bridges import looked_at
from tracker.domain.record import CompletionKind
from tracker.domain.rules import (
    AllOf,
    AnyOf,
    AtLeast,
    Composite,
    FirstDue,
    Hours,
    Item,
    Part,
    RecurringEvents,
    RecurringHours,
    Selection,
    TeamShare,
    TeamTraining,
    TopicCoverage,
    Window,
    WindowKind,
)
from tracker.domain.service import LEFT_OUT
from tracker.domain.standard import Applies, Bridge, Requirement, Rule, Standard
from tracker.domain.vocabulary import Discipline, Role
from tracker.domain.wording import count, day, hours, inside_a_sentence, listed, quoted, topics

_FIRST_DUE = {
    FirstDue.FULL_WINDOW: "first owed after one whole window of service",
    FirstDue.AT_ONCE: "owed from the first day of service",
    FirstDue.SHARE: "in the year of joining a share by the whole months that are left of it",
}
_WINDOWS = {
    WindowKind.ROLLING: "in the {} that end on the day",
    WindowKind.ROLE_START: "in each {} counted from the first day of service",
    WindowKind.VISIT: "in the {} that end on the day of the site visit",
}
_TRAINING = frozenset({CompletionKind.TRAINING})
_MONTHS_IN_A_YEAR = 12


def measured(requirement: Requirement, standard: Standard) -> tuple[str, ...]:
    """Return how a requirement is measured: whom it binds, what is counted, and what besides decides."""
    left_out = [] if requirement.asked else [LEFT_OUT]
    told = [*left_out, f"Binds {bound(requirement.applies)}.", _sentence(rule_words(requirement.rule))]
    told += [_whole(each) for each in _wholes(requirement)]
    if requirement.grace_days:
        told.append(f"Until {count(requirement.grace_days, 'day')} of service are over, nothing is owed yet.")
    if requirement.least_grade:
        proof = inside_a_sentence(requirement.least_grade.label)
        counts = "counts, and is remarked on" if requirement.weaker_counts else "does not count"
        told.append(f"Weaker proof than a {proof} {counts}.")
    if requirement.bridge:
        told.append(_bridged(requirement.bridge))
    if others := _served_alone(requirement, standard):
        told.append(f"An hour counts for this or for {others}, not for both; as many as can be are met.")
    if requirement.leave_words:
        told.append(f"Leave of absence: {inside_a_sentence(requirement.leave_words)}.")
    return tuple(told)


def _wholes(requirement: Requirement) -> Iterable[Composite]:
    return dict.fromkeys(whole for _, counts in looked_at(requirement) for whole in counts.only_whole)


def _whole(whole: Composite) -> str:
    """Name the parts, and by what each is known: "part one (by its catalog key state-1)"."""
    return f"{quoted(whole.title)} counts only whole: {listed(f'{it.name} ({_known_by(it)})' for it in whole.parts)}."


def _known_by(part: Part) -> str:
    by_title = f"with {listed(map(quoted, part.titled), 'or')} in its title" if part.titled else ""
    return ", or ".join(filter(None, (f"by its catalog key {part.training}" if part.training else "", by_title)))


def _served_alone(requirement: Requirement, standard: Standard) -> str:
    groups = (each.requirements for each in standard.counts_once if requirement.id in each.requirements)
    others = {other: None for group in groups for other in group if other != requirement.id}
    return listed((quoted(standard.requirement(each).title) for each in others), "or")


def bound(applies: Applies) -> str:
    """Say whom a requirement binds: "the team as one", "victim advocates of law enforcement"."""
    if applies.team:
        return "the team as one"
    roles = listed((inside_a_sentence(role.label) for role in Role if role in applies.roles), "or")
    fields = _disciplines(applies.disciplines)
    if not roles:
        return f"everybody of {fields}" if fields else "everybody"
    return f"whoever serves as {roles}{f', of {fields}' if fields else ''}"


@singledispatch
def rule_words(rule: Rule, depth: int = 0) -> str:
    """Say a rule as a sentence without its capital and its stop: "4 hours, once, on trauma".

    `depth`: within how many others it stands. Raises TypeError for a kind that has no words.
    """
    raise TypeError(f"{type(rule).__name__} has no words yet, {depth} deep.")


@rule_words.register
def _(rule: Hours, depth: int = 0) -> str:
    return _joined(f"{hours(rule.hours)}, once", _deadline(rule.due_days), _selected(rule.counts))


@rule_words.register
def _(rule: RecurringHours, depth: int = 0) -> str:
    return _joined(f"{hours(rule.hours)} {_window(rule.window)}", _first_due(rule.window), _selected(rule.counts))


@rule_words.register
def _(rule: TopicCoverage, depth: int = 0) -> str:
    amount = hours(rule.hours_each) if rule.hours_each else "one training"
    every = f"{amount} on each topic, once" if len(rule.counts.topics) > 1 else f"{amount}, once"
    told = _joined(every, _deadline(rule.due_days), _selected(replace(rule.counts, topics=frozenset())))
    wanted = topics(rule.counts.topics)
    return f"{told}: {wanted}" if len(rule.counts.topics) > 1 else f"{told}, on {wanted}"


@rule_words.register
def _(rule: Item, depth: int = 0) -> str:
    months = f"for {count(rule.valid_months, 'month')} or " if rule.valid_months else ""
    ends = "whichever ends first" if months else ""
    valid = f"valid {months}through its own last day where it has one"
    first = f"after {rule.after.what}" if rule.after else ""
    return _joined(rule.what, first, _deadline(rule.due_days), valid, ends, _selected(_of_any_kind(rule.counts)))


@rule_words.register
def _(rule: RecurringEvents, depth: int = 0) -> str:
    amount = count(rule.count, rule.one, rule.many)
    counted = _selected(_of_any_kind(rule.counts))
    return _joined(f"{amount} {_window(rule.window)}", _first_due(rule.window), counted)


@rule_words.register
def _(rule: TeamTraining, depth: int = 0) -> str:
    there = _disciplines(rule.disciplines, "and")
    together = f"with {there} there together" if there else ""
    least = f"at least {count(rule.least_disciplines, 'professional field')} there" if rule.least_disciplines else ""
    amount = count(rule.count, "team event")
    return _joined(f"{amount} {_window(rule.window)}", together, least, _selected(_of_any_kind(rule.counts)))


@rule_words.register
def _(rule: TeamShare, depth: int = 0) -> str:
    amount = f"{rule.percent} percent" if rule.percent is not None else str(rule.number)
    newcomers = f" (whoever serves less than {count(rule.newcomer_days, 'day')} left out)" if rule.newcomer_days else ""
    if rule.each is None:
        return f"{amount} of the {rule.who}{newcomers} on the team"
    return f"{amount} of the {rule.who}{newcomers} each have this: {rule_words(rule.each, depth)}"


@rule_words.register
def _(rule: AllOf, depth: int = 0) -> str:
    return f"all of these: {_parts(rule.parts, depth)}"


@rule_words.register
def _(rule: AnyOf, depth: int = 0) -> str:
    return f"one of these: {_parts(rule.parts, depth)}"


@rule_words.register
def _(rule: AtLeast, depth: int = 0) -> str:
    return f"at least {rule.count} of these: {_parts(rule.parts, depth)}"


def _parts(parts: tuple[Rule, ...], depth: int) -> str:
    """Number the parts: with figures, within those with letters, and so in turn."""
    return "; ".join(
        f"({chr(ord('a') + place) if depth % 2 else place + 1}) {_named(part, depth + 1)}"
        for place, part in enumerate(parts)
    )


def _named(part: Rule, depth: int) -> str:
    title, words = getattr(part, "title", ""), rule_words(part, depth)
    return f"{title}: {words}" if title else words


def _window(window: Window) -> str:
    if window.kind is WindowKind.CALENDAR_YEARS:
        years = window.months // _MONTHS_IN_A_YEAR
        return "in each calendar year" if years == 1 else f"in each {years} calendar years"
    return _WINDOWS[window.kind].format(count(window.months, "month"))


def _first_due(window: Window) -> str:
    return _FIRST_DUE[window.first_due]


def _deadline(due_days: int | None) -> str:
    return "" if due_days is None else f"within {count(due_days, 'day')} of the first day of service"


def _of_any_kind(counts: Selection) -> Selection:
    """Leave the kinds out where the sentence names them already."""
    return replace(counts, kinds=_TRAINING)


def _selected(counts: Selection) -> str:
    """Say what may count: the kinds, from which list, from when, what only whole, and on which topics."""
    kinds = listed((inside_a_sentence(each.label) for each in CompletionKind if each in counts.kinds), "or")
    listed_only = f"from {counts.approved.name}" if counts.approved else ""
    open_list = "which is not entered here, so that every training counts"
    return _joined(
        f"of {kinds}" if counts.kinds != _TRAINING else "",
        listed_only,
        open_list if counts.approved and not counts.approved.trainings else "",
        "" if counts.before_role else "completed since the present service began",
        *(f"{quoted(each.title)} only whole" for each in counts.only_whole),
        f"with {listed((quoted(name) for name in counts.titled), 'or')} in its title" if counts.titled else "",
        f"each on {topics(counts.also_topics)}" if counts.also_topics else "",
        f"{'and ' if counts.also_topics else ''}on {topics(counts.topics, 'or')}" if counts.topics else "",
    )


def _bridged(bridge: Bridge) -> str:
    by = f" by {day(bridge.held_by)}" if bridge.held_by else ""
    rest = f"then this is asked: {rule_words(bridge.difference)}" if bridge.difference else "then nothing more is asked"
    earlier = rule_words(bridge.earlier)
    return f"Whoever met the {bridge.edition} edition{by} carries over {bridge.carried} ({earlier}); {rest}."


def _disciplines(fields: frozenset[Discipline], joint: str = "or") -> str:
    return listed((inside_a_sentence(each.label) for each in Discipline if each in fields), joint)


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
