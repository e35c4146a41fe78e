"""Authenticator apps: six digits that change every half minute (RFC 6238).

Digits of the half minute before and after are taken too, for clocks differ. The same digits open one door once: the
number of the half minute is kept, and only a later one is taken after it.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime

import pyotp
from sqlalchemy import delete, select, update

from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.models import Authenticator
from tracker.services.second_factor import sealing

SECRET_LENGTH = 32  # 160 bits
SECONDS = 30
DIGITS = 6
STEPS_AROUND = (0, -1, 1)
ISSUER = "Training Tracker"
STALE = "This page was open for too long. Begin again: the app needs the picture that is shown then."
WRONG_FIRST = "These are not the digits of now. Wait for the next six and type them at once."


@dataclass(frozen=True, slots=True)
class Offer:
    """A secret for an app, not kept yet: as people type it, as an app reads it, and as the form carries it."""

    secret: str
    address: str
    sealed: str


def offer(account_id: int, email: str) -> Offer:
    """Make a secret for a new app. It travels sealed with the form, and is kept once it is confirmed."""
    secret = pyotp.random_base32(SECRET_LENGTH)
    return _offer(secret, email, sealing.seal(secret, account_id))


def offered(sealed: str, account_id: int, email: str) -> Offer:
    """Return an offer that a form carried. Raises Conflict where it is none of this account's."""
    secret = sealing.unseal(sealed, account_id)
    if secret is None:
        raise Conflict(STALE)
    return _offer(secret, email, sealed)


def set_up(account_id: int, sealed: str, code: str, now: datetime) -> None:
    """Keep an offered secret as the account's app, the one before it replaced. Raises Conflict for wrong digits."""
    secret = sealing.unseal(sealed, account_id)
    if secret is None:
        raise Conflict(STALE)
    step = _step_of(secret, code, now)
    if step is None:
        raise Conflict(WRONG_FIRST, field="code")
    remove(account_id)
    db.session.add(
        Authenticator(account_id=account_id, sealed_secret=sealed, begun_at=now, confirmed_at=now, last_step=step)
    )
    db.session.flush()


def check(account_id: int, code: str, now: datetime) -> bool:
    """Tell whether the digits are those of the account's app, and use them up: of two tries at once, one is right."""
    sealed = db.session.scalar(
        select(Authenticator.sealed_secret).where(
            Authenticator.account_id == account_id, Authenticator.confirmed_at.is_not(None)
        )
    )
    secret = sealing.unseal(sealed, account_id) if sealed else None
    step = _step_of(secret, code, now) if secret else None
    if step is None:
        return False
    used = db.session.execute(
        update(Authenticator)
        .where(Authenticator.account_id == account_id, Authenticator.last_step < step)
        .values(last_step=step)
    )
    return bool(used.rowcount)


def remove(account_id: int) -> bool:
    """Forget the account's app; tells whether there was one."""
    return bool(db.session.execute(delete(Authenticator).where(Authenticator.account_id == account_id)).rowcount)


def _offer(secret: str, email: str, sealed: str) -> Offer:
    return Offer(secret, pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER), sealed)


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the half minute whose digits these are. Each is compared, in the same time whichever is right."""
    typed = code.replace(" ", "").encode()
    totp, here = pyotp.TOTP(secret, digits=DIGITS, interval=SECONDS), int(now.timestamp()) // SECONDS
    right = [here + around for around in STEPS_AROUND if hmac.compare_digest(typed, _digits(totp, here + around))]
    return right[0] if right else None


def _digits(totp: pyotp.TOTP, step: int) -> bytes:
    return totp.generate_otp(step).encode()
