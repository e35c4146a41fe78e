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
from tracker.services.desks.reading import contents, contents_of
from tracker.services.desks.subjects import About, in_words, named
from tracker.services.desks.visiting import Reader


class Mark(StrEnum):
    """How a reader finds something; NONE is a note alone."""

    MET = "met"
    QUESTION = "question"
    NOT_MET = "not_met"
    NONE = "none"

    @property
    def label(self) -> str:
        """The words people read of a requirement or a finding."""
        return _LABELS[self]

    def of(self, about: About) -> str:
        """Return the words people read of one thing: a person and an exhibit meet nothing, but may be in order."""
        return _OF_PROOF.get(self, self.label) if about.is_proof else self.label


_LABELS = {Mark.MET: "Met", Mark.QUESTION: "Question", Mark.NOT_MET: "Not met", Mark.NONE: "No mark"}
_OF_PROOF = {Mark.MET: "In order", Mark.NOT_MET: "Not in order"}
_KEY = ("requirement", "person", "exhibit")


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark with its note, on one thing of the packet."""

    about: About
    mark: Mark
    note: str

    @property
    def label(self) -> str:
        """The mark in words."""
        return self.mark.of(self.about)


def mark(reader: Reader, about: About, how: Mark, note: str) -> None:
    """Keep a mark and its note; the last one counts. One statement writes. Raises NotFound."""
    named(contents(reader), about)
    now: dict[str, Any] = {"mark": how.value, "note": note, "marked_at": reader.actor.now}
    kept = insert_into(DeskMark).on_conflict_do_update(index_elements=["center_id", "desk_id", *_KEY], set_=now)
    of = {
        "center_id": reader.actor.center_id,
        "desk_id": reader.desk_id,
        **{name: getattr(about, name) for name in _KEY},
    }
    db.session.execute(kept, [{**of, **now}])


def marks(reader: Reader) -> dict[About, Marked]:
    """Return a reader's marks by what they are on. One statement."""
    return _marks(reader.public_id)


def marks_of_mock(desk: str) -> list[tuple[str, Marked]]:
    """Return what was marked at a desk of the center in force, each with the words for what; for a mock review."""
    query = select(Packet.inputs_sha256).join(Desk, Desk.packet_id == Packet.id)
    standing = query.where(Desk.public_id == desk, Packet.state == PacketState.ISSUED, Desk.kind == DeskKind.MOCK)
    inputs = db.session.scalar(standing)
    if not inputs:
        return []
    found = contents_of(inputs)
    return [(in_words(found, each.about), each) for each in _marks(desk).values()]


def _marks(desk: str) -> dict[About, Marked]:
    """Return marks by what they are on: requirements with their findings first, then people, then exhibits."""
    query = (
        select(DeskMark.requirement, DeskMark.person, DeskMark.exhibit, DeskMark.mark, DeskMark.note)
        .join(Desk, Desk.id == DeskMark.desk_id)
        .where(Desk.public_id == desk)
        .order_by(DeskMark.requirement == "", DeskMark.requirement, DeskMark.exhibit, DeskMark.person)
    )
    found = [Marked(About(*key), Mark(how), note) for *key, how, note in db.session.execute(query)]
    return {each.about: each for each in found if each.mark is not Mark.NONE or each.note}
