"""The last resort for who lost every second factor and has no director above: a command of the installation."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.domain.errors import NotFound
from tracker.mail.outbox import Mail
from tracker.models import Account, Center, Membership
from tracker.services import accounts, centers, history
from tracker.services.second_factor import notices, standing


@dataclass(frozen=True, slots=True)
class Reset:
    """What a reset did: what the account had, the centers whose history says it, and the mail to send."""

    had: str
    centers: tuple[str, ...]
    mail: Mail


def reset(email: str, now: datetime) -> Reset:
    """Forget every second factor of the account with an address, and end its sessions. Raises NotFound."""
    address = accounts.clean_email(email)
    account_id = db.session.scalar(select(Account.id).where(Account.email == address))
    if account_id is None:
        raise NotFound(f"No account has the address {email}.")
    had = standing.of(account_id).words
    standing.lock(account_id)
    standing.forget_all(account_id, now)
    told = [_tell(account_id, choice.center_id, now) for choice in accounts.centers_of(account_id)]
    mail = notices.changed(account_id, "Whoever runs the installation reset your second factor.", now)
    return Reset(had, tuple(told), mail)


def _tell(account_id: int, center_id: int, now: datetime) -> str:
    """Write into a center's history that a member's second factor was reset; returns the center's name."""
    with working_for(db.session(), center_id):
        center = db.session.get_one(Center, center_id)
        row = db.session.scalars(select(Membership).where(Membership.account_id == account_id)).one()
        history.append(
            centers.command_actor(center, now),
            "reset_second_factor",
            "membership",
            row.public_id,
            person_id=row.person_id,
        )
        return str(center.name)
