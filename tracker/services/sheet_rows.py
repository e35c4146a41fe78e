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
    """Where a person signed: the row, and the page, counted through the files of the sheet.

    Without a page it is that of the row before, by their numbers; the first one begins on page 1.
    """

    person: str
    row: int
    page: int | None = None


def point_at(actor: Actor, event: str, rows: Sequence[SheetRow]) -> None:
    """Point for each completion of an event at the row of the sheet where its person signed; nowhere without a sheet.

    Raises Conflict where a page is named that the sheet does not have, or none is although it has several.
    """
    number = db.session.scalar(select(Event.id).where(Event.public_id == event))
    whose = select(Person.public_id, Completion.public_id).join(Person, Person.id == Completion.person_id)
    completions = dict(db.session.execute(whose.where(Completion.event_id == number)).all())
    those = (Evidence.event_id == number, Evidence.withdrawn_at.is_(None))
    files = list(db.session.scalars(select(Evidence).where(*those).order_by(Evidence.id)))
    for each, named in _paged(rows, sum(file.pages for file in files)):
        page, left = named, list(files)
        while left and page > left[0].pages:
            page -= left.pop(0).pages
        if not left:
            raise Conflict(f"The signed sheet has no page {named}.")
        citations.point(actor, left[0], Place(f"Row {each.row}", page, page), "cite", completions[each.person])


def _paged(rows: Sequence[SheetRow], pages: int) -> list[tuple[SheetRow, int]]:
    """Return each row with its page; none where there is no sheet."""
    if not pages:
        if any(each.page for each in rows):
            raise Conflict("No signed sheet is attached.")
        return []
    if pages > 1 and rows and not any(each.page for each in rows):
        raise Conflict(
            f"The signed sheet has {pages} pages. Say the page at the first row of each page; the rows below it follow."
        )
    found, page = [], 1
    for each in sorted(rows, key=lambda each: each.row):
        page = each.page or page
        found.append((each, page))
    return found
