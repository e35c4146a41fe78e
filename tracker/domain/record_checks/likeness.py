"""The same training of one person logged twice; and what the team did or holds, recorded twice."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise

from tracker.domain.finding import TEAM
from tracker.domain.record import Completion, TeamEvent
from tracker.domain.record_checks.facts import Facts
from tracker.domain.record_checks.line import Check, Line, Opens, Thing
from tracker.domain.titles import fold
from tracker.domain.wording import count, day, quoted

NEAR = timedelta(days=1)
_IDLE_WORDS = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
_Dated = Completion | TeamEvent
# What may be the same, by what makes it so; first by whose it is.
_Alike = Mapping[tuple[str, ...], list[_Dated]]


def twice(facts: Facts) -> Iterator[Line]:
    """Yield two of one person with the same training, or the same words in the title, on the same day or the next.

    So too two team events, and two documents of one kind, of the same day. What people have of two team events is not
    asked about as well. Sorts: n log n in a person's completions.
    """
    names = {person.key: person.name for person in facts.record.people}
    for whose, one, other in _pairs(_of_people(facts)):
        mends = tuple(Thing(Opens.WITHDRAW, it.key, f"Withdraw {_told(it)}") for it in (one, other))
        yield _line(names[whose], one, other, "its hours are counted twice", mends)
    for _, one, other in _pairs(_of_the_team(facts)):
        mends = tuple(
            Thing(Opens.EVENT_WITHDRAW, it.key, f"Withdraw {_told(it)}, {_beside(facts, it)}") for it in (one, other)
        )
        yield _line(TEAM, one, other, "it counts twice for the team", mends)


def _of_people(facts: Facts) -> _Alike:
    alike: dict[tuple[str, ...], list[_Dated]] = defaultdict(list)
    for person, it in facts.standing():
        alike[person.key, it.kind, "title", _words(it.title)].append(it)
        if it.training is not None:
            alike[person.key, it.kind, "training", it.training].append(it)
    return alike


def _of_the_team(facts: Facts) -> _Alike:
    alike: dict[tuple[str, ...], list[_Dated]] = defaultdict(list)
    for event in facts.record.events:
        held_on = event.held_on.isoformat()
        alike[TEAM, held_on, "title", _words(event.title)].append(event)
        if event.training is not None:
            alike[TEAM, held_on, "training", event.training].append(event)
    for it in facts.record.documents:
        alike[TEAM, it.completed_on.isoformat(), it.kind, _words(it.title)].append(it)
    return alike


def _pairs(alike: _Alike) -> Iterator[tuple[str, _Dated, _Dated]]:
    """Yield whose it is with each two neighbors that are near, once, however many things make them alike."""
    told: set[frozenset[str]] = set()
    for (whose, *_), entries in alike.items():
        if len(entries) == 1:
            continue
        entries.sort(key=lambda each: (each.completed_on, each.key))
        for one, other in pairwise(entries):
            if _is_near(one, other) and (pair := frozenset({one.key, other.key})) not in told:
                told.add(pair)
                yield whose, one, other


def _is_near(one: _Dated, other: _Dated) -> bool:
    return not (_is_of_an_event(one) and _is_of_an_event(other)) and other.completed_on - one.completed_on <= NEAR


def _is_of_an_event(it: _Dated) -> bool:
    return isinstance(it, Completion) and it.event is not None


# Titles repeat from person to person, and reading one letter by letter is most of what this check costs.
@lru_cache(maxsize=4096)
def _words(title: str) -> str:
    """Return the words that tell a title from another, in no order: "Module 1" and "Module 2" stay two."""
    words = fold(title).split()
    return " ".join(sorted([word for word in words if word not in _IDLE_WORDS] or words))


def _line(name: str, one: _Dated, other: _Dated, harm: str, mends: tuple[Thing, ...]) -> Line:
    return Line(
        check=Check.TWICE,
        name=name,
        says=f"{_told(one)} and {_told(other)} look like the same. If they are, {harm}.",
        do="Withdraw one of them, or correct the day.",
        things=mends,
        facts=(one.completed_on.isoformat(), other.completed_on.isoformat(), _words(one.title), _words(other.title)),
    )


def _told(it: _Dated) -> str:
    return f"{quoted(it.title)} of {day(it.completed_on)}"


def _beside(facts: Facts, it: _Dated) -> str:
    """Say what tells one of two from the other, whose titles and days are the same: who was there, and the file."""
    file = "with a file" if it.key in facts.sheets else "without a file"
    if not isinstance(it, TeamEvent):
        return file
    return f"{count(len(it.attendees), 'person', 'people') if it.attendees else 'nobody ticked'}, {file}"
