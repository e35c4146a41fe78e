"""Partner agencies of a center."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.vocabulary import Discipline
from tracker.models import Agency, Person
from tracker.services import history
from tracker.services.actor import Actor

NOT_YOURS = "Only a director or deputy changes agencies."
NOT_SEEN = "Only a director or deputy reads the list of agencies."
NONE_HERE = "There is no such agency."


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency, with how many people of the list belong to it."""

    public_id: str
    name: str
    discipline: Discipline
    people: int
    retired: bool
    version: int


def listing(actor: Actor) -> list[AgencyView]:
    """Return every agency by name, those retired last. One statement."""
    return _views()


def some(actor: Actor, public_ids: Collection[str]) -> list[AgencyView]:
    """Return those of some public ids. One statement. Raises Refused."""
    actor.must(Action.VIEW_TEAM, NOT_SEEN)
    return _views(Agency.public_id.in_(public_ids))


def get(actor: Actor, public_id: str) -> AgencyView:
    """Return one agency. Raises NotFound, Refused."""
    for view in some(actor, [public_id]):
        return view
    raise NotFound(NONE_HERE)


def _views(*those: ColumnElement[bool]) -> list[AgencyView]:
    rows = db.session.execute(
        select(
            Agency.public_id,
            Agency.name,
            Agency.discipline,
            func.count(Person.id),
            Agency.retired_at,
            Agency.version,
        )
        .outerjoin(Person, Person.agency_id == Agency.id)
        .where(*those)
        .group_by(Agency.id)
        .order_by(Agency.retired_at.is_not(None), func.lower(Agency.name))
    )
    return [
        AgencyView(public_id, name, Discipline(discipline), people, retired is not None, version)
        for public_id, name, discipline, people, retired, version in rows
    ]


def row_for(actor: Actor, name: str, discipline: str) -> int:
    """Return the row number of the agency of this name, made where there is none; for other use cases."""
    row = _named(name)
    if row is None:
        row = Agency(name=name, discipline=discipline)
        db.session.add(row)
        db.session.flush()
        history.append(actor, "add", "agency", row.public_id, detail={"name": name})
    elif row.retired_at is not None:
        _retire(actor, row, back=True)
    return row.id


def rename(actor: Actor, public_id: str, name: str, discipline: str, version: int) -> None:
    """Change an agency's name and field. Raises NotFound, Conflict."""
    actor.must(Action.MANAGE_PEOPLE, NOT_YOURS)
    history.hold(actor)  # so that no agency takes this name meanwhile
    row = _row(public_id)
    if row.version != version:
        raise Conflict("Somebody else changed this agency meanwhile. Look at it again, then save.")
    if _named(name, besides=row.id) is not None:
        raise Conflict("Another agency has this name already.", field="name")
    changes = {"name": [row.name, name], "discipline": [row.discipline, discipline]}
    row.name, row.discipline = name, discipline
    db.session.flush()
    changed = {key: pair for key, pair in changes.items() if pair[0] != pair[1]}
    if changed:
        history.append(actor, "change", "agency", public_id, detail=changed)


def retire(actor: Actor, public_id: str, *, back: bool = False) -> None:
    """Note that an agency is a partner no longer, or one again; its people keep it. Raises NotFound."""
    actor.must(Action.MANAGE_PEOPLE, NOT_YOURS)
    row = _row(public_id)
    if back == (row.retired_at is not None):
        _retire(actor, row, back=back)


def _retire(actor: Actor, row: Agency, *, back: bool) -> None:
    row.retired_at = None if back else actor.now
    db.session.flush()
    history.append(actor, "bring_back" if back else "retire", "agency", row.public_id)


def _named(name: str, besides: int = 0) -> Agency | None:
    # Compared here: SQLite folds the case of ASCII letters only, and would take "Élan" and "élan" for two agencies.
    folded = name.casefold()
    others = db.session.scalars(select(Agency).where(Agency.id != besides).order_by(Agency.id))
    return next((agency for agency in others if agency.name.casefold() == folded), None)


def _row(public_id: str) -> Agency:
    row: Agency | None = db.session.scalar(select(Agency).where(Agency.public_id == public_id))
    if row is None:
        raise NotFound(NONE_HERE)
    return row
