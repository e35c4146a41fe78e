"""People and their roles as the list shows them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ScalarSelect, func, select

from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.vocabulary import Discipline, Role
from tracker.models import Agency, HistoryEntry, Membership, Person, RoleTerm
from tracker.services import submissions
from tracker.services.actor import Actor

NONE_HERE = "There is no such person."


@dataclass(frozen=True, slots=True)
class TermView:
    """One role from a day to a day."""

    public_id: str
    role: Role
    starts_on: date
    ends_on: date | None
    version: int

    def holds(self, day: date) -> bool:
        """Tell whether the role is held on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """Somebody whose training counts. `signs_in`: whether an account is theirs.

    `said_to_leave_on`: the last day that was entered when somebody said that they leave; None where nobody did.
    """

    public_id: str
    name: str
    email: str
    discipline: Discipline
    agency: str
    version: int
    other_names: tuple[str, ...] = ()
    signs_in: bool = False
    said_to_leave_on: date | None = None
    terms: tuple[TermView, ...] = ()

    def current(self, day: date) -> tuple[TermView, ...]:
        """The roles held on a day."""
        return tuple(term for term in self.terms if term.holds(day))

    def has_left(self, day: date) -> bool:
        """Tell whether every role ended before a day; who never had one has not left."""
        return bool(self.terms) and all(term.ends_on is not None and term.ends_on < day for term in self.terms)

    @property
    def is_said_to_leave(self) -> bool:
        """Whether somebody said that they leave with the last role or after it."""
        said = self.said_to_leave_on
        return said is not None and all(term.ends_on is not None and term.ends_on <= said for term in self.terms)

    def role_words(self, day: date) -> str:
        """The roles of a day as people read them."""
        return ", ".join(term.role.label for term in self.current(day))


def everyone(actor: Actor) -> list[PersonView]:
    """Return everybody ever listed, by name. Two statements."""
    return _views()


def get(actor: Actor, public_id: str) -> PersonView:
    """Return one person. Raises NotFound."""
    found = _views(Person.public_id == public_id)
    if not found:
        raise NotFound(NONE_HERE)
    return found[0]


def some(actor: Actor, public_ids: Collection[str]) -> list[PersonView]:
    """Return those of some public ids, by name. Two statements."""
    return _views(Person.public_id.in_(public_ids))


def other_names() -> dict[str, tuple[str, ...]]:
    """Return the former and other names of those who have any, by public id. One statement; for other use cases."""
    rows = db.session.execute(select(Person.public_id, Person.other_names).where(Person.other_names != ())).all()
    return dict(map(tuple, rows))


def likely_same(actor: Actor, those: Iterable[tuple[str, str]], key: str = "") -> list[PersonView]:
    """Return who of the list may be one of those to be added, each a name and an email address, which may be empty.

    The same name however written, or the same address. A form that was saved already, by its key, meets only what it
    made itself, so nobody. Three statements.
    """
    names, emails = set(), set()
    for name, email in those:
        names.add(_folded(name))
        emails.add(email.casefold())
    emails.discard("")
    same = [each for each in _views() if _called(each) & names or each.email.casefold() in emails]
    # Asked after the list was read: a twin saved in between shows on neither, and one saved before it on both.
    return [] if same and submissions.made_by(actor, key) else same


def leaving_told() -> ScalarSelect[Any]:
    """Return what the last line of history about the leaving of a person holds, in a query of people.

    An ended role alone does not say it: it may have made way for another one that nobody entered. For other use cases.
    """
    return (
        select(HistoryEntry.detail)
        .where(
            HistoryEntry.center_id == Person.center_id,
            HistoryEntry.subject_id == Person.public_id,
            HistoryEntry.subject == "person",
            HistoryEntry.action == "leave",
        )
        .order_by(HistoryEntry.number.desc())
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )


def last_day_told(detail: Mapping[str, Any]) -> date:
    """Return the last day that such a line tells. For other use cases."""
    return date.fromisoformat(detail["last day"])


def _called(view: PersonView) -> set[frozenset[str]]:
    return {_folded(name) for name in (view.name, *view.other_names)}


def _folded(name: str) -> frozenset[str]:
    return frozenset(name.casefold().replace(",", " ").split())


def _views(*those: Any) -> list[PersonView]:
    signed = select(Membership.person_id).where(Membership.ended_at.is_(None), Membership.person_id.is_not(None))
    rows = db.session.execute(
        select(
            Person.id,
            Person.public_id,
            Person.name,
            Person.email,
            Person.discipline,
            Agency.name.label("agency"),
            Person.version,
            Person.other_names,
            Person.id.in_(signed).label("signs_in"),
            leaving_told().label("leaving"),
        )
        .outerjoin(Agency, Agency.id == Person.agency_id)
        .where(*those)
        .order_by(func.lower(Person.name), Person.id)
    ).all()
    terms = _terms(those)
    return [
        PersonView(
            public_id=row.public_id,
            name=row.name,
            email=row.email or "",
            discipline=Discipline(row.discipline),
            agency=row.agency or "",
            version=row.version,
            other_names=row.other_names,
            signs_in=bool(row.signs_in),
            said_to_leave_on=last_day_told(row.leaving) if row.leaving else None,
            terms=tuple(terms[row.id]),
        )
        for row in rows
    ]


def _terms(those: tuple[Any, ...]) -> dict[int, list[TermView]]:
    held = (
        select(
            RoleTerm.person_id,
            RoleTerm.public_id,
            RoleTerm.role,
            RoleTerm.starts_on,
            RoleTerm.ends_on,
            RoleTerm.version,
        )
        .join(Person, Person.id == RoleTerm.person_id)
        .where(*those)
        .order_by(RoleTerm.starts_on.desc(), RoleTerm.id)
    )
    found: dict[int, list[TermView]] = defaultdict(list)
    for owner, public_id, role, *rest in db.session.execute(held):
        found[owner].append(TermView(public_id, Role(role), *rest))
    return found
