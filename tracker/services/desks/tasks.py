"""Open questions of reviewers where the work is: on a requirement of a standard, on a person; and where each leads."""

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import TrackerError
from tracker.models import DeskQuestion, Evidence, Packet, Person
from tracker.services.actor import Actor
from tracker.services.desks.asking import NOT_YOURS, DeskAsked, found
from tracker.services.desks.reading import Contents, contents_of

OPEN = DeskQuestion.answered_at.is_(None)


@dataclass(frozen=True, slots=True)
class Places:
    """Where in the record a question leads: people by public id and name, requirements by id and title, a file's id."""

    people: tuple[tuple[str, str], ...] = ()
    requirements: tuple[tuple[str, str], ...] = ()
    file: str = ""


def on_standard(actor: Actor, standard: str) -> dict[str, list[DeskAsked]]:
    """Return the open questions about a standard, of whatever edition, by requirement. One statement."""
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    grouped: defaultdict[str, list[DeskAsked]] = defaultdict(list)
    for each in found(OPEN, Packet.standard == standard, DeskQuestion.requirement != ""):
        grouped[each.requirement].append(each)
    return dict(grouped)


def on_person(actor: Actor, person: str) -> list[DeskAsked]:
    """Return the open questions that name a person, or an exhibit of theirs.

    One statement where there are none, as mostly; else each packet that was asked about is looked at.
    """
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    named = found(OPEN, (DeskQuestion.person > 0) | (DeskQuestion.exhibit > 0))
    return [each for each in named if person in _people_of(each, _contents(each))]


def places(actor: Actor, asked: DeskAsked) -> Places:
    """Return where in the record a question leads: what the packet names and the record still holds.

    A packet below full names leads to nobody: its people cannot be told apart outside of it.
    """
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    told = _contents(asked)
    exhibit = told.exhibits.get(asked.exhibit) if told else None
    ids = exhibit.requirement_ids if exhibit else (asked.requirement,)
    titles = {each.id: each.title for each in told.packet.requirements} if told else {asked.requirement: asked.title}
    people = select(Person.public_id, Person.name).where(Person.public_id.in_(_people_of(asked, told)))
    return Places(
        people=tuple((public_id, name) for public_id, name in db.session.execute(people.order_by(Person.name))),
        requirements=tuple((each, titles[each]) for each in ids if titles.get(each)),
        file=_file(exhibit.sha256) if exhibit else "",
    )


def _file(sha256: str) -> str:
    """Return the first file of the record with this content that still proves something; empty where none does."""
    standing = select(Evidence.public_id).where(Evidence.sha256 == sha256, Evidence.withdrawn_at.is_(None))
    return db.session.scalar(standing.order_by(Evidence.id).limit(1)) or ""


def _people_of(asked: DeskAsked, told: Contents | None) -> set[str]:
    if told is None:
        return set()
    if asked.exhibit in told.exhibits:
        return set(told.exhibits[asked.exhibit].person_ids)
    return {told.person(asked.person).id} if 1 <= asked.person <= len(told.packet.people) else set()


def _contents(asked: DeskAsked) -> Contents | None:
    """Return what the packet says that was asked about; None where its files are gone with it."""
    with suppress(TrackerError):
        return contents_of(asked.inputs)
    return None
