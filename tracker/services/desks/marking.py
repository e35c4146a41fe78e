"""What a reader marks and notes: theirs, kept with the desk. A director sees it of a mock review only."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.db.upserts import insert_into
from tracker.domain.vocabulary import PacketState
from tracker.models import Desk, DeskMark, Packet
from tracker.services.desks.giving import DeskKind
from tracker.services.desks.reading import Contents, contents, contents_of
from tracker.services.desks.visiting import Reader


class Mark(StrEnum):
    """How a reader finds a requirement or a finding; NONE is a note alone."""

    MET = "met"
    QUESTION = "question"
    NOT_MET = "not_met"
    NONE = "none"

    @property
    def label(self) -> str:
        """The words people read."""
        return _LABELS[self]


_LABELS = {Mark.MET: "Met", Mark.QUESTION: "Question", Mark.NOT_MET: "Not met", Mark.NONE: "No mark"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark with its note, on a requirement, about a person by their number or, with 0, on the whole."""

    requirement: str
    person: int
    mark: Mark
    note: str


def subject(found: Contents, requirement: str, person: int) -> tuple[str, str]:
    """Return title and name of what is marked or asked about. Raises NotFound where the packet has no such finding."""
    asked = found.requirement(requirement)
    if not person:
        return asked.title, ""
    found.finding(requirement, person)
    return asked.title, found.person(person).name


def mark(reader: Reader, requirement: str, person: int, how: Mark, note: str) -> None:
    """Keep a mark and its note; the last one counts. One statement writes. Raises NotFound."""
    subject(contents(reader), requirement, person)
    now: dict[str, Any] = {"mark": how.value, "note": note, "marked_at": reader.actor.now}
    kept = insert_into(DeskMark).on_conflict_do_update(
        index_elements=["center_id", "desk_id", "requirement", "person"], set_=now
    )
    of = {"center_id": reader.actor.center_id, "desk_id": reader.desk_id, "requirement": requirement, "person": person}
    db.session.execute(kept, [{**of, **now}])


def marks(reader: Reader) -> dict[tuple[str, int], Marked]:
    """Return a reader's marks by requirement and person. One statement."""
    return _marks(reader.public_id)


def marks_of_mock(desk: str) -> list[tuple[str, Marked]]:
    """Return what was marked at a desk of the center in force, each with the words for what; for a mock review."""
    query = select(Packet.inputs_sha256).join(Desk, Desk.packet_id == Packet.id)
    standing = query.where(Desk.public_id == desk, Packet.state == PacketState.ISSUED, Desk.kind == DeskKind.MOCK)
    inputs = db.session.scalar(standing)
    if not inputs:
        return []
    found, told = contents_of(inputs), []
    for each in _marks(desk).values():
        title, about = subject(found, each.requirement, each.person)
        told.append((f"{about}: {title}" if about else title, each))
    return told


def _marks(desk: str) -> dict[tuple[str, int], Marked]:
    query = (
        select(DeskMark.requirement, DeskMark.person, DeskMark.mark, DeskMark.note)
        .join(Desk, Desk.id == DeskMark.desk_id)
        .where(Desk.public_id == desk)
        .order_by(DeskMark.requirement, DeskMark.person)
    )
    found = [Marked(what, person, Mark(how), note) for what, person, how, note in db.session.execute(query)]
    return {(each.requirement, each.person): each for each in found if each.mark is not Mark.NONE or each.note}
