"""Waivers and equivalents in a packet: each that holds on its day, with the files behind it and where it acts."""

from collections.abc import Iterator

from tracker.domain.assessment import Assessment
from tracker.domain.record import Record, Waiver
from tracker.reports import context as printed
from tracker.reports.context import Word
from tracker.services.packets.proof import Claim, Proof


def claims(found: Assessment, record: Record) -> list[Claim]:
    """Return what the files of waivers prove."""
    titles = {each.id: each.title for each in found.standard.requirements}
    return [
        Claim(
            key=waiver.key,
            title=f"{waiver.kind.label}: {titles[waiver.requirement]}",
            day=waiver.decided_on,
            person=person,
            requirements=(waiver.requirement,),
        )
        for person, waiver in _holding(found, record)
    ]


def printed_waivers(found: Assessment, record: Record, proof: Proof) -> tuple[printed.Waiver, ...]:
    """Return the waivers that hold on the packet's day, in the order of people and requirements, the team's last."""
    acting = {finding.waiver.key for finding in found.all_findings if finding.waiver}
    order = [each.id for each in found.standard.requirements]
    holding = sorted(_holding(found, record), key=lambda each: order.index(each[1].requirement))
    places = {person.key: place for place, person in enumerate(found.bound_people)}
    return tuple(
        printed.Waiver(
            kind=Word(waiver.kind.value, waiver.kind.label),
            requirement_id=waiver.requirement,
            person_id=person,
            starts_on=waiver.starts_on,
            ends_on=waiver.ends_on,
            reason=waiver.reason,
            instead=waiver.instead,
            proposed_by=waiver.proposed_by,
            decided_by=waiver.decided_by,
            decided_on=waiver.decided_on,
            acts=waiver.key in acting,
            exhibits=proof.behind(waiver.key).exhibits,
            citations=proof.behind(waiver.key).citations,
        )
        for person, waiver in sorted(holding, key=lambda each: places.get(each[0], len(places)))
    )


def _holding(found: Assessment, record: Record) -> Iterator[tuple[str, Waiver]]:
    """Yield the person's key (empty: the team) and each waiver of this standard that holds on the day."""
    standard = found.standard
    asked = {each.id for each in standard.requirements}
    for person, waivers in [*((each.key, each.waivers) for each in found.bound_people), ("", record.waivers)]:
        for waiver in waivers:
            of_this = (waiver.standard, waiver.edition) == (standard.id, standard.edition)
            if of_this and waiver.requirement in asked and waiver.starts_on <= found.as_of <= waiver.ends_on:
                yield person, waiver
