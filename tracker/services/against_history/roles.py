"""Roles that people hold from a day to a day against the lines that tell of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.domain.vocabulary import Role
from tracker.models import HistoryEntry, Membership, Person, RoleTerm
from tracker.services.against_history.lines import UNTOLD, Told, about, rows
from tracker.services.history_values import in_a_line

Term = tuple[str, Any, Any]


@dataclass
class _Said:
    """The roles that the lines about one person leave standing: which, from when, until when; days may be untold."""

    terms: list[Term] = field(default_factory=list)
    is_told: bool = False
    # An import was taken back: the line does not repeat which roles stood before it.
    is_unsure: bool = False

    def hear(self, line: Told) -> None:
        detail = line.detail
        if line.action == "add":
            self.is_told = True
            roles = detail.get("roles", ())
            days = zip(*(detail.get(name, [UNTOLD] * len(roles)) for name in ("from", "until")), strict=True)
            self.terms += [(role, *its) for role, its in zip(roles, days, strict=True)]
        elif line.action == "add_role":
            self.terms.append((detail["role"], detail["from"], detail.get("until")))
        elif line.action == "change" and "role" in detail:
            (was_from, starts), (was_until, ends) = detail["from"], detail["until"]
            self._replace((detail["role"], was_from, was_until), (detail["role"], starts, ends))
        elif line.action == "leave":
            self.terms = [_ended(term, detail["last day"]) for term in self.terms]
        elif line.action == "remove":
            self.terms = []
        elif line.action == "put_back_import":
            self.is_unsure = True

    def _replace(self, before: Term, after: Term) -> None:
        found = [each for each in self.terms if _fits(each, before)]
        if found:
            # Days that are told fit better than those that are not.
            self.terms.remove(min(found, key=lambda each: each.count(UNTOLD)))
        self.terms.append(after)


def problems(*, seeded: bool) -> Iterator[str]:
    """Yield what deviates in the center in force. Three statements for each thousand people, and two."""
    first = _first_director()
    for part in rows(select(Person.id, Person.public_id), Person.id):
        lines = about(["person"], [row.public_id for row in part])
        held = _held(part[0].id, part[-1].id)
        for number, public_id in part:
            said = _Said()
            if number == first:
                said.is_told = True
                said.terms.append((Role.EXECUTIVE_DIRECTOR, UNTOLD, None))
            for line in lines.get(public_id, ()):
                said.hear(line)
            if not said.is_unsure and (said.is_told or not seeded):
                for words in _deviations(held.get(number, []), said.terms):
                    yield f"Person {public_id}: {words}"


def _first_director() -> int | None:
    """Return the number of whoever a center began with: of their role the line of its beginning says nothing."""
    began = db.session.scalars(
        select(HistoryEntry.account_id).where(HistoryEntry.subject == "center", HistoryEntry.action == "begin")
    ).first()
    if began is None:
        # Begun by a command: whom the line after it tells of; older ones do not say in which role.
        those = (HistoryEntry.number == 2, HistoryEntry.subject == "person")
        found = db.session.execute(select(HistoryEntry.person_id, HistoryEntry.detail).where(*those)).first()
        return None if found is None or "roles" in found.detail else int(found.person_id)
    theirs = select(Membership.person_id).where(Membership.account_id == began).order_by(Membership.id).limit(1)
    number: int | None = db.session.scalar(theirs)
    return number


def _held(first: int, last: int) -> dict[int, list[Term]]:
    query = select(RoleTerm.person_id, RoleTerm.role, RoleTerm.starts_on, RoleTerm.ends_on)
    found: dict[int, list[Term]] = {}
    for person, role, starts, ends in db.session.execute(query.where(RoleTerm.person_id.between(first, last))):
        found.setdefault(person, []).append((role, in_a_line(starts), in_a_line(ends)))
    return found


def _deviations(held: list[Term], told: list[Term]) -> Iterator[str]:
    left = list(held)
    missing = []
    for term in sorted(told, key=lambda each: each.count(UNTOLD)):
        found = next((each for each in left if _fits(term, each)), None)
        if found is None:
            missing.append(term)
        else:
            left.remove(found)
    for role, *_ in missing:
        name = Role(role).label.lower()
        other = next((each for each in left if each[0] == role), None)
        if other is None:
            yield f"the role {name} that the history tells of is not there."
        else:
            left.remove(other)
            yield f"the days of the role {name} are not those that the history tells."
    for role, *_ in left:
        yield f"the role {role.replace('_', ' ')} is there, and no line of history tells that it was given."


def _fits(told: Term, held: Term) -> bool:
    return all(UNTOLD in {one, other} or one == other for one, other in zip(told, held, strict=True))


def _ended(term: Term, last_day: str) -> Term:
    role, starts, ends = term
    if ends is UNTOLD:
        return term
    return (role, starts, last_day if ends is None or ends > last_day else ends)
