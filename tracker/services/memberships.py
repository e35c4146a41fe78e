"""Who belongs to a center and as what: changes of role, endings. How people join stands in `invitations`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain.access import AccessRole, Action, granted
from tracker.domain.errors import Conflict, NotFound
from tracker.mail.outbox import Mail
from tracker.models import Account, Invitation, Membership, Person
from tracker.services import api_tokens, history, sessions
from tracker.services.actor import Actor
from tracker.services.second_factor import notices, standing

NOT_YOURS = "Only a director manages who signs in."
ELSEWHERE = (
    "This account is not yours alone: it belongs to another center too, or looks after the installation. Ask whoever "
    "runs the installation to reset it, with the command reset-second-factor."
)


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
    has_factor: bool


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
            standing.has_factor(),
        )
        .join(Account, Account.id == Membership.account_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .where(Membership.ended_at.is_(None))
        .order_by(func.lower(Account.display_name))
    )
    return [
        Member(pid, name, email, AccessRole(role), person, person_name, began, account == actor.account_id, factor)
        for pid, name, email, role, person, person_name, began, account, factor in rows
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
    """Give a member another role; their sessions end, so the old rights end at once. Raises Conflict, NotFound.

    Nor does a link work any more that somebody made as a director: they could come back by it, as director again.
    """
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    history.hold(actor)  # of two directors who demote each other, the second sees what the first one did
    row = _member(public_id)
    if row.role == AccessRole.DIRECTOR and role != AccessRole.DIRECTOR:
        _refuse_last_director(row)
    before, row.role = row.role, role.value
    sessions.end_all(row.account_id, actor.now)
    if role != AccessRole.DIRECTOR:
        withdraw_invitations_of(actor, row.account_id)
    if Action.MANAGE_TOKENS not in granted(role):
        api_tokens.revoke_those_of(actor, row.account_id)
    history.append(
        actor, "change_role", "membership", public_id, person_id=row.person_id, detail={"from": before, "to": role}
    )


def end(actor: Actor, public_id: str) -> None:
    """End somebody's membership; their sessions and the invitations that they made end at once.

    Raises Conflict for the last director, NotFound.
    """
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    history.hold(actor)
    row = _member(public_id)
    _refuse_last_director(row)
    row.ended_at = actor.now
    sessions.end_all(row.account_id, actor.now)
    withdraw_invitations_of(actor, row.account_id)
    api_tokens.revoke_those_of(actor, row.account_id)
    history.append(actor, "end", "membership", public_id, person_id=row.person_id)


def reset_second_factor(actor: Actor, public_id: str) -> Mail:
    """Forget every second factor of a member who lost them all; their sessions end. Returns the mail to them.

    Not one's own, and not of an account that another center or the installation relies on as well: one center must not
    weaken it for the others. Raises Conflict, NotFound.
    """
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    row = _member(public_id)
    if row.account_id == actor.account_id:
        raise Conflict("You change your own second factor on the page of your account.")
    if _is_relied_on_elsewhere(row.account_id):
        raise Conflict(ELSEWHERE)
    standing.lock(row.account_id)
    standing.forget_all(row.account_id, actor.now)
    history.append(actor, "reset_second_factor", "membership", public_id, person_id=row.person_id)
    return notices.changed(
        row.account_id, f"{actor.name}, director of {actor.center_name}, reset your second factor.", actor.now
    )


def _is_relied_on_elsewhere(account_id: int) -> bool:
    own = select(Membership.id).where(Membership.account_id == account_id, Membership.ended_at.is_(None))
    with everywhere(db.session()):
        memberships = len(db.session.scalars(own.limit(2)).all())
    return memberships > 1 or db.session.get_one(Account, account_id).is_administrator


def _member(public_id: str) -> Membership:
    row: Membership | None = db.session.scalar(
        select(Membership).where(Membership.public_id == public_id, Membership.ended_at.is_(None))
    )
    if row is None:
        raise NotFound("There is no such member.")
    return row


def withdraw_invitations_of(actor: Actor, account_id: int) -> None:
    """Make the links stop working that somebody made while they were a director, each with its line of history."""
    open_ones = select(Invitation).where(
        Invitation.made_by == account_id, Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None)
    )
    for row in db.session.scalars(open_ones.order_by(Invitation.id)).all():
        row.withdrawn_at = actor.now
        history.append(actor, "withdraw", "invitation", row.public_id, person_id=row.person_id)


def _refuse_last_director(row: Membership) -> None:
    others = db.session.scalar(
        select(func.count(Membership.id)).where(
            Membership.role == AccessRole.DIRECTOR, Membership.ended_at.is_(None), Membership.id != row.id
        )
    )
    if row.role == AccessRole.DIRECTOR and not others:
        raise Conflict("A center needs a director. Make somebody else director first.")
