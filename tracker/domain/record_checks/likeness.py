"""The same training of one person, logged twice."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise

from tracker.domain.record import Completion, Person
from tracker.domain.record_checks.facts import Facts
from tracker.domain.record_checks.line import Check, Line, Opens, Thing
from tracker.domain.titles import fold
from tracker.domain.wording import day, quoted

NEAR = timedelta(days=1)
_IDLE_WORDS = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})


def twice(facts: Facts) -> Iterator[Line]:
    """Yield two of one person with the same training, or the same words in the title, on the same day or the next.

    Two team events are two, however alike. Sorts: n log n in a person's completions.
    """
    alike: dict[tuple[str, ...], list[tuple[Person, Completion]]] = defaultdict(list)
    for person, it in facts.standing():
        alike[person.key, it.kind, "title", _words(it.title)].append((person, it))
        if it.training is not None:
            alike[person.key, it.kind, "training", it.training].append((person, it))
    told: set[frozenset[str]] = set()
    for entries in alike.values():
        if len(entries) == 1:
            continue
        entries.sort(key=lambda each: (each[1].completed_on, each[1].key))
        for (person, one), (_, other) in pairwise(entries):
            if _is_near(one, other) and (pair := frozenset({one.key, other.key})) not in told:
                told.add(pair)
                yield _line(person, one, other)


def _is_near(one: Completion, other: Completion) -> bool:
    both_events = one.event is not None and other.event is not None
    return not both_events and other.completed_on - one.completed_on <= NEAR


# Titles repeat from person to person, and reading one letter by letter is most of what this check costs.
@lru_cache(maxsize=4096)
def _words(title: str) -> str:
    """Return the words that tell a title from another, in no order: "Module 1" and "Module 2" stay two."""
    words = fold(title).split()
    return " ".join(sorted([word for word in words if word not in _IDLE_WORDS] or words))


def _line(person: Person, one: Completion, other: Completion) -> Line:
    return Line(
        check=Check.TWICE,
        name=person.name,
        says=(
            f"{quoted(one.title)} of {day(one.completed_on)} and {quoted(other.title)} of {day(other.completed_on)} "
            "look like the same. If they are, its hours are counted twice."
        ),
        do="Withdraw one of them, or correct the day.",
        things=(
            Thing(Opens.WITHDRAW, one.key, f"Withdraw {quoted(one.title)} of {day(one.completed_on)}"),
            Thing(Opens.WITHDRAW, other.key, f"Withdraw {quoted(other.title)} of {day(other.completed_on)}"),
        ),
        facts=(one.completed_on.isoformat(), other.completed_on.isoformat(), _words(one.title), _words(other.title)),
    )
