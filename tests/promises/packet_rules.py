"""What the shipped CSEC standard finds of somebody on a day, by the plainest reading of its file.

Windows are looked at day by day, forward for how long something holds and back for how long it held. That is slow and
hard to get wrong; the product reckons the same with sums and bisections.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import takewhile
from typing import Any

from tests.promises.packet_tables import Fact
from tests.promises.packet_verdicts import (
    DECIDE,
    MET,
    ONE_DAY,
    STANDING,
    Amount,
    Asked,
    Found,
    Left,
    of_amount,
    standing,
    was_due,
)
from tests.promises.packet_words import day, first_day, last_day

FAR = 366 * 12


def judge(rule: dict[str, Any], asked: Asked) -> Found:
    """Judge one rule of the file."""
    return _KINDS[rule["kind"]](rule, asked)


def _hours(rule: dict[str, Any], asked: Asked) -> Found:
    taken, waiting, left = _gathered(rule, asked, in_hours=True)
    need, due = Decimal(rule["hours"]), _deadline(rule, asked)
    have, more = _sum(taken), _sum(waiting)
    status = standing(asked, have >= need, None, due, have + more >= need, None)
    found = of_amount(status, Amount(have, need, need - have, more, "hours"), due, None, None)
    late = _late(taken, due, lambda some: _sum(some) >= need)
    return replace(found, counted=taken, left=left, due=None if have >= need else due, late=late)


def _topics(rule: dict[str, Any], asked: Asked) -> Found:
    taken, waiting, left = _gathered(rule, asked, in_hours=False)
    wanted, due = set(rule["topics"]), _deadline(rule, asked)

    def covered(some: Sequence[Fact]) -> int:
        return len(wanted & {topic for each in some for topic in each.topics})

    have, need = covered(taken), len(wanted)
    status = standing(asked, have == need, None, due, covered([*taken, *waiting]) == need, None)
    progress = f"{have} of {need} topics covered."
    by = f" by {day(due)}" if due and status == "not_yet_due" else ""
    reason, gap = {
        "met": (progress, ""),
        "in_review": (f"What waits for review would cover them: {progress}", DECIDE),
    }.get(status, (f"Needs training{by}: {progress} {was_due(due, status)}", f"Complete training{by}."))
    late = _late(taken, due, lambda some: covered(some) == need)
    return Found(status=status, reason=reason, gap=gap, counted=taken, left=left, due=_open(status, due), late=late)


def _recurring(rule: dict[str, Any], asked: Asked) -> Found:
    taken, waiting, left = _gathered(rule, asked, in_hours=True)
    return _windows(rule, asked, (taken, waiting, left), Decimal(rule["hours"]), lambda fact: fact.hours or Decimal(0))


def _team_event(rule: dict[str, Any], asked: Asked) -> Found:
    left = [(each, "a document, not a team event") for each in asked.accepted]
    taken = []
    for event in asked.events:
        absent = [each for each in rule["disciplines"] if each not in asked.disciplines[event.key]]
        if not event.topics & set(rule["topics"]):
            left.append((event, "covers none of the topics asked for"))
        elif absent:
            left.append((event, f"{_listed(absent)} {'was' if len(absent) == 1 else 'were'} not there"))
        else:
            taken.append(event)
    return _windows(rule, asked, (taken, [], left), Decimal(rule["count"]), lambda _: Decimal(1), "team trainings")


def _windows(
    rule: dict[str, Any],
    asked: Asked,
    gathered: tuple[list[Fact], list[Fact], list[Left]],
    need: Decimal,
    share: Callable[[Fact], Decimal],
    unit: str = "hours",
) -> Found:
    (taken, waiting, left), months = gathered, rule["window"]["months"]

    def inside(on: date, some: Sequence[Fact] = taken) -> Decimal:
        return sum((share(each) for each in some if each.on <= on <= last_day(each.on, months)), Decimal(0))

    def enough(on: date) -> bool:
        return inside(on) >= need

    due = last_day(asked.began, months) if asked.began else None
    satisfied = enough(asked.as_of)
    holds = _last(asked.as_of, enough) if satisfied else None
    held = None if satisfied else _held(asked, enough)
    owed = asked.as_of if satisfied else max(asked.as_of, due or asked.as_of)
    closes = bool(waiting) and not satisfied and inside(asked.as_of, [*taken, *waiting]) >= need
    fine = max(holds, due or holds) if holds else None
    kept = inside(fine + ONE_DAY if fine else owed)
    starts = first_day(owed, months)
    reviewed = first_day(asked.as_of if closes else owed, months)
    tally = Amount(
        have=inside(owed),
        need=need,
        short=max(Decimal(0), need - kept),
        waiting=sum((share(each) for each in waiting if each.on >= reviewed), Decimal(0)),
        unit=unit,
        since=f" since {day(starts)}" if starts <= asked.as_of else f" from {day(starts)} to {day(owed)}",
    )
    found = of_amount(standing(asked, satisfied, holds, due, closes, held), tally, due, holds, held)
    begins = f"outside the window that {'began' if starts <= asked.as_of else 'begins'} {day(starts)}"
    outside = [(each, begins) for each in taken if each.on < starts]
    counted, days = [each for each in taken if each.on >= starts], (fine, fine + ONE_DAY) if fine else (due, None)
    return replace(found, counted=counted, left=[*outside, *left], due=days[0], lapses=days[1])


def _item(rule: dict[str, Any], asked: Asked) -> Found:
    kind = rule["kinds"][0]
    fits = [each for each in asked.accepted if each.kind == kind]
    left = [(each, _other(each.kind, kind)) for each in asked.accepted if each.kind != kind]
    left += [(each, "a team event, not a document") for each in asked.events]

    def through(fact: Fact) -> date:
        ends = [last_day(fact.on, rule["valid_months"])] if "valid_months" in rule else []
        return min([*ends, fact.expires_on or date.max])

    valid = [each for each in fits if through(each) >= asked.as_of]
    ended = [(each, f"valid only through {day(through(each))}") for each in fits if each not in valid]
    best, last = (max(some, key=through, default=None) for some in (valid, [each for each, _ in ended]))
    holds = through(best) if best and through(best) < date.max else None
    status = standing(asked, best is not None, holds, None, False, through(last) if last else None)
    named = f"{(best or last or fits[0]).title} of {day((best or last or fits[0]).on)}" if fits else ""
    until = day(holds) if holds else ""
    reason, gap = {
        "met": (f"{named}. {f'Met through {until}.' if until else ''}", ""),
        "due_soon": (f"Met through {until}: {named}.", f"Renew it by {until}."),
        "lapsed": (f"{named} was valid only through {day(through(last)) if last else ''}.", "Renew it."),
        "not_met": ("Needs it; none is recorded.", "Record it."),
    }[status]
    lapses = holds + ONE_DAY if holds else None
    return Found(status=status, reason=reason, gap=gap, counted=valid, left=[*ended, *left], due=holds, lapses=lapses)


def _any_of(rule: dict[str, Any], asked: Asked) -> Found:
    parts = [judge(part, asked) for part in rule["parts"]]
    best, *others = sorted(parts, key=lambda part: -STANDING.index(part.status))
    counted = {each.key: each for part in parts for each in part.counted}
    left: dict[str, Left] = {}
    for each, why in (entry for part in parts for entry in part.left):
        if each.key not in counted:
            left.setdefault(each.key, (each, why))
    found = replace(best, counted=list(counted.values()), left=list(left.values()))
    if best.status in MET:
        return replace(found, due=None)
    return replace(
        found,
        reason=f"One of {len(parts)} ways is needed. Nearest: {best.reason}",
        gap=" Or: ".join(part.gap for part in (best, *others)),
    )


_KINDS: dict[str, Callable[[dict[str, Any], Asked], Found]] = {
    "hours": _hours,
    "topic_coverage": _topics,
    "recurring_hours": _recurring,
    "team_event": _team_event,
    "item": _item,
    "any_of": _any_of,
}


def _gathered(rule: dict[str, Any], asked: Asked, *, in_hours: bool) -> tuple[list[Fact], list[Fact], list[Left]]:
    taken, waiting, left = [], [], []
    for place, some in ((taken, asked.accepted), (waiting, asked.waiting)):
        for fact in some:
            why = _why_not(rule, fact, in_hours)
            if why:
                left.append((fact, why))
            else:
                place.append(replace(fact, hours=_hours_on(set(rule["topics"]), fact)))
    return taken, waiting, [*left, *((each, "waiting for review") for each in waiting)]


def _why_not(rule: dict[str, Any], fact: Fact, in_hours: bool) -> str:
    if fact.kind != "training":
        return _other(fact.kind, "training")
    if not fact.topics & set(rule["topics"]):
        return "covers none of the topics asked for"
    lacks = [topic for topic in rule.get("also_topics", ()) if topic not in fact.topics]
    if lacks:
        return f"not on {_listed(lacks)}"
    on_these = _hours_on(set(rule["topics"]), fact)
    if in_hours and not on_these:
        return "hours unknown" if on_these is None else "no hours on the topics asked for"
    return ""


def _hours_on(topics: set[str], fact: Fact) -> Decimal | None:
    """Add up what is told of these topics, and what nobody told apart where one of them may have it."""
    if not fact.shares:
        return fact.hours
    told = sum((share for topic, share in fact.shares.items() if topic in topics), Decimal(0))
    if fact.hours is None:
        return told or None
    rest = fact.hours - sum(fact.shares.values())
    may_have_it = any(topic in topics and topic not in fact.shares for topic in fact.topics)
    return min(fact.hours, told + (max(rest, Decimal(0)) if may_have_it else 0))


def _deadline(rule: dict[str, Any], asked: Asked) -> date | None:
    return asked.began + timedelta(days=rule["due_days"]) if asked.began and "due_days" in rule else None


def _late(taken: Sequence[Fact], due: date | None, enough: Callable[[Sequence[Fact]], bool]) -> str:
    """Say when it became enough, where that was too late: every later day is tried."""
    if due is None or not enough(taken) or enough([each for each in taken if each.on <= due]):
        return ""
    first = next(on for on in sorted(each.on for each in taken) if enough([each for each in taken if each.on <= on]))
    return f"First met on {day(first)}; it was due by {day(due)}."


def _last(start: date, holds: Callable[[date], bool]) -> date:
    return next(on for on in _days(start, 1) if not holds(on + ONE_DAY))


def _held(asked: Asked, holds: Callable[[date], bool]) -> date | None:
    since = asked.began or min((each.on for each in asked.events), default=asked.as_of)
    return next((on for on in takewhile(lambda on: on >= since, _days(asked.as_of, -1)) if holds(on)), None)


def _days(start: date, step: int) -> Iterator[date]:
    return (start + step * ONE_DAY * count for count in range(FAR))


def _sum(facts: Sequence[Fact]) -> Decimal:
    return sum((each.hours or Decimal(0) for each in facts), Decimal(0))


def _open(status: str, due: date | None) -> date | None:
    return None if status in MET else due


def _other(kind: str, asked: str) -> str:
    return f"recorded as {kind.replace('_', ' ')}, not as {asked.replace('_', ' ')}"


def _listed(names: Sequence[str]) -> str:
    *head, last = [name.replace("_", " ") for name in names]
    return f"{', '.join(head)} and {last}" if head else last
