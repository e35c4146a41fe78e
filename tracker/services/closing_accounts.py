"""Closing an account, as its owner asks for: all that they sign in with goes, at once and for good.

The row stays with its name, for by it lines of history, completions and decisions say who did what; its address goes,
so that an invitation to the same one makes a new account. What a person completed belongs to the center and stays.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, or_, select, update
from sqlalchemy.orm import aliased

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict
from tracker.mail.outbox import Mail
from tracker.models import Account, Center, Identity, Membership, OneTimeLink, SignInSession, SignInStep
from tracker.services import accounts, administrators, api_tokens, centers, history, memberships
from tracker.services.accounts import CenterChoice
from tracker.services.second_factor import authenticators, devices, notices, passkeys, recovery_codes, standing

log = logging.getLogger(__name__)
LAST_DIRECTOR = (
    "You are the only director of {center}. Make somebody else director there first, under Who signs in; then close "
    "your account."
)
LAST_ADMINISTRATOR = (
    "Nobody else administers this installation. Whoever runs it must first make another account its administrator, "
    "with the command make-administrator."
)
NOT_YOURS = "This is not the email address of your account."
CLOSED = "This account was closed already."


@dataclass(frozen=True, slots=True)
class Ahead:
    """What closing an account means: the centers it ends at, and why it cannot be closed yet, if it cannot."""

    centers: tuple[CenterChoice, ...]
    obstacles: tuple[str, ...]


def ahead(account_id: int) -> Ahead:
    """Say what closing an account would mean. Three statements."""
    choices = tuple(accounts.centers_of(account_id))
    others = _directors_besides(account_id)
    obstacles = [
        LAST_DIRECTOR.format(center=each.name)
        for each in choices
        if each.role is AccessRole.DIRECTOR and each.center_id not in others
    ]
    if not db.session.scalar(select(_may_leave_installation(account_id)).where(Account.id == account_id)):
        obstacles.append(LAST_ADMINISTRATOR)
    return Ahead(choices, tuple(obstacles))


def close(account_id: int, email: str, now: datetime) -> Mail:
    """Close an account whose owner typed its address; every sign-in ends. Returns the mail to that address.

    Raises Conflict for another address, and for the last director of a center or the last administrator.
    """
    administrators.hold(account_id)
    account = standing.lock(account_id)
    if not account.active:
        raise Conflict(CLOSED)
    if accounts.clean_email(email) != account.email:
        raise Conflict(NOT_YOURS, field="email")
    told = notices.closed(account_id, now)
    # In the order of their numbers, as everybody who holds several: none waits for one that waits for it.
    for choice in sorted(accounts.centers_of(account_id), key=lambda each: each.center_id):
        _leave(account, choice, now)
    accounts.forget_tries(account.email)
    _forget_sign_in(account_id)
    _retire(account)
    log.info("account %s was closed", account.public_id)
    return told


def _directors_besides(account_id: int) -> set[int]:
    """Return the centers that have a director besides this account."""
    with everywhere(db.session()):
        return set(
            db.session.scalars(
                select(Membership.center_id).where(
                    Membership.role == AccessRole.DIRECTOR,
                    Membership.ended_at.is_(None),
                    Membership.account_id != account_id,
                )
            )
        )


def _leave(account: Account, choice: CenterChoice, now: datetime) -> None:
    """End the membership at a center, with a line of its history, unless nobody would direct it then.

    The condition stands in the UPDATE, behind the head of the center's history: whoever ends another membership there,
    or takes the role of director away, holds that head too.
    """
    with working_for(db.session(), choice.center_id):
        center = db.session.get_one(Center, choice.center_id)
        actor = centers.actor_for(center, account.id, "", choice.role, choice.person_id, now)
        history.hold(actor)
        own = (Membership.account_id == account.id, Membership.ended_at.is_(None))
        other = aliased(Membership)
        another = exists().where(
            other.center_id == choice.center_id,
            other.role == AccessRole.DIRECTOR,
            other.ended_at.is_(None),
            other.account_id != account.id,
        )
        left = db.session.execute(
            update(Membership)
            .where(*own, or_(Membership.role != AccessRole.DIRECTOR, another))
            .values(ended_at=now, version=Membership.version + 1)
            .execution_options(synchronize_session=False)
        )
        if left.rowcount:
            memberships.withdraw_invitations_of(actor, account.id)
            api_tokens.revoke_those_of(actor, account.id)
            history.append(actor, "close", "account", account.public_id, person_id=choice.person_id)
        elif db.session.scalar(select(Membership.id).where(*own)) is not None:
            raise Conflict(LAST_DIRECTOR.format(center=choice.name))


def _forget_sign_in(account_id: int) -> None:
    """Forget all that one signs in with, and every place where the account is signed in or was."""
    authenticators.remove(account_id)
    passkeys.remove_all(account_id)
    recovery_codes.remove(account_id)
    devices.forget_all(account_id)
    for table in (Identity, SignInStep, OneTimeLink, SignInSession):
        db.session.execute(
            delete(table).where(table.account_id == account_id).execution_options(synchronize_session=False)
        )


def _retire(account: Account) -> None:
    """Empty the row, unless nobody would look after the installation then."""
    done = db.session.execute(
        update(Account)
        .where(Account.id == account.id, _may_leave_installation(account.id))
        .values(
            active=False,
            is_administrator=False,
            # No address at all: nobody can type this one, and the column must hold something of its own.
            email=f"closed {account.public_id}",
            password_hash=None,
            version=Account.version + 1,
        )
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:
        raise Conflict(LAST_ADMINISTRATOR)
    db.session.expire(account)


def _may_leave_installation(account_id: int) -> ColumnElement[bool]:
    """Return the condition that an account does not administer the installation, or not alone."""
    other = aliased(Account)
    another = exists().where(other.is_administrator, other.active, other.id != account_id)
    return or_(Account.is_administrator.is_(False), another)
