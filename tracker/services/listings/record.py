"""The record read piece by piece: people, the catalog, completions, events, files, and the register of packets."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from tracker.domain.access import Action
from tracker.models import Completion, Event, Evidence, Packet, Person, RoleTerm, Waiver
from tracker.services import event_views, evidence_register, people_views, trainings
from tracker.services.actor import Actor
from tracker.services.completions.views import CompletionView, load
from tracker.services.event_views import EventView
from tracker.services.evidence_register import RegisteredFile
from tracker.services.listings.pieces import NOT_YOURS, Listed, Piece, cut, in_order, of_person, piece_of
from tracker.services.packets import reading
from tracker.services.packets.reading import PacketView
from tracker.services.people_views import PersonView
from tracker.services.trainings import TrainingView


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """Which completions: of a person, by public id, in a state, completed from a day to a day. None is any."""

    person: str | None = None
    state: str | None = None
    first: date | None = None
    last: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what narrows a query of completions."""
        found = of_person(Completion.person_id, self.person)
        if self.state is not None:
            found.append(Completion.state == self.state)
        if self.first is not None:
            found.append(Completion.completed_on >= self.first)
        if self.last is not None:
            found.append(Completion.completed_on <= self.last)
        return found


def people(actor: Actor, piece: Piece, role: str | None = None, on: date | None = None) -> Listed[PersonView]:
    """Return people; `role`: those who hold it on a day, today where none is named. Five statements."""
    those = []
    if role is not None:
        day = on or actor.today
        held = (RoleTerm.role == role, RoleTerm.starts_on <= day)
        open_still = RoleTerm.ends_on.is_(None) | (RoleTerm.ends_on >= day)
        those.append(Person.id.in_(select(RoleTerm.person_id).where(*held, open_still)))
    ids, following = piece_of(actor, Person, piece, those)
    return in_order(ids, people_views.some(actor, ids), following)


def completions(actor: Actor, piece: Piece, narrowed: Narrowed) -> Listed[CompletionView]:
    """Return completions with all that belongs to each. Seven statements."""
    ids, following = piece_of(actor, Completion, piece, narrowed.conditions())
    return Listed(tuple(load(actor, Completion.public_id.in_(ids), (Completion.id,))), following)


def events(actor: Actor, piece: Piece) -> Listed[EventView]:
    """Return events, withdrawn ones too, without who was there. Three statements."""
    ids, following = piece_of(actor, Event, piece, [])
    return in_order(ids, event_views.some(actor, ids), following)


def files(actor: Actor, piece: Piece, person: str | None = None) -> Listed[RegisteredFile]:
    """Return files of evidence, withdrawn ones too; of one person's record where one is named. Four statements."""
    those = []
    if person is not None:
        of_completions = select(Completion.id).where(*of_person(Completion.person_id, person))
        of_waivers = select(Waiver.id).where(*of_person(Waiver.person_id, person))
        those.append(Evidence.completion_id.in_(of_completions) | Evidence.waiver_id.in_(of_waivers))
    ids, following = piece_of(actor, Evidence, piece, those)
    return in_order(ids, evidence_register.some(actor, ids), following)


def packets(actor: Actor, piece: Piece) -> Listed[PacketView]:
    """Return the register of packets. Three statements."""
    ids, following = piece_of(actor, Packet, piece, [])
    return in_order(ids, reading.some(ids), following)


def catalog(actor: Actor, piece: Piece) -> Listed[TrainingView]:
    """Return entries of the catalog, those that are not proposed any more too. Two statements, however many."""
    actor.must(Action.VIEW_CATALOG, NOT_YOURS)
    return cut([(view.public_id, view) for view in sorted(trainings.shelf(), key=lambda view: view.key)], piece)
