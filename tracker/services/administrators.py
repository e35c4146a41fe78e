"""Who looks after the installation: named at its shell, and never nobody while there is somebody."""

from datetime import datetime

from sqlalchemy import select

from tracker.db import db
from tracker.domain.errors import Conflict, NotFound
from tracker.mail.outbox import Mail
from tracker.models import Account
from tracker.services import accounts, sessions
from tracker.services.second_factor import notices


def appoint(email: str, now: datetime) -> Mail:
    """Let an account look after the installation as well; its sessions end. Returns the mail to its owner.

    Raises NotFound, Conflict where it does so already.
    """
    row = db.session.scalar(
        select(Account).where(Account.email == accounts.clean_email(email), Account.active).with_for_update()
    )
    if row is None:
        raise NotFound(f"No account has the address {email}.")
    if row.is_administrator:
        raise Conflict(f"{email} administers this installation already.")
    row.is_administrator = True
    db.session.flush()
    sessions.end_all(row.id, now)
    return notices.changed(row.id, "Whoever runs the installation made you its administrator.", now)


def hold(account_id: int) -> None:
    """Hold the rows of those who look after the installation, and of this account, until the transaction ends.

    In the order of their numbers: of two who close their accounts at once, the second sees that the first is gone.
    """
    those = Account.is_administrator | (Account.id == account_id)
    db.session.execute(select(Account.id).where(those).order_by(Account.id).with_for_update()).all()
