"""Certificates that name somebody else than the person whose record they stand in."""

from collections.abc import Iterable, Iterator

from tracker.domain.nicknames import may_be
from tracker.domain.record import Completion, Person
from tracker.domain.record_checks.facts import Facts
from tracker.domain.record_checks.line import Check, Line, Opens, Thing
from tracker.domain.titles import fold
from tracker.domain.wording import day, listed, quoted


def other_name(facts: Facts) -> Iterator[Line]:
    """Yield each file of one person alone on which every name that was read is somebody else's.

    What proves for several people, such as a sheet, names several and is no question here.
    """
    owners = facts.owners()
    for person, it in facts.standing():
        for digest in sorted(facts.files.get(it.key, ())):
            is_alone = len({owner.key for owner, _ in owners[digest]}) == 1
            if is_alone and facts.named.get(digest) and not _names(facts, digest, person):
                yield _line(facts, person, it, digest)


def _names(facts: Facts, digest: str, person: Person) -> bool:
    return any(is_called(name, facts.names_of(person)) for name in facts.named[digest])


def is_called(read: str, names: Iterable[str]) -> bool:
    """Tell whether a name as it was read may be one of somebody's.

    Order, accents, titles, degrees, middle names, initials and short forms make no other name.
    """
    words = _words(read)
    return any(_may_be_one(words, _words(name)) for name in names)


def _may_be_one(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer, more = sorted((one, other), key=len)
    if not fewer & more:
        return False
    return all(any(_is_short_for(word, its) for its in more - fewer) for word in fewer - more)


def _is_short_for(one: str, other: str) -> bool:
    return may_be(one, other) or (one[0] == other[0] and 1 in {len(one), len(other)})


def _words(name: str) -> frozenset[str]:
    """Return the words of a name; without initials, where two words are there besides."""
    words = frozenset(fold(name).split())
    whole = frozenset(word for word in words if len(word) > 1)
    return whole if len(whole) > 1 else words


def _line(facts: Facts, person: Person, it: Completion, digest: str) -> Line:
    read = facts.named[digest]
    others = [each for each in facts.record.people if _names(facts, digest, each)]
    whose, do = listed(read), "Take it off if it is not theirs."
    if len(others) == 1:
        whose, do = f"{whose}, who is on the team too", f"Take it off here, and add it for {others[0].name}."
    return Line(
        check=Check.OTHER_NAME,
        name=person.name,
        says=f"The certificate of {quoted(it.title)} of {day(it.completed_on)} names {whose}, and not {person.name}.",
        do=f"{do} If {person.name} had that name, add it to their other names.",
        things=(
            Thing(Opens.FILES, it.key, f"Open {quoted(it.title)}"),
            Thing(Opens.NAMES, person.key, f"Add a name of {person.name}"),
        ),
        facts=(digest, *read, *facts.names_of(person)),
    )
