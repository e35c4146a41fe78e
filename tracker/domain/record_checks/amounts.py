"""Hours that cannot be, or are more than the training has."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tracker.domain.record import Completion, Person, TeamEvent
from tracker.domain.record_checks.facts import Facts, Offered
from tracker.domain.record_checks.line import Check, Line, Opens, Thing
from tracker.domain.wording import day, hours, listed, quoted

A_DAY = Decimal(24)
# Ours: two working weeks. A course of several days carries its last day; longer than this, a slip is likelier.
LONGEST_ENTRY = Decimal(80)
# Ours: catalogs round, and courses are held a little longer; both must be passed before anybody is asked.
MARGIN, LEAST_MORE = Decimal("1.25"), Decimal(1)


def in_one_day(facts: Facts) -> Iterator[Line]:
    """Yield what one person has on one day beyond 24 hours together, and single entries beyond 80.

    An entry beyond 24 is a course of several days and is not added to others.
    """
    days: dict[tuple[str, date], list[tuple[Person, Completion]]] = defaultdict(list)
    for person, it in facts.standing():
        amount = it.hours or Decimal(0)
        if amount > LONGEST_ENTRY and not _offered_so_long(facts, it):
            yield _too_long(person, it, amount)
        if 0 < amount <= A_DAY:
            days[person.key, it.completed_on].append((person, it))
    for together in days.values():
        total = sum((it.hours or Decimal(0) for _, it in together), Decimal(0))
        if total > A_DAY:
            entries = sorted((it for _, it in together), key=lambda it: it.key)
            yield _too_many(together[0][0], entries, total)


def over_claimed(facts: Facts) -> Iterator[Line]:
    """Yield completions with more hours than their event, or clearly more than the catalog says."""
    events = {event.key: event for event in facts.record.events}
    for person, it in facts.standing():
        event, offered = events.get(it.event or ""), facts.catalog.get(it.training or "")
        if it.hours is None:
            continue
        if event is not None and event.hours is not None:
            if it.hours > event.hours:
                yield _more_than(person, it, event.hours, f"the team event of {day(event.held_on)} has", event)
        elif offered is not None and it.hours > offered.hours * MARGIN and it.hours >= offered.hours + LEAST_MORE:
            yield _more_than(person, it, offered.hours, "the catalog says")


def _offered_so_long(facts: Facts, it: Completion) -> bool:
    offered: Offered | None = facts.catalog.get(it.training or "")
    return offered is not None and it.hours is not None and it.hours <= offered.hours


def _too_long(person: Person, it: Completion, amount: Decimal) -> Line:
    return Line(
        check=Check.IN_ONE_DAY,
        name=person.name,
        says=f"{quoted(it.title)} has {hours(amount)} in one entry. A misplaced decimal point looks like this.",
        do="Compare the hours with the certificate.",
        things=(Thing(Opens.CORRECT, it.key, f"Correct {quoted(it.title)}"),),
        facts=(str(amount.normalize()),),
    )


def _too_many(person: Person, entries: list[Completion], total: Decimal) -> Line:
    named = listed(f"{quoted(it.title)} ({hours(it.hours or Decimal(0))})" for it in entries)
    return Line(
        check=Check.IN_ONE_DAY,
        name=person.name,
        says=f"{hours(total)} on {day(entries[0].completed_on)}: {named}. A day has 24.",
        do="Compare day and hours of each with its certificate.",
        things=tuple(Thing(Opens.CORRECT, it.key, f"Correct {quoted(it.title)}") for it in entries),
        facts=(entries[0].completed_on.isoformat(), *(str((it.hours or Decimal(0)).normalize()) for it in entries)),
    )


def _more_than(person: Person, it: Completion, has: Decimal, which: str, event: TeamEvent | None = None) -> Line:
    claimed = it.hours or Decimal(0)
    mends = [Thing(Opens.CORRECT, it.key, f"Correct {quoted(it.title)}")]
    if event is not None:
        mends.append(Thing(Opens.EVENT_CORRECT, event.key, f"Correct the event {quoted(event.title)}"))
    return Line(
        check=Check.OVER_CLAIMED,
        name=person.name,
        says=(
            f"{quoted(it.title)} of {day(it.completed_on)} counts {hours(claimed)}; {which} {hours(has)}. "
            "A reviewer who knows the training would ask."
        ),
        do="Compare the hours with the certificate.",
        things=tuple(mends),
        facts=(str(claimed.normalize()), str(has.normalize())),
    )
