"""People: staff, MDT partners, volunteers, board; their roles from a day to a day. Nobody is erased.

Who left is the same person with every term ended; who comes back gets a new term. Two terms of one role do not
overlap, because no day can be held twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.vocabulary import Role
from tracker.domain.windows import Period
from tracker.models import Person, RoleTerm
from tracker.models.keys import NAME_LENGTH
from tracker.services import agencies, history, submissions
from tracker.services.actor import Actor
from tracker.services.people_views import NONE_HERE, PersonView, TermView, everyone, get, likely_same

__all__ = [
    "Entry",
    "PersonView",
    "Term",
    "TermView",
    "add",
    "add_several",
    "change",
    "correct_role",
    "everyone",
    "get",
    "give_role",
    "leave",
    "likely_same",
]

# No line of history can ever be taken away, and these must be: of them only that they changed.
UNTOLD = {"email", "other_names"}
MOST_OTHER_NAMES = 6
NOT_YOURS = "Only a director or deputy changes the list of people."
BACKWARDS = "The last day lies before the first."
CHANGED_ROLE = "Somebody else changed the days of this role meanwhile. Look at what is there now, then save again."
CHANGED = "Somebody else changed this person meanwhile. Look at what is there now, then save again."


@dataclass(frozen=True, slots=True)
class Term:
    """A role as it is entered."""

    role: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as entered. `agency` is a name, empty for the center itself; one that is new is made.

    `other_names`: former and other names that their certificates carry.
    """

    name: str
    discipline: str
    email: str = ""
    agency: str = ""
    other_names: tuple[str, ...] = ()


def add(actor: Actor, entry: Entry, terms: tuple[Term, ...], key: str = "") -> str:
    """Add a person with roles; returns the public id. A form sent twice adds one. Raises Conflict naming the field."""
    _begin(actor)
    if already := submissions.made_by(actor, key):
        return already
    row = _add(actor, entry, terms)
    submissions.remember(actor, key, row.public_id)
    return row.public_id


def add_several(actor: Actor, entries: list[tuple[Entry, Term]], key: str = "") -> int:
    """Add several people, each with one role, in one act; returns how many. A form sent twice adds them once."""
    _begin(actor)
    if submissions.made_by(actor, key):
        return len(entries)
    for entry, term in entries:
        _add(actor, entry, (term,))
    submissions.remember(actor, key, f"{len(entries)} people")
    return len(entries)


def change(actor: Actor, public_id: str, entry: Entry, version: int) -> None:
    """Change somebody's names, email, field or agency. Raises NotFound, Conflict."""
    _begin(actor)
    row = _row(public_id)
    if row.version != version:
        raise Conflict(CHANGED)
    _refuse_names(entry)
    before = get(actor, public_id)
    row.other_names = entry.other_names
    row.name, row.email, row.discipline = entry.name, entry.email or None, entry.discipline
    if entry.agency != before.agency:  # else whoever corrects an address would bring a retired agency back
        row.agency_id = agencies.row_for(actor, entry.agency, entry.discipline) if entry.agency else None
    db.session.flush()
    pairs: dict[str, list[Any]] = {
        "name": [before.name, entry.name],
        "email": [before.email, entry.email],
        "discipline": [before.discipline.value, entry.discipline],
        "agency": [before.agency, entry.agency],
        "other_names": [before.other_names, entry.other_names],
    }
    changed = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if changed:
        detail = {name: "changed" if name in UNTOLD else pair for name, pair in changed.items()}
        history.append(actor, "change", "person", public_id, person_id=row.id, detail=detail)


def give_role(actor: Actor, public_id: str, term: Term, key: str = "") -> None:
    """Give a role from a day on; a rehire is this too. A form sent twice gives it once.

    Raises Conflict where the same role overlaps, NotFound.
    """
    _begin(actor)
    row = _row(public_id)
    if submissions.made_by(actor, key):
        return
    given = _add_term(row.id, term)
    submissions.remember(actor, key, given)
    history.append(
        actor,
        "add_role",
        "person",
        public_id,
        person_id=row.id,
        detail=_days(term),
    )


def correct_role(
    actor: Actor, public_id: str, term_id: str, starts_on: date, ends_on: date | None, version: int
) -> None:
    """Correct the days of a role, or end it. Raises Conflict where the days do not fit or changed since, NotFound."""
    _begin(actor)
    row = _row(public_id)
    term: RoleTerm | None = db.session.scalar(
        select(RoleTerm).where(RoleTerm.public_id == term_id, RoleTerm.person_id == row.id)
    )
    if term is None:
        raise NotFound("There is no such role.")
    if term.version != version:
        raise Conflict(CHANGED_ROLE)
    _refuse_overlap(row.id, Term(term.role, starts_on, ends_on), besides=term.id)
    before = [term.starts_on.isoformat(), term.ends_on.isoformat() if term.ends_on else None]
    term.starts_on, term.ends_on = starts_on, ends_on
    db.session.flush()
    history.append(
        actor,
        "change",
        "person",
        public_id,
        person_id=row.id,
        detail={
            "role": term.role,
            "from": [before[0], starts_on.isoformat()],
            "until": [before[1], ends_on.isoformat() if ends_on else None],
        },
    )


def leave(actor: Actor, public_id: str, last_day: date) -> None:
    """End every open role on a last day; of whose roles ended before, say that it was their leaving.

    Raises Conflict where that was said, or there was never a role, or one begins later; NotFound.
    """
    _begin(actor)
    row = _row(public_id)
    open_terms = db.session.scalars(
        select(RoleTerm).where(RoleTerm.person_id == row.id, RoleTerm.ends_on.is_(None) | (RoleTerm.ends_on > last_day))
    ).all()
    if not open_terms and not _may_say_to_have_left(get(actor, public_id)):
        raise Conflict("Every role of this person has ended by then already.", field="last_day")
    for term in open_terms:
        if term.starts_on > last_day:
            raise Conflict("A role begins after this day. Correct that role first.", field="last_day")
        term.ends_on = last_day
    db.session.flush()
    history.append(actor, "leave", "person", public_id, person_id=row.id, detail={"last day": last_day.isoformat()})


def _may_say_to_have_left(view: PersonView) -> bool:
    return bool(view.terms) and not view.is_said_to_leave


def _begin(actor: Actor) -> None:
    actor.must(Action.MANAGE_PEOPLE, NOT_YOURS)
    # One change of a center at a time: what is looked up below (a form's twin, an overlap, an agency's name) still
    # holds when it is written.
    history.hold(actor)


def _refuse_names(entry: Entry) -> None:
    if len(entry.other_names) > MOST_OTHER_NAMES:
        raise Conflict(f"Keep at most {MOST_OTHER_NAMES} other names.", field="other_names")
    for name in entry.other_names:
        if len(name) > NAME_LENGTH:
            raise Conflict(f"A name is longer than {NAME_LENGTH} characters. Shorten it.", field="other_names")


def _add(actor: Actor, entry: Entry, terms: tuple[Term, ...]) -> Person:
    _refuse_names(entry)
    agency_id = agencies.row_for(actor, entry.agency, entry.discipline) if entry.agency else None
    row = Person(
        name=entry.name,
        other_names=entry.other_names,
        email=entry.email or None,
        discipline=entry.discipline,
        agency_id=agency_id,
    )
    db.session.add(row)
    db.session.flush()
    for term in terms:
        _add_term(row.id, term)
    history.append(
        actor,
        "add",
        "person",
        row.public_id,
        person_id=row.id,
        detail=roles_told(terms),
    )
    return row


def _days(term: Term) -> dict[str, str]:
    return {"role": term.role, **days_told(term.starts_on, term.ends_on)}


def roles_told(terms: Sequence[Term]) -> dict[str, Any]:
    """Return the roles that somebody is added with, as a line of history holds them. For other use cases."""
    if not terms:
        return {}
    return {
        "roles": [term.role for term in terms],
        "from": [term.starts_on.isoformat() for term in terms],
        "until": [term.ends_on.isoformat() if term.ends_on else None for term in terms],
    }


def days_told(starts_on: date, ends_on: date | None) -> dict[str, str]:
    """Return from when to when, as a line of history holds it. For other use cases."""
    days = {"from": starts_on.isoformat()}
    return {**days, "until": ends_on.isoformat()} if ends_on else days


def _add_term(person_id: int, term: Term) -> str:
    _refuse_overlap(person_id, term)
    row = RoleTerm(person_id=person_id, role=term.role, starts_on=term.starts_on, ends_on=term.ends_on)
    db.session.add(row)
    db.session.flush()
    return row.public_id


def _refuse_overlap(person_id: int, term: Term, besides: int = 0) -> None:
    if term.ends_on is not None and term.ends_on < term.starts_on:
        raise Conflict(BACKWARDS, field="ends_on")
    others = db.session.execute(
        select(RoleTerm.starts_on, RoleTerm.ends_on).where(
            RoleTerm.person_id == person_id, RoleTerm.role == term.role, RoleTerm.id != besides
        )
    ).all()
    entered = Period(term.starts_on, term.ends_on)
    if any(entered.meets(Period(*days)) for days in others):
        raise Conflict(
            f"The role {Role(term.role).label.lower()} is held on some of these days already.", field="starts_on"
        )


def _row(public_id: str) -> Person:
    row: Person | None = db.session.scalar(select(Person).where(Person.public_id == public_id))
    if row is None:
        raise NotFound(NONE_HERE)
    return row
