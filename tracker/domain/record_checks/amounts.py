"""Hours that cannot be, or are more than the training has."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tracker.domain.record import Completion, Person, TeamEvent
from tracker.domain.record_checks.facts import Facts, Offered
from tracker.domain.record_checks.line import Check, Line, Opens, Thing
from tracker.domain.vocabulary import TrainingFormat
from tracker.domain.wording import day, hours, listed, quoted

A_DAY = Decimal(24)
# Ours: two working weeks. A course of several days carries its last day; longer than this, a slip is likelier.
LONGEST_ENTRY = Decimal(80)
# Ours: catalogs round, and courses are held a little longer; both must be passed before anybody is asked.
MARGIN, LEAST_MORE = Decimal("1.25"), Decimal(1)
# Ours: what a day of training can hold, by how it is given; a long day, not a usual one. Courses at one's own pace,
# mixed ones and those of which nobody knows have none.
LONGEST_DAY = {TrainingFormat.IN_PERSON: Decimal(16), TrainingFormat.LIVE_ONLINE: Decimal(12)}
# Ours: a recording is one sitting or a few; what is longer is a course.
LONGEST_RECORDING = Decimal(12)
_HOW = {
    TrainingFormat.IN_PERSON: "in person",
    TrainingFormat.LIVE_ONLINE: "live online",
    TrainingFormat.RECORDED: "a recording",
}
_Timed = tuple[Person, Completion, Decimal]


def in_one_day(facts: Facts) -> Iterator[Line]:
    """Yield what one person has on one day beyond 24 hours together, and single entries beyond 80.

    An entry beyond 24 is a course of several days and is not added to others.
    """
    days: dict[tuple[str, date], list[_Timed]] = defaultdict(list)
    for person, it, amount in _timed(facts):
        offered = _offered(facts, it)
        if amount > LONGEST_ENTRY and (offered is None or amount > offered.hours):
            yield _too_long(person, it, amount)
        if amount <= A_DAY:
            days[person.key, it.completed_on].append((person, it, amount))
    for (_, on_day), together in days.items():
        if sum(amount for _, _, amount in together) > A_DAY:
            yield _too_many(on_day, sorted(together, key=lambda each: each[1].key))


def over_format(facts: Facts) -> Iterator[Line]:
    """Yield days and recordings with more hours than how they were given allows, up to the 24 of `in_one_day`.

    What the catalog says of a training is never too much: then it is a course of several days.
    """
    days: dict[tuple[str, date, TrainingFormat], list[_Timed]] = defaultdict(list)
    for person, it, amount in _timed(facts):
        how, offered = facts.formats.get(it.key), _offered(facts, it)
        if how is None or amount > A_DAY or (offered is not None and amount <= offered.hours):
            continue
        if how in LONGEST_DAY:
            days[person.key, it.completed_on, how].append((person, it, amount))
        elif how is TrainingFormat.RECORDED and amount > LONGEST_RECORDING:
            yield _over(how, LONGEST_RECORDING, [(person, it, amount)])
    for (_, _, how), together in days.items():
        if LONGEST_DAY[how] < sum(amount for _, _, amount in together) <= A_DAY:
            yield _over(how, LONGEST_DAY[how], sorted(together, key=lambda each: each[1].key))


def over_claimed(facts: Facts) -> Iterator[Line]:
    """Yield completions with more hours than their event, or clearly more than the catalog says."""
    events = {event.key: event for event in facts.record.events}
    for person, it, amount in _timed(facts):
        event, offered = events.get(it.event or ""), _offered(facts, it)
        if event is not None and event.hours is not None:
            if amount > event.hours:
                has = f"the team event of {day(event.held_on)} has"
                yield _more_than((person, it, amount), event.hours, has, event)
        elif offered is not None and amount > offered.hours * MARGIN and amount >= offered.hours + LEAST_MORE:
            yield _more_than((person, it, amount), offered.hours, "the catalog says")


def _timed(facts: Facts) -> Iterator[_Timed]:
    """Yield what was sent or accepted with hours, with whose it is."""
    return ((person, it, it.hours) for person, it in facts.standing() if it.hours)


def _offered(facts: Facts, it: Completion) -> Offered | None:
    return facts.catalog.get(it.training or "")


def _too_long(person: Person, it: Completion, amount: Decimal) -> Line:
    return Line(
        check=Check.IN_ONE_DAY,
        name=person.name,
        says=f"{quoted(it.title)} has {hours(amount)} in one entry. A misplaced decimal point looks like this.",
        do="Compare the hours with the certificate.",
        things=(Thing(Opens.CORRECT, it.key, f"Correct {quoted(it.title)}"),),
        facts=(str(amount.normalize()),),
    )


def _too_many(on_day: date, together: list[_Timed]) -> Line:
    entries = [(it, amount) for _, it, amount in together]
    total = sum((amount for _, amount in entries), Decimal(0))
    named = listed(f"{quoted(it.title)} ({hours(amount)})" for it, amount in entries)
    return Line(
        check=Check.IN_ONE_DAY,
        name=together[0][0].name,
        says=f"{hours(total)} on {day(on_day)}: {named}. A day has 24.",
        do="Compare day and hours of each with its certificate.",
        things=tuple(Thing(Opens.CORRECT, it.key, f"Correct {quoted(it.title)}") for it, _ in entries),
        facts=(on_day.isoformat(), *(str(amount.normalize()) for _, amount in entries)),
    )


def _over(how: TrainingFormat, most: Decimal, together: list[_Timed]) -> Line:
    person, first, _ = together[0]
    total = sum((amount for _, _, amount in together), Decimal(0))
    named = listed(quoted(it.title) for _, it, _ in together)
    return Line(
        check=Check.OVER_FORMAT,
        name=person.name,
        says=(
            f"{named} of {day(first.completed_on)}: {hours(total)} {_HOW[how]}. We ask beyond {hours(most)}; "
            "no standard says so."
        ),
        do="Compare hours and format with the certificate. A course of several days is right as it is: set this aside.",
        things=tuple(Thing(Opens.CORRECT, it.key, f"Correct {quoted(it.title)}") for _, it, _ in together),
        facts=(how.value, *(str(amount.normalize()) for _, _, amount in together)),
    )


def _more_than(timed: _Timed, has: Decimal, which: str, event: TeamEvent | None = None) -> Line:
    person, it, claimed = timed
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
