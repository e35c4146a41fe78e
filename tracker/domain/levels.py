"""A record as a packet may tell of it at its level: names give way before anything is said, so no sentence holds one.

The rules judge the shortened record and come to the same statuses: they never look at a name, a title or a reason, they
only quote them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from re import compile as pattern

from tracker.domain.assessment import Assessment, assess
from tracker.domain.finding import Finding
from tracker.domain.names import Mask, initials
from tracker.domain.record import Completion, Person, Record, Waiver
from tracker.domain.vocabulary import Level, Role

UNNAMED = "Unnamed"
GAP_LEFT_OUT = "What would close it is left out at this level."
REASON_LEFT_OUT = "The reason is left out at this level."
# Stands for a person where nobody may be told from another: no text that people type holds it.
_SOMEBODY = "\ue0f5"
_SENTENCES = pattern(r"(?<=[.!?]) (?=[^ ])")


@dataclass(frozen=True, slots=True)
class Shortened:
    """A record without names, what the standard finds in it, and the mask for text that it does not hold."""

    record: Record
    found: Assessment
    mask: Mask


def shorten(found: Assessment, record: Record, level: Level, others: Iterable[str] = ()) -> Shortened:
    """Return a record and its assessment as a level below full names tells of them. Costs one more assessment.

    `others`: names of people who are not in the record, such as those who decided.
    """
    mask = Mask([*(person.name for person in record.people), *_deciders(record), *others])
    aliases = _aliases(found, record) if level is Level.INITIALS else dict.fromkeys(_keys(record), _SOMEBODY)
    shortened = Record(
        people=tuple(_person(each, aliases, mask, level) for each in record.people),
        events=tuple(replace(each, title=mask(each.title)) for each in record.events),
        documents=tuple(_masked(each, mask) for each in record.documents),
        waivers=tuple(_waiver(each, level) for each in record.waivers),
        visit_on=record.visit_on,
    )
    again = assess(found.standard, shortened, found.as_of)
    if level is Level.COUNTS:
        own = {*(each.key for each in record.events), *(each.key for each in record.documents)}
        again = replace(again, team=tuple(_of_team_alone(each, own) for each in again.team))
    return Shortened(shortened, again, mask)


def _keys(record: Record) -> list[str]:
    return [person.key for person in record.people]


def _deciders(record: Record) -> list[str]:
    decided = [*record.waivers, *(waiver for person in record.people for waiver in person.waivers)]
    return [name for waiver in decided for name in (waiver.proposed_by, waiver.decided_by)]


def _aliases(found: Assessment, record: Record) -> Mapping[str, str]:
    """Return initials and role of each person by key; where initials are alike, numbered from those listed on."""
    listed = {person.key for person in found.bound_people}
    alike: defaultdict[str, list[Person]] = defaultdict(list)
    for person in sorted(record.people, key=lambda each: each.key not in listed):
        alike[initials(person.name) or UNNAMED].append(person)
    aliases = {}
    for short, those in alike.items():
        several = sum(person.key in listed for person in those) > 1
        for number, person in enumerate(those, start=1):
            told = f"{short} {number}" if several or number > 1 else short
            aliases[person.key] = f"{told} ({_role(person, found.as_of)})"
    return aliases


def _role(person: Person, as_of: date) -> str:
    """Return the role taken on last of those held on a day, or held until then; without any the discipline."""
    begun = [term for term in person.role_terms if term.starts_on <= as_of]
    held = [term for term in begun if term.ends_on is None or as_of <= term.ends_on]
    said = max(held or begun, key=lambda term: (term.role is not Role.OTHER_STAFF, term.starts_on), default=None)
    return said.role.label if said else person.discipline.label


def _person(person: Person, aliases: Mapping[str, str], mask: Mask, level: Level) -> Person:
    return replace(
        person,
        name=aliases[person.key],
        agency="",
        completions=tuple(_masked(each, mask) for each in person.completions),
        waivers=tuple(_waiver(each, level) for each in person.waivers),
    )


def _masked(completion: Completion, mask: Mask) -> Completion:
    return replace(completion, title=mask(completion.title))


def _waiver(waiver: Waiver, level: Level) -> Waiver:
    who = (initials(waiver.proposed_by) or UNNAMED, initials(waiver.decided_by) or UNNAMED)
    proposed_by, decided_by = who if level is Level.INITIALS else ("one person", "another")
    return replace(waiver, reason=REASON_LEFT_OUT, instead="", proposed_by=proposed_by, decided_by=decided_by)


def _of_team_alone(finding: Finding, own: set[str]) -> Finding:
    """Return a finding of the team without whatever is told of single people: sentences, completions, cautions."""
    counted = tuple(each for each in finding.counted if each.completion.key in own)
    not_counted = tuple(each for each in finding.not_counted if each.completion.key in own)
    alone = len(counted) == len(finding.counted) and len(not_counted) == len(finding.not_counted)
    return replace(
        finding,
        reason=_without_people(finding.reason) or REASON_LEFT_OUT,
        gap=finding.gap and (_without_people(finding.gap) or GAP_LEFT_OUT),
        counted=counted,
        not_counted=not_counted,
        cautions=finding.cautions if alone else (),
        weak=tuple(each for each in finding.weak if each.key in own),
    )


def _without_people(text: str) -> str:
    return " ".join(each for each in _SENTENCES.split(text) if _SOMEBODY not in each)
