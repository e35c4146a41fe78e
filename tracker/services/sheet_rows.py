"""Where each who was at an event signed its sheet: a place in the file for each completion."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.models import Completion, Event, Evidence, Person
from tracker.services import citations
from tracker.services.actor import Actor
from tracker.services.citations import Place


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Where a person signed: the page, counted through the files of the sheet, and the row on it."""

    person: str
    page: int
    row: int


def point_at(actor: Actor, event: str, rows: Sequence[SheetRow]) -> None:
    """Point for each completion of an event at the row of the sheet where its person signed.

    Raises Conflict where the sheet has no such page, or there is none.
    """
    number = db.session.scalar(select(Event.id).where(Event.public_id == event))
    whose = select(Person.public_id, Completion.public_id).join(Person, Person.id == Completion.person_id)
    completions = dict(db.session.execute(whose.where(Completion.event_id == number)).all())
    those = (Evidence.event_id == number, Evidence.withdrawn_at.is_(None))
    files = list(db.session.scalars(select(Evidence).where(*those).order_by(Evidence.id)))
    for each in rows:
        page, left = each.page, list(files)
        while left and page > left[0].pages:
            page -= left.pop(0).pages
        if not left:
            raise Conflict(f"The signed sheet has no page {each.page}." if files else "No signed sheet is attached.")
        citations.point(actor, left[0], Place(f"Row {each.row}", page, page), "cite", completions[each.person])
