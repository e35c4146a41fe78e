"""Who belongs to a center and as what: changes of role, endings. How people join stands in `invitations`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from tracker.db import db
from tracker.domain.access import AccessRole, Action
from tracker.domain.errors import Conflict, NotFound
from tracker.models import Account, Membership, Person
from tracker.services import history, sessions
from tracker.services.actor import Actor

NOT_YOURS = "Only a director manages who signs in."


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who signs in at a center."""

    public_id: str
    name: str
    email: str
    role: AccessRole
    person: str | None
    person_name: str | None
    began_at: datetime
    is_you: bool


def members(actor: Actor) -> list[Member]:
    """Return who signs in at the center, by name."""
    rows = db.session.execute(
        select(
            Membership.public_id,
            Account.display_name,
            Account.email,
            Membership.role,
            Person.public_id,
            Person.name,
            Membership.began_at,
            Account.id,
        )
        .join(Account, Account.id == Membership.account_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .where(Membership.ended_at.is_(None))
        .order_by(func.lower(Account.display_name))
    )
    return [
        Member(pid, name, email, AccessRole(role), person, person_name, began, account == actor.account_id)
        for pid, name, email, role, person, person_name, began, account in rows
    ]


def people_without_account(actor: Actor) -> list[tuple[str, str]]:
    """Return the people whom no account is yet, as public id and name, by name."""
    rows = db.session.execute(
        select(Person.public_id, Person.name)
        .outerjoin(Membership, (Membership.person_id == Person.id) & Membership.ended_at.is_(None))
        .where(Membership.id.is_(None))
        .order_by(func.lower(Person.name))
    )
    return [(public_id, name) for public_id, name in rows]


def change_role(actor: Actor, public_id: str, role: AccessRole) -> None:
    """Give a member another role; their sessions end, so the old rights end at once. Raises Conflict, NotFound."""
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    row = _member(public_id)
    if row.role == AccessRole.DIRECTOR and role != AccessRole.DIRECTOR:
        _refuse_last_director(row)
    before, row.role = row.role, role.value
    sessions.end_all(row.account_id, actor.now)
    history.append(
        actor, "change_role", "membership", public_id, person_id=row.person_id, detail={"from": before, "to": role}
    )


def end(actor: Actor, public_id: str) -> None:
    """End somebody's membership; their sessions end at once. Raises Conflict for the last director, NotFound."""
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    row = _member(public_id)
    _refuse_last_director(row)
    row.ended_at = actor.now
    sessions.end_all(row.account_id, actor.now)
    history.append(actor, "end", "membership", public_id, person_id=row.person_id)


def _member(public_id: str) -> Membership:
    row: Membership | None = db.session.scalar(
        select(Membership).where(Membership.public_id == public_id, Membership.ended_at.is_(None))
    )
    if row is None:
        raise NotFound("There is no such member.")
    return row


def _refuse_last_director(row: Membership) -> None:
    others = db.session.scalar(
        select(func.count(Membership.id)).where(
            Membership.role == AccessRole.DIRECTOR, Membership.ended_at.is_(None), Membership.id != row.id
        )
    )
    if row.role == AccessRole.DIRECTOR and not others:
        raise Conflict("A center needs a director. Make somebody else director first.")
