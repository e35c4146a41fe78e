"""What a packet says, held against what the same packet would say later: a difference that people can read.

Both are contexts of one standard about the same day. What moves only because it is numbered anew, such as an exhibit,
is no change. A completion has no name of its own in a packet: it is known again by what it says, then by its title and
day, then by its title alone.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.formatting import format_count
from tracker.reports import facts
from tracker.reports.context import Finding, PacketContext, Person
from tracker.reports.facts import FILES, Facts, Item

NO_FILE = "no file"
OTHERS = "not the same"
Known = Callable[[Item], Hashable]


class Turn(StrEnum):
    """What became of something that a packet tells of."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"

    @property
    def word(self) -> str:
        """The word that people read."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Shift:
    """One fact of something, by its name: what the packet says of it, and what it would say now."""

    name: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was added, changed or is gone, with what of it moved."""

    turn: Turn
    words: str
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """How something stands: the word of its status, and the sentence beside it. Both empty where it is not there."""

    word: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A requirement over everybody, or the finding about one person (`who`), which stands otherwise now."""

    requirement: str
    who: str
    then: Said
    now: Said


@dataclass(frozen=True, slots=True)
class OfPerson:
    """Everything about one person that moved, but for how they stand."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What moved between two contexts: the packet as a whole, its requirements, its people, and what is the team's."""

    whole: tuple[Shift, ...] = ()
    requirements: tuple[Standing, ...] = ()
    findings: tuple[Standing, ...] = ()
    people: tuple[OfPerson, ...] = ()
    team: tuple[Entry, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether the packet would say the same now."""
        return not (self.whole or self.requirements or self.findings or self.entries)

    @property
    def entries(self) -> int:
        """How many things of the record moved, whoever they are about."""
        return len(self.team) + sum(len(each.entries) for each in self.people)


def between(then: PacketContext, now: PacketContext) -> Difference:
    """Return what moved from one context to another of the same standard and day. Costs what both hold."""
    return Difference(
        whole=_shifts(facts.of_whole(then), facts.of_whole(now)),
        requirements=tuple(_requirements(then, now)),
        findings=tuple(_findings(then, now)),
        people=tuple(_people(then, now)),
        team=(
            *_entries(facts.events(then.events, then), facts.events(now.events, now)),
            *_entries(facts.waivers(then.waivers, then), facts.waivers(now.waivers, now)),
        ),
    )


def _requirements(then: PacketContext, now: PacketContext) -> Iterator[Standing]:
    before = {each.id: Said(each.status.word, facts.verdict(each, then)) for each in then.requirements}
    after = {each.id: Said(each.status.word, facts.verdict(each, now)) for each in now.requirements}
    for key, title in _titles(then, now).items():
        old, new = before.get(key, Said()), after.get(key, Said())
        if old != new:
            yield Standing(title, "", old, new)


def _findings(then: PacketContext, now: PacketContext) -> Iterator[Standing]:
    """Yield what is found otherwise; a finding that is on one side only follows from who came, or what is asked."""
    titles, names = _titles(then, now), {each.id: each.name for each in (*then.people, *now.people)}
    before = {(each.requirement_id, each.person_id): each for each in then.findings}
    for finding in now.findings:
        was = before.get((finding.requirement_id, finding.person_id))
        if was and _said(was) != _said(finding):
            title, name = titles[finding.requirement_id], names.get(finding.person_id, "")
            yield Standing(title, name, _said(was), _said(finding))


def _said(finding: Finding) -> Said:
    return Said(finding.status.word, finding.reason)


def _titles(then: PacketContext, now: PacketContext) -> dict[str, str]:
    return {each.id: each.title for each in (*then.requirements, *now.requirements)}


def _people(then: PacketContext, now: PacketContext) -> Iterator[OfPerson]:
    before, after = {each.id: each for each in then.people}, {each.id: each for each in now.people}
    for key, person in (before | after).items():
        if key not in before or key not in after:
            yield OfPerson(person.name, (Entry(Turn.ADDED if key in after else Turn.GONE, person.name),))
        elif entries := tuple(_about(before[key], then, after[key], now)):
            yield OfPerson(person.name, entries)


def _about(was: Person, then: PacketContext, person: Person, now: PacketContext) -> Iterator[Entry]:
    if own := _shifts(facts.of_person(was), facts.of_person(person)):
        yield Entry(Turn.CHANGED, person.name, own)
    yield from _entries(facts.completions(was.completions, then), facts.completions(person.completions, now))


def _entries(then: Sequence[Item], now: Sequence[Item]) -> Iterator[Entry]:
    pairs, gone, added = _paired(then, now)
    yield from (Entry(Turn.CHANGED, after.words, _shifts(before.facts, after.facts)) for before, after in pairs)
    yield from (Entry(Turn.ADDED, each.words) for each in added)
    yield from (Entry(Turn.GONE, each.words) for each in gone)


def _paired(then: Sequence[Item], now: Sequence[Item]) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Return what changed with what it became, what is gone and what was added; what is the same is left out."""
    gone, added = list(then), list(now)
    _matched(gone, added, lambda each: each.facts)
    pairs = []
    for place in range(max((len(each.known_by) for each in (*gone, *added)), default=0)):
        pairs += _matched(gone, added, _by(place))
    return pairs, gone, added


def _by(place: int) -> Known:
    return lambda each: each.known_by[place]


def _matched(gone: list[Item], added: list[Item], known_by: Known) -> list[tuple[Item, Item]]:
    """Take from both lists those that are known again, each once and in their order, and return them in pairs."""
    waiting: defaultdict[Hashable, list[Item]] = defaultdict(list)
    for each in gone:
        waiting[known_by(each)].append(each)
    pairs = [(there.pop(0), each) for each in added if (there := waiting[known_by(each)])]
    taken = {id(each) for pair in pairs for each in pair}
    gone[:] = [each for each in gone if id(each) not in taken]
    added[:] = [each for each in added if id(each) not in taken]
    return pairs


def _shifts(then: Facts, now: Facts) -> tuple[Shift, ...]:
    both = zip(then, now, strict=True)
    return tuple(_shift(name, before, after) for (name, before), (_, after) in both if before != after)


def _shift(name: str, then: str, now: str) -> Shift:
    if name != FILES:
        return Shift(name, then or "nothing", now or "nothing")
    old, new = _count(then), _count(now)
    return Shift(name, old, new if old != new else f"{new}, {OTHERS}")


def _count(digests: str) -> str:
    return format_count(len(digests.split()), "file") if digests else NO_FILE
