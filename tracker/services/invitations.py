"""Joining a center: invitations by link, and entering by one, as somebody new or with an account that exists."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.access import AccessRole, Action
from tracker.domain.errors import Conflict, NotFound
from tracker.mail import messages
from tracker.mail.outbox import Mail
from tracker.models import Account, Center, Invitation, Membership, Person
from tracker.services import accounts, centers, history, installation, submissions
from tracker.services.actor import Actor
from tracker.services.memberships import NOT_YOURS
from tracker.services.second_factor.standing import lock
from tracker.services.sessions import TOKEN_BYTES, digest

INVITATION_LASTS = timedelta(hours=48)
DEAD_LINK = "This invitation was used already, was withdrawn, or is older than 48 hours. Ask for a new one."


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


def standing(actor: Actor) -> list[Invited]:
    """Return the invitations that still stand, the one that ends first on top."""
    rows = db.session.execute(
        select(Invitation.public_id, Invitation.email, Invitation.role, Person.name, Invitation.ends_at)
        .outerjoin(Person, Person.id == Invitation.person_id)
        .where(Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None), Invitation.ends_at > actor.now)
        .order_by(Invitation.ends_at)
    )
    return [Invited(pid, email, AccessRole(role), name, ends) for pid, email, role, name, ends in rows]


def was_made_by(actor: Actor, key: str) -> bool:
    """Tell whether a form was sent before. Ask inside the unit of work that would invite: of two at once the second
    finds what the first one sent.
    """
    history.hold(actor)
    return submissions.made_by(actor, key) is not None


def invite(actor: Actor, email: str, role: AccessRole, person: str | None, key: str = "") -> tuple[Mail, str]:
    """Invite somebody; returns the mail to send after the commit, and the link to hand over in person.

    `person`: the public id of the person at the center that this account will be, if any. `key`: the form's, so that
    its twin can be told.
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
    submissions.remember(actor, key, row.public_id)
    history.append(actor, "invite", "invitation", row.public_id, person_id=person_id, detail={"role": role.value})
    link = f"{installation.current().base_url}/join/{token}"
    return messages.invitation(address, actor.center_name, actor.name, link), link


def withdraw(actor: Actor, public_id: str) -> None:
    """Make an invitation's link stop working. Raises NotFound."""
    actor.must(Action.MANAGE_ACCOUNTS, NOT_YOURS)
    row = db.session.scalar(
        select(Invitation).where(
            Invitation.public_id == public_id, Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None)
        )
    )
    if row is None:
        raise NotFound("There is no such invitation any more.")
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

    def create(offer: OpenInvitation) -> int:
        return accounts.create(offer.email, display_name, password, now, refuse=(offer.center_name,))

    return accept(token, create, now)


def join_as(token: str, account_id: int, now: datetime) -> None:
    """Accept an invitation with the account of its address, whose password was given. Raises NotFound or Conflict."""
    accept(token, lambda _offer: account_id, now)


def accept(token: str, whose: Callable[[OpenInvitation], int], now: datetime) -> int:
    """Accept an invitation for the account that `whose` returns, and return it: asked once the invitation is used up.

    Raises NotFound or Conflict.
    """
    offer = opened(token, now)
    _use_up(offer, now)
    account_id = whose(offer)
    _enter(offer, account_id, now)
    return account_id


def _use_up(offer: OpenInvitation, now: datetime) -> None:
    """Use an invitation up, before anything is made from it: of two that race, the second finds a dead link."""
    with working_for(db.session(), offer.center_id):
        used = db.session.execute(
            update(Invitation)
            .where(
                Invitation.id == offer.invitation_id, Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None)
            )
            .values(used_at=now)
        )
    if used.rowcount == 0:
        raise NotFound(DEAD_LINK)


def _enter(offer: OpenInvitation, account_id: int, now: datetime) -> None:
    if not lock(account_id).active:
        raise NotFound(DEAD_LINK)  # closed since its password was given
    with working_for(db.session(), offer.center_id):
        _refuse_second_account(offer.person_id, account_id)
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


def _refuse_second_account(person_id: int | None, account_id: int) -> None:
    """Two invitations may have named the same person: the first to join is that person."""
    if person_id is None:
        return
    taken = select(Membership.id).where(
        Membership.person_id == person_id, Membership.ended_at.is_(None), Membership.account_id != account_id
    )
    if db.session.execute(taken).first():
        raise Conflict("The person of this invitation signs in already. Ask the director for a new invitation.")


def _newcomer(account_id: int, offer: OpenInvitation, now: datetime) -> Actor:
    center = db.session.get_one(Center, offer.center_id)
    return centers.actor_for(center, account_id, "", offer.role, offer.person_id, now)


def _person_without_account(person: str) -> int:
    row = db.session.execute(
        select(Person.id, Membership.id)
        .outerjoin(Membership, (Membership.person_id == Person.id) & Membership.ended_at.is_(None))
        .where(Person.public_id == person)
        .with_for_update(read=True, key_share=True, of=Person)  # not removed before the invitation is there
    ).first()
    if row is None:
        raise Conflict("Choose a person from the list.", field="person")
    if row[1] is not None:
        raise Conflict("This person signs in already.", field="person")
    return int(row[0])
