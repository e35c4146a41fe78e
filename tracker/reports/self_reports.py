"""What of a packet rests on somebody's word, or on no file at all: people's completions, and what is the team's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.reports.context import Completion, PacketContext, Person

ON_A_WORD = frozenset({"own_word", "prior_center", "supervisor_word"})
NO_FILE = "No file"


@dataclass(frozen=True)
class SelfReport:
    """What rests on somebody's word, or on no exhibit at all; without a person, an event or a document of the team."""

    person: Person | None
    title: str
    completed_on: date
    why: str
    requirement_ids: Sequence[str]
    hours: Decimal | None = None
    training: bool = True


def self_reports(packet: PacketContext) -> Iterator[SelfReport]:
    """Yield people's completions in the order of the people, then the team's events and documents."""
    for person in packet.people:
        for it in person.completions:
            if why := _why(it):
                yield SelfReport(person, it.title, it.completed_on, why, it.requirement_ids, it.hours, it.training)
    for event in packet.events:
        if not (event.exhibits or event.left_out):
            yield SelfReport(None, event.title, event.held_on, NO_FILE, event.requirement_ids, event.hours)
    for document in packet.documents:
        if not (document.exhibits or document.left_out):
            yield SelfReport(
                None, document.title, document.completed_on, NO_FILE, document.requirement_ids, training=False
            )


def _why(completion: Completion) -> str:
    if completion.grade.value in ON_A_WORD:
        return completion.grade.word
    return "" if completion.exhibits or completion.left_out else NO_FILE
