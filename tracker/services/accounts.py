"""Accounts: signing in, passwords, resets."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound
from tracker.mail import messages, outbox
from tracker.models import Account, Center, Membership
from tracker.services import installation, limits, one_time_links, passwords, sessions
from tracker.services.one_time_links import Purpose

WRONG = "The email address or the password is not right."


@dataclass(frozen=True, slots=True)
class CenterChoice:
    """A center that an account belongs to, and as what."""

    center_id: int
    public_id: str
    name: str
    time_zone: str
    role: AccessRole
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Check:
    """What came of a try to sign in: the account, or nothing."""

    account_id: int | None


def check(email: str, password: str, now: datetime) -> Check:
    """Compare a password; equal work and equal words for known and unknown. Raises Refused where tries come too fast.

    Writes nothing: the edge counts a failure in a unit of its own, so that a wrong password is not rolled back.
    """
    address = clean_email(email)
    limits.refuse_hurry(_limit(address), now)
    row = db.session.execute(
        select(Account.id, Account.password_hash).where(Account.email == address, Account.active)
    ).first()
    right = passwords.matches(row.password_hash if row else None, password)
    return Check(row.id if row and right else None)


def note_failure(email: str, now: datetime) -> None:
    """Count a failed sign-in against the address that was typed, known or not."""
    limits.count_failure(_limit(clean_email(email)), now)


def sign_in(account_id: int, email: str, device: str, now: datetime) -> str:
    """Begin a session for an account whose password was right; returns the session's secret."""
    limits.forget(_limit(clean_email(email)))
    return sessions.start(account_id, device, now)


def create(email: str, display_name: str, password: str, now: datetime, *, refuse: tuple[str, ...] = ()) -> int:
    """Create an account and return its row number. Raises Conflict naming the field that will not do."""
    address = clean_email(email)
    if db.session.execute(select(Account.id).where(Account.email == address)).first():
        raise Conflict("This email address already has an account. Sign in with it instead.", field="email")
    objection = passwords.objection(password, names=(*refuse, display_name, address.split("@", maxsplit=1)[0]))
    if objection:
        raise Conflict(objection, field="password")
    account = Account(email=address, display_name=display_name, password_hash=passwords.keep(password), created_at=now)
    db.session.add(account)
    db.session.flush()
    return account.id


def change_password(account_id: int, session_id: int, old: str, new: str, now: datetime) -> None:
    """Set a new password after the old one; ends every other session. Raises Conflict naming the field."""
    account = db.session.get_one(Account, account_id)
    if not passwords.matches(account.password_hash, old):
        raise Conflict("This is not your present password.", field="old_password")
    _set_password(account, new)
    sessions.end_all(account_id, now, but=session_id)
    sessions.confirm(session_id, now)


def is_password(account_id: int, password: str) -> bool:
    """Tell whether this is the account's password; for asking again before something weighty."""
    return passwords.matches(db.session.get_one(Account, account_id).password_hash, password)


def ask_reset(email: str, now: datetime) -> outbox.Mail | None:
    """Make a password reset for an address; returns the mail to send after the commit, or None where nobody has it."""
    account = db.session.scalar(select(Account).where(Account.email == clean_email(email), Account.active))
    if account is None:
        return None
    token = one_time_links.make(Purpose.PASSWORD_RESET, now, one_time_links.PASSWORD_RESET_LASTS, account.id)
    return messages.password_reset(
        account.email, account.display_name, f"{installation.current().base_url}/reset/{token}"
    )


def reset_password(token: str, new: str, now: datetime) -> None:
    """Set a new password by a reset link; ends every session. Raises NotFound for a dead link, or Conflict."""
    worked, account_id = one_time_links.consume(Purpose.PASSWORD_RESET, token, now)
    if not worked or account_id is None:
        raise NotFound("This link was used already or is older than an hour. Ask for a new one.")
    account = db.session.get_one(Account, account_id)
    _set_password(account, new)
    sessions.end_all(account_id, now)
    limits.forget(_limit(account.email))


def centers_of(account_id: int) -> list[CenterChoice]:
    """Return the centers that an account belongs to, by name."""
    with everywhere(db.session()):
        rows = db.session.execute(
            select(Center.id, Center.public_id, Center.name, Center.time_zone, Membership.role, Membership.person_id)
            .join(Membership, Membership.center_id == Center.id)
            .where(Membership.account_id == account_id, Membership.ended_at.is_(None))
            .order_by(func.lower(Center.name))
        ).all()
    return [CenterChoice(c, p, n, z, AccessRole(role), person) for c, p, n, z, role, person in rows]


def center_of(account_id: int, center_public_id: str) -> CenterChoice | None:
    """Return one center as this account knows it, or None where it does not belong there."""
    with everywhere(db.session()):
        row = db.session.execute(
            select(Center.id, Center.public_id, Center.name, Center.time_zone, Membership.role, Membership.person_id)
            .join(Membership, Membership.center_id == Center.id)
            .where(
                Membership.account_id == account_id,
                Membership.ended_at.is_(None),
                Center.public_id == center_public_id,
            )
        ).first()
    if row is None:
        return None
    center_id, public_id, name, zone, role, person_id = row
    return CenterChoice(center_id, public_id, name, zone, AccessRole(role), person_id)


def clean_email(email: str) -> str:
    """Return an address as it is compared and kept: trimmed and in lower case."""
    return email.strip().lower()


def _set_password(account: Account, new: str) -> None:
    objection = passwords.objection(new, names=(account.display_name, account.email.split("@", maxsplit=1)[0]))
    if objection:
        raise Conflict(objection, field="password")
    account.password_hash = passwords.keep(new)
    db.session.flush()


def _limit(address: str) -> str:
    return f"sign-in {address}"
