"""Who belongs to a center and as what: invitations, changes of role, endings."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.access import AccessRole, Action
from tracker.domain.errors import Conflict, NotFound
from tracker.mail import messages
from tracker.mail.outbox import Mail
from tracker.models import Account, Center, Invitation, Membership, Person
from tracker.services import accounts, history, installation, sessions
from tracker.services.actor import Actor
from tracker.services.sessions import TOKEN_BYTES, digest

INVITATION_LASTS = timedelta(hours=48)
NOT_YOURS = "Only a director manages who signs in."
DEAD_LINK = "This invitation was used already, was withdrawn, or is older than 48 hours. Ask for a new one."


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


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that still stands."""

    public_id: str
    email: str
    role: AccessRole
    person_name: str | None
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """What somebody who opened an invitation link sees."""

    invitation_id: int
    center_id: int
    center_name: str
    email: str
    role: AccessRole
    person_id: int | None
    person_name: str | None
    has_account: bool


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


def invitations(actor: Actor) -> list[Invited]:
    """Return the invitations that still stand, the one that ends first on top."""
    rows = db.session.execute(
        select(Invitation.public_id, Invitation.email, Invitation.role, Person.name, Invitation.ends_at)
        .outerjoin(Person, Person.id == Invitation.person_id)
        .where(Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None), Invitation.ends_at > actor.now)
        .order_by(Invitation.ends_at)
    )
    return [Invited(pid, email, AccessRole(role), name, ends) for pid, email, role, name, ends in rows]


def people_without_account(actor: Actor) -> list[tuple[str, str]]:
    """Return the people whom no account is yet, as public id and name, by name."""
    rows = db.session.execute(
        select(Person.public_id, Person.name)
        .outerjoin(Membership, (Membership.person_id == Person.id) & Membership.ended_at.is_(None))
        .where(Membership.id.is_(None))
        .order_by(func.lower(Person.name))
    )
    return [(public_id, name) for public_id, name in rows]


def invite(actor: Actor, email: str, role: AccessRole, person: str | None) -> tuple[Mail, str]:
    """Invite somebody; returns the mail to send after the commit, and the link to hand over in person.

    `person`: the public id of the person at the center that this account will be, if any.
    Raises Conflict naming the field where the address belongs already or the person has another account.
    """
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    address = accounts.clean_email(email)
    person_id = _person_without_account(person) if person else None
    if db.session.execute(
        select(Membership.id)
        .join(Account, Account.id == Membership.account_id)
        .where(Account.email == address, Membership.ended_at.is_(None))
    ).first():
        raise Conflict("This email address signs in here already.", field="email")
    db.session.execute(
        update(Invitation)
        .where(Invitation.email == address, Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None))
        .values(withdrawn_at=actor.now)
    )
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = Invitation(
        email=address,
        role=role,
        person_id=person_id,
        digest=digest(token),
        made_by=actor.account_id,
        made_at=actor.now,
        ends_at=actor.now + INVITATION_LASTS,
    )
    db.session.add(row)
    db.session.flush()
    history.append(actor, "invite", "invitation", row.public_id, person_id=person_id, detail={"role": role.value})
    link = f"{installation.current().base_url}/join/{token}"
    return messages.invitation(address, actor.center_name, actor.name, link), link


def withdraw_invitation(actor: Actor, public_id: str) -> None:
    """Make an invitation's link stop working. Raises NotFound."""
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    row = db.session.scalar(select(Invitation).where(Invitation.public_id == public_id))
    if row is None:
        raise NotFound("There is no such invitation.")
    row.withdrawn_at = actor.now
    history.append(actor, "withdraw", "invitation", public_id, person_id=row.person_id)


def opened(token: str, now: datetime) -> OpenInvitation:
    """Return what an invitation link offers, without using it up. Raises NotFound for a dead one."""
    with everywhere(db.session()):
        row = db.session.execute(
            select(
                Invitation.id,
                Invitation.center_id,
                Center.name,
                Invitation.email,
                Invitation.role,
                Invitation.person_id,
                Person.name,
                Account.id,
            )
            .join(Center, Center.id == Invitation.center_id)
            .outerjoin(Person, (Person.id == Invitation.person_id) & (Person.center_id == Invitation.center_id))
            .outerjoin(Account, Account.email == Invitation.email)
            .where(
                Invitation.digest == digest(token),
                Invitation.used_at.is_(None),
                Invitation.withdrawn_at.is_(None),
                Invitation.ends_at > now,
            )
        ).first()
    if row is None:
        raise NotFound(DEAD_LINK)
    number, center_id, center, email, role, person_id, person_name, account = row
    return OpenInvitation(
        number, center_id, center, email, AccessRole(role), person_id, person_name, account is not None
    )


def join(token: str, display_name: str, password: str, now: datetime) -> int:
    """Accept an invitation as a new account; returns the account. Raises NotFound, or Conflict naming the field."""
    offer = opened(token, now)
    account_id = accounts.create(offer.email, display_name, password, now, refuse=(offer.center_name,))
    _enter(offer, account_id, now)
    return account_id


def join_as(token: str, account_id: int, email: str, now: datetime) -> int:
    """Accept an invitation with an account that exists; returns the center. Raises NotFound or Conflict."""
    offer = opened(token, now)
    if offer.email != email:
        raise Conflict(f"This invitation is for {offer.email}. Sign out, then open the link again.")
    _enter(offer, account_id, now)
    return offer.center_id


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


def _enter(offer: OpenInvitation, account_id: int, now: datetime) -> None:
    with working_for(db.session(), offer.center_id):
        used = db.session.execute(
            update(Invitation)
            .where(Invitation.id == offer.invitation_id, Invitation.used_at.is_(None))
            .values(used_at=now)
        )
        if used.rowcount == 0:
            raise NotFound(DEAD_LINK)
        row = db.session.scalar(select(Membership).where(Membership.account_id == account_id))
        if row is None:
            row = Membership(account_id=account_id, began_at=now, role=offer.role, person_id=offer.person_id)
            db.session.add(row)
        else:
            row.ended_at, row.role = None, offer.role
            row.person_id = offer.person_id or row.person_id
        db.session.flush()
        history.append(
            _newcomer(account_id, offer, now),
            "join",
            "membership",
            row.public_id,
            person_id=row.person_id,
            detail={"role": offer.role.value},
        )


def _newcomer(account_id: int, offer: OpenInvitation, now: datetime) -> Actor:
    return Actor(
        account_id,
        "",
        offer.center_id,
        "",
        offer.center_name,
        offer.role,
        frozenset(),
        offer.person_id,
        now,
        now.date(),
    )


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


def _person_without_account(person: str) -> int:
    row = db.session.execute(
        select(Person.id, Membership.id)
        .outerjoin(Membership, (Membership.person_id == Person.id) & Membership.ended_at.is_(None))
        .where(Person.public_id == person)
    ).first()
    if row is None:
        raise Conflict("Choose a person from the list.", field="person")
    if row[1] is not None:
        raise Conflict("This person signs in already.", field="person")
    return int(row[0])
