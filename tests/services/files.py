"""Files taken in by the use cases, and rows as they lie in the database."""

import io
from typing import Any

from sqlalchemy import select

from tests.factories import CenterWorld
from tests.intake import making
from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.domain.place import Box
from tracker.models import Completion, Evidence
from tracker.services import citations, evidence, redactions, uploads
from tracker.services.actor import Actor
from tracker.services.citations import Place
from tracker.services.uploads import StoredFile

LINE = Box(100, 400, 600, 450)
HOURS = Place("hours", 1, 1, LINE)


def stored(actor: Actor, content: bytes | None = None, name: str = "certificate.pdf") -> tuple[StoredFile, ...]:
    """Take a file all the way into the store, as a form that is saved does."""
    waiting = uploads.take(actor, io.BytesIO(making.pdf() if content is None else content), name)
    files = uploads.store(actor, [waiting.token])
    uploads.discard(actor, [waiting.token])
    return files


def attached(center: CenterWorld, completion: str, content: bytes | None = None) -> str:
    actor = center.actor()
    with center.app.app_context():
        files = stored(actor, content)
    with center.working():
        return evidence.attach(actor, files, completion=completion)[0]


def pointed_at(center: CenterWorld, file: str, place: Place = HOURS) -> str:
    """Point at a place in a file; returns its public id."""
    with center.working():
        return citations.add(center.actor(), file, place)


def kept_out(center: CenterWorld, file: str, box: Box = LINE, page: int = 1) -> str:
    """Mark a box of a file that is not printed; returns its public id."""
    with center.working():
        return redactions.mark(center.actor(), file, page, box, "A home address.")


def names_kept(center: CenterWorld) -> list[tuple[str, ...]]:
    """Return the names that were read on each file of the center, in the order in which they came."""
    with center.working():
        return list(db.session.scalars(select(Evidence.named).order_by(Evidence.id)))


def row_of(center: CenterWorld, public_id: str, model: Any = Completion) -> Any:
    """Return a row as it is committed; takes no lock, so it may be asked inside a unit of work."""
    with center.app.app_context(), working_for(db.session(), center.center_id):
        row = db.session.scalar(select(model).where(model.public_id == public_id))
        db.session.expunge(row)
        return row
