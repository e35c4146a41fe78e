"""Whose account somebody of another provider is: by issuer and subject, and by nothing else.

Never by the email address: whoever may write one at a provider would otherwise be whoever they like here. An account is
connected by its owner, signed in and asked again just now, or with the invitation by which it begins.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError

from tracker.db import db
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.id_token import Vouched
from tracker.domain.single_sign_on import Provider
from tracker.mail.outbox import Mail
from tracker.models import Account, Identity, Passkey
from tracker.services import invitations, sessions
from tracker.services.invitations import OpenInvitation
from tracker.services.second_factor import notices, standing, steps
from tracker.services.single_sign_on import providers

ELSEWHERE = "This account of {name} is connected with another sign-in here."
ONLY_WAY = (
    "This is the only way in that you have. Set a password first, with “Forgot your password?”, or add a passkey."
)


@dataclass(frozen=True, slots=True)
class Connection:
    """An account at a provider that somebody signs in with, as they see it. `email`: what it was called there last."""

    public_id: str
    provider: str
    email: str
    added_at: datetime
    used_at: datetime | None


def account_of(provider: Provider, who: Vouched) -> int | None:
    """Return the account that somebody is connected with; None for nobody's, and for one that was closed."""
    found: int | None = db.session.scalar(
        select(Identity.account_id)
        .join(Account, Account.id == Identity.account_id)
        .where(Identity.issuer == provider.issuer, Identity.subject == who.subject, Account.active)
    )
    return found


def note_use(provider: Provider, who: Vouched, now: datetime) -> None:
    """Write that somebody came in, and what they are called there now."""
    db.session.execute(
        update(Identity)
        .where(Identity.issuer == provider.issuer, Identity.subject == who.subject)
        .values(used_at=now, email=who.email)
    )


def of(account_id: int) -> list[Connection]:
    """Return whom an account is connected with, in the order in which they were added."""
    names = {provider.issuer: provider.name for provider in providers.taken()}
    rows = db.session.execute(
        select(Identity.public_id, Identity.issuer, Identity.email, Identity.added_at, Identity.used_at)
        .where(Identity.account_id == account_id)
        .order_by(Identity.id)
    )
    return [Connection(pid, names.get(issuer, issuer), email, at, used) for pid, issuer, email, at, used in rows]


def connect(account_id: int, session_id: int, provider: Provider, who: Vouched, now: datetime) -> Mail:
    """Let an account be signed in to by somebody of a provider; ends its other sessions.

    Returns the mail to its owner. Raises Conflict where they are connected with an account already.
    """
    standing.lock(account_id)
    _add(account_id, provider, who, now)
    return _changed(account_id, session_id, f"{provider.name} was connected: one signs in with it now.", now)


def disconnect(account_id: int, session_id: int, public_id: str, now: datetime) -> Mail:
    """Undo a connection of the account; ends its other sessions. Returns the mail to its owner.

    Raises NotFound for anybody else's, and Refused for the only way in.
    """
    account = standing.lock(account_id)
    row = db.session.scalar(select(Identity).where(Identity.account_id == account_id, Identity.public_id == public_id))
    if row is None:
        raise NotFound("There is no such connection.")
    if not account.password_hash and not _has_other_way(account_id, row.id):
        raise Refused(ONLY_WAY)
    names = {provider.issuer: provider.name for provider in providers.taken()}
    db.session.delete(row)
    db.session.flush()
    return _changed(account_id, session_id, f"{names.get(row.issuer, row.issuer)} was disconnected.", now)


def join(token: str, provider: Provider, who: Vouched, now: datetime) -> int:
    """Accept an invitation as somebody of a provider; returns the account, a new one without a password.

    Only with the very address that was invited, where the provider has proved that it is theirs; and never as an
    account that exists, unless it is connected with them already. Raises NotFound, Refused, or Conflict.
    """
    known = account_of(provider, who)

    def whose(offer: OpenInvitation) -> int:
        if known is not None and _address_of(known) == offer.email:
            return known
        _refuse_unproved(offer, provider, who)
        return _create(offer, provider, who, now)

    return invitations.accept(token, whose, now)


def _refuse_unproved(offer: OpenInvitation, provider: Provider, who: Vouched) -> None:
    if offer.has_account:
        raise Refused(
            f"{offer.email} has an account here already. Join with its password; then you can connect {provider.name} "
            "on the page of your account."
        )
    if who.email != offer.email:
        raise Refused(
            f"This invitation is for {offer.email}, and you are somebody else at {provider.name}. Join with a "
            "password, or sign in there with that address."
        )
    if not who.owns_email:
        raise Refused(
            f"{provider.name} does not say that {offer.email} is proved to be yours. Join with a password; then "
            f"you can connect {provider.name} on the page of your account."
        )


def _create(offer: OpenInvitation, provider: Provider, who: Vouched, now: datetime) -> int:
    name = offer.person_name or who.name or offer.email.partition("@")[0]
    account = Account(email=offer.email, display_name=name, password_hash=None, created_at=now)
    db.session.add(account)
    db.session.flush()
    _add(account.id, provider, who, now)
    return account.id


def _add(account_id: int, provider: Provider, who: Vouched, now: datetime) -> None:
    row = Identity(
        account_id=account_id, issuer=provider.issuer, subject=who.subject, email=who.email, added_at=now, used_at=now
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        # Of two accounts that claim somebody at the same moment, the database lets one.
        raise Conflict(ELSEWHERE.format(name=provider.name)) from None


def _has_other_way(account_id: int, identity_id: int) -> bool:
    """Whether the account has another connection to a provider that is still taken, or a passkey."""
    issuers = [provider.issuer for provider in providers.taken()]
    others = exists().where(Identity.account_id == account_id, Identity.id != identity_id, Identity.issuer.in_(issuers))
    return bool(db.session.scalar(select(others | exists().where(Passkey.account_id == account_id))))


def _address_of(account_id: int) -> str:
    return str(db.session.scalar(select(Account.email).where(Account.id == account_id)))


def _changed(account_id: int, session_id: int, what: str, now: datetime) -> Mail:
    steps.end_all(account_id, now)
    sessions.end_all(account_id, now, but=session_id)
    return notices.changed(account_id, what, now)
