"""What a packet holds below full names: every field of its context has its rule, and exhibits give way to a number.

The context comes from a record whose names gave way already (`tracker.domain.levels`). Here a packet is built anew from
its rules, field by field. A field without a rule is refused and never let through, so a fact that is added to the
context stays out of a shortened packet until somebody has decided on it.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from tracker.domain.names import BY_LINK, Mask, initials
from tracker.domain.vocabulary import Level
from tracker.reports import context as printed
from tracker.reports.context import PacketContext, Word
from tracker.reports.documents import TeamDocument
from tracker.reports.left_out import LeftOut, RequirementCounts, StatusCount
from tracker.reports.outline import Outline

Entry = TypeVar("Entry")
_NUMBER = re.compile(r" \(number .*")


@dataclass(frozen=True, slots=True)
class Telling:
    """How people are told of: ids by which no other packet can be compared, and the mask for typed text."""

    ids: Mapping[str, str]
    mask: Mask


Rule = Callable[[Any, Telling], Any]


def at_level(packet: PacketContext, level: Level, mask: Mask) -> PacketContext:
    """Return a packet that holds nothing beneath the level. Whoever issued it stays named: somebody vouches."""
    if level is Level.FULL:
        return packet
    ids = {person.id: f"person-{place}" for place, person in enumerate(packet.people, start=1)}
    told: PacketContext = _rebuilt(packet, Telling(ids, mask))
    # A document with a file would be told of among the exhibits, and by nothing else.
    papers = tuple(each for each in told.documents if not each.left_out)
    left_out = LeftOut(exhibits=len(packet.exhibits))
    told = replace(told, level=Word(level.value, level.label), left_out=left_out, documents=papers)
    return told if level is Level.INITIALS else _counted(told)


def without_people(told: PacketContext) -> PacketContext:
    """Return of a packet below full names what can be held against another: who is who differs from one to the next."""
    counted = told if told.level.value == Level.COUNTS else _counted(told)
    return replace(counted, findings=(), waivers=())


def _counted(told: PacketContext) -> PacketContext:
    """Return a packet in which numbers stand in place of people."""
    outline = Outline(told)
    gaps = Counter(each.requirement_id for each in outline.gaps if each.person_id)
    running_out = Counter(each.requirement_id for each in outline.running_out if each.person_id)
    counts = tuple(
        RequirementCounts(
            requirement_id=asked.id,
            standing=_standing(outline, asked.id),
            gaps=gaps[asked.id],
            running_out=running_out[asked.id],
        )
        for asked in told.requirements
        if not asked.team
    )
    left_out = replace(
        told.left_out,
        people=len(told.people),
        gaps=gaps.total(),
        running_out=running_out.total(),
        self_reported=sum(each.person is not None for each in outline.self_reported),
        undecided=outline.undecided,
        waivers=sum(bool(waiver.person_id) for waiver in told.waivers),
        counts=counts,
    )
    return replace(
        told,
        people=(),
        findings=tuple(each for each in told.findings if not each.person_id),
        waivers=tuple(each for each in told.waivers if not each.person_id),
        events=tuple(
            replace(event, attendance=tuple(replace(each, person_ids=()) for each in event.attendance))
            for event in told.events
        ),
        left_out=left_out,
    )


def _standing(outline: Outline, requirement: str) -> tuple[StatusCount, ...]:
    found = Counter(each.status.value for each in outline.by_requirement[requirement])
    return tuple(
        StatusCount(value=each.value, word=each.word, people=found[each.value])
        for each in outline.statuses
        if found[each.value]
    )


def _rebuilt(record: Any, telling: Telling) -> Any:
    rules = RULES[type(record)]
    if hasattr(record, "left_out") and not isinstance(record, PacketContext):
        record = replace(record, left_out=len(record.exhibits))
    return type(record)(**{each.name: rules[each.name](getattr(record, each.name), telling) for each in fields(record)})


def _keep(value: Entry, _: Telling) -> Entry:
    return value


def _each(value: Any, telling: Telling) -> Any:
    if isinstance(value, tuple):
        return tuple(_each(entry, telling) for entry in value)
    return _rebuilt(value, telling) if is_dataclass(value) else value


def _of_person(value: str, telling: Telling) -> str:
    return telling.ids[value] if value else ""


def _of_people(value: tuple[str, ...], telling: Telling) -> tuple[str, ...]:
    # Who is not listed in the packet has no number; the count of those present still holds them.
    return tuple(telling.ids[each] for each in value if each in telling.ids)


def _shortened(value: str, _: Telling) -> str:
    return initials(value)


def _decider(value: str, _: Telling) -> str:
    named = value.removesuffix(BY_LINK)
    return initials(value) if named == value else f"{initials(named.partition(',')[0])}{BY_LINK}"


def _masked(value: str, telling: Telling) -> str:
    return telling.mask(value)


def _amounts(value: tuple[str, ...], telling: Telling) -> tuple[str, ...]:
    """Keep how much of which credit, and not the number of the certificate."""
    return tuple(telling.mask(_NUMBER.sub("", each)) for each in value)


def _none(_: Any, __: Telling) -> tuple[()]:
    return ()


def _nothing(_: Any, __: Telling) -> None:
    return None


def _blank(_: Any, __: Telling) -> str:
    return ""


def _rules(kept: str, **others: Rule) -> dict[str, Rule]:
    return {**dict.fromkeys(kept.split(), _keep), **others}


# Sentences of findings and the words of waivers are made from a record without names. What staff type besides is
# masked where a reader needs it (titles, providers) and otherwise left out (notes, numbers of certificates, letters).
RULES: Mapping[type, Mapping[str, Rule]] = {
    printed.Word: _rules("value word"),
    printed.Component: _rules("id title met asked"),
    printed.Requirement: _rules(
        "id component_id title text source source_mark verdict note team measured", status=_each
    ),
    printed.Considered: _rules(
        "completed_on words rests_on left_out topics", title=_masked, exhibits=_none, citations=_none
    ),
    printed.Finding: _rules(
        "requirement_id reason gap cautions due_on lapses_on left_out",
        person_id=_of_person,
        status=_each,
        counted=_each,
        not_counted=_each,
        exhibits=_none,
        citations=_none,
    ),
    printed.RoleTerm: _rules("role starts_on ends_on"),
    printed.Completion: _rules(
        "completed_on hours training submitted_on decided_on topics requirement_ids left_out",
        title=_masked,
        provider=_masked,
        state=_each,
        grade=_each,
        recorded_by=_shortened,
        decided_by=_decider,
        credits=_amounts,
        note=_blank,
        exhibits=_none,
        citations=_none,
    ),
    printed.Person: _rules(
        "name discipline carried", id=_of_person, agency=_blank, other_names=_none, roles=_each, completions=_each
    ),
    printed.Attendance: _rules("discipline present on_team", person_ids=_of_people),
    printed.TeamEvent: _rules(
        "held_on hours requirement_ids left_out",
        title=_masked,
        provider=_masked,
        attendance=_each,
        exhibits=_none,
        citations=_none,
    ),
    TeamDocument: _rules("completed_on requirement_ids left_out", title=_masked, exhibits=_none),
    printed.Waiver: _rules(
        "requirement_id starts_on ends_on reason instead proposed_by decided_by decided_on acts left_out",
        kind=_each,
        person_id=_of_person,
        exhibits=_none,
        citations=_none,
    ),
    printed.PacketContext: _rules(
        "packet_id center standard edition as_of issued_by issued_at issued_on checked notice caution site_visit_on"
        " known_on history_head seal_key check_address accent logo level left_out components",
        letter=_nothing,
        requirements=_each,
        people=_each,
        findings=_each,
        events=_each,
        documents=_each,
        waivers=_each,
        exhibits=_none,
        citations=_none,
    ),
}
