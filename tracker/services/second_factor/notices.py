"""What the owner of an account hears by mail about their sign-in. Use cases return it, to be sent after the commit."""

from datetime import datetime

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.formatting import format_moment
from tracker.mail import messages
from tracker.mail.outbox import Mail
from tracker.models import Account, Center, Membership
from tracker.services import installation


def changed(account_id: int, what: str, now: datetime) -> Mail:
    """Say that the sign-in was changed. `what`: a whole sentence, such as "A passkey was added."."""
    email, name = _owner(account_id)
    return messages.sign_in_changed(email, name, what, _when(account_id, now), _link("/account/signing-in"))


def new_device(account_id: int, device: str, now: datetime) -> Mail:
    """Say that a browser signed in that never did before."""
    email, name = _owner(account_id)
    return messages.new_device(email, name, device, _when(account_id, now), _link("/account"))


def closed(account_id: int, now: datetime) -> Mail:
    """Say that the account was closed. Ask before it is: its address and its center's clock go with it."""
    email, name = _owner(account_id)
    return messages.account_closed(email, name, _when(account_id, now))


def codes_tried(account_id: int, now: datetime) -> Mail:
    """Say that somebody who knows the password tries codes."""
    email, name = _owner(account_id)
    return messages.codes_tried(email, name, _when(account_id, now), _link("/forgot-password"))


def _owner(account_id: int) -> tuple[str, str]:
    email, name = db.session.execute(select(Account.email, Account.display_name).where(Account.id == account_id)).one()
    return email, name


def _when(account_id: int, now: datetime) -> str:
    """The moment on the clock of the account's center, the first one that it joined; in UTC where it has none."""
    with everywhere(db.session()):
        zone = db.session.scalar(
            select(Center.time_zone)
            .join(Membership, Membership.center_id == Center.id)
            .where(Membership.account_id == account_id, Membership.ended_at.is_(None))
            .order_by(Membership.id)
            .limit(1)
        )
    return f"{format_moment(now, zone or 'UTC')} ({zone.replace('_', ' ') if zone else 'UTC'})"


def _link(path: str) -> str:
    return f"{installation.current().base_url}{path}"
