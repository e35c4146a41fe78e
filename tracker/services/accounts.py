"""Accounts: signing in, passwords, resets."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.second_factor import Demand
from tracker.mail import messages
from tracker.mail.outbox import Mail
from tracker.models import Account, Center, Membership
from tracker.services import installation, limits, one_time_links, passwords, sessions
from tracker.services.one_time_links import Purpose
from tracker.services.second_factor import devices, notices, standing, steps

WRONG = "The email address or the password is not right."
TOO_SHORT = (
    f"This password has fewer than {passwords.SHORTEST} characters, which is too few without a second factor. Choose a "
    "longer one: press “Forgot your password?”."
)


@dataclass(frozen=True, slots=True)
class CenterChoice:
    """A center that an account belongs to, and as what."""

    center_id: int
    public_id: str
    name: str
    time_zone: str
    role: AccessRole
    person_id: int | None
    second_factor: Demand

    @property
    def asks_twice(self) -> bool:
        """Whether the center asks the account for a second factor, in its role."""
        return self.second_factor.asks(self.role)


def count_try(email: str, now: datetime) -> None:
    """Count a try of a password for an address, known or not. Raises Refused where tries come too fast.

    In a unit of work of its own, before the comparison: a wrong password must not roll it back.
    """
    limits.count_try(_limit(clean_email(email)), now)


def check(email: str, password: str) -> int | None:
    """Return the account whose password this is, or None; equal work for known and unknown."""
    row = db.session.execute(
        select(Account.id, Account.password_hash).where(Account.email == clean_email(email), Account.active)
    ).first()
    right = passwords.matches(row.password_hash if row else None, password)
    return row.id if row and right else None


def forget_tries(email: str) -> None:
    """Forget the tries counted against an address, after a right password."""
    limits.forget(_limit(clean_email(email)))


def is_too_short(account_id: int, password: str) -> bool:
    """Tell whether a right password is one that was chosen beside a second factor, which is gone since."""
    return len(password) < passwords.SHORTEST and not standing.is_asked(account_id)


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


def change_password(account_id: int, session_id: int, new: str, now: datetime) -> Mail:
    """Set a new password, the old one having been asked for; ends every other session. Raises Conflict.

    Returns the mail to the owner, to send after the commit.
    """
    account = standing.lock(account_id)
    _set_password(account, new)
    forget_tries(account.email)
    steps.end_all(account_id, now)
    sessions.end_all(account_id, now, but=session_id)
    sessions.confirm(session_id, now)
    return notices.changed(account_id, "Your password was changed.", now)


def ask_reset(email: str, now: datetime) -> Mail | None:
    """Make a password reset for an address; returns the mail to send after the commit.

    None where nobody has the address, or where mails were asked for too fast: nobody's mailbox is flooded from here.
    Earlier links keep working, so that asking again and again for somebody else does not keep them out.
    """
    try:
        limits.count_try(f"reset {clean_email(email)}", now)
    except Refused:
        return None
    account = db.session.scalar(select(Account).where(Account.email == clean_email(email), Account.active))
    if account is None:
        return None
    token = one_time_links.make(Purpose.PASSWORD_RESET, now, one_time_links.PASSWORD_RESET_LASTS, account.id)
    return messages.password_reset(
        account.email, account.display_name, f"{installation.current().base_url}/reset/{token}"
    )


def reset_password(token: str, new: str, now: datetime) -> tuple[int, Mail]:
    """Set a new password by a reset link; ends every session, and every other reset link of the account.

    Returns the account, which comes in by this without a try that somebody else's guessing could hold up, and the mail
    to its owner. Raises NotFound for a dead link, or Conflict.
    """
    worked, account_id = one_time_links.consume(Purpose.PASSWORD_RESET, token, now)
    if not worked or account_id is None:
        raise NotFound("This link was used already or is older than an hour. Ask for a new one.")
    account = standing.lock(account_id)
    _set_password(account, new)
    forget_tries(account.email)
    steps.end_all(account_id, now)
    sessions.end_all(account_id, now)
    devices.forget_all(account_id)
    one_time_links.end_all(Purpose.PASSWORD_RESET, account_id, now)
    return account_id, notices.changed(account_id, "A new password was chosen with a link from a mail.", now)


def centers_of(account_id: int) -> list[CenterChoice]:
    """Return the centers that an account belongs to, by name."""
    with everywhere(db.session()):
        rows = db.session.execute(_choices(account_id).order_by(func.lower(Center.name))).all()
    return [_choice(*row) for row in rows]


def center_of(account_id: int, center_public_id: str) -> CenterChoice | None:
    """Return one center as this account knows it, or None where it does not belong there."""
    with everywhere(db.session()):
        row = db.session.execute(_choices(account_id).where(Center.public_id == center_public_id)).first()
    return _choice(*row) if row else None


def clean_email(email: str) -> str:
    """Return an address as it is compared and kept: trimmed and in lower case."""
    return email.strip().lower()


def _choices(account_id: int) -> Select[*tuple[Any, ...]]:
    """The query of an account's centers: with the center comes what it asks of whom, so that asking costs nothing."""
    return (
        select(
            Center.id,
            Center.public_id,
            Center.name,
            Center.time_zone,
            Membership.role,
            Membership.person_id,
            Center.second_factor,
        )
        .join(Membership, Membership.center_id == Center.id)
        .where(Membership.account_id == account_id, Membership.ended_at.is_(None))
    )


def _choice(
    center_id: int, public_id: str, name: str, zone: str, role: str, person_id: int | None, demand: str
) -> CenterChoice:
    return CenterChoice(center_id, public_id, name, zone, AccessRole(role), person_id, Demand(demand))


def _set_password(account: Account, new: str) -> None:
    of_centers = (choice.name for choice in centers_of(account.id))
    names = (account.display_name, account.email.split("@", maxsplit=1)[0], *of_centers)
    objection = passwords.objection(new, names=names, beside_factor=standing.is_asked(account.id))
    if objection:
        raise Conflict(objection, field="password")
    account.password_hash = passwords.keep(new)
    db.session.flush()


def _limit(address: str) -> str:
    return f"sign-in {address}"
