"""One row of everything that an account proves itself with, and of what signing in leaves."""

from datetime import datetime, timedelta

from tracker.db import db
from tracker.db.columns import new_public_id
from tracker.models import Authenticator, Identity, KnownDevice, Passkey, RecoveryCode, SignInStep
from tracker.services.sessions import digest

STEP_LASTS = timedelta(minutes=5)


def add(account_id: int, email: str, now: datetime) -> None:
    """Add proofs that nobody holds: they open nothing."""
    key = new_public_id().encode()
    rows = [
        Authenticator(account_id=account_id, sealed_secret=new_public_id(), begun_at=now),
        Passkey(account_id=account_id, credential_id=key, public_key=key, name="Seeded key", added_at=now),
        RecoveryCode(account_id=account_id, digest=digest(new_public_id()), made_at=now),
        KnownDevice(
            account_id=account_id, digest=digest(new_public_id()), device="Seeded browser", first_at=now, last_at=now
        ),
        Identity(
            account_id=account_id, issuer="https://seed.example", subject=new_public_id(), email=email, added_at=now
        ),
        SignInStep(
            purpose="seed",
            digest=digest(new_public_id()),
            account_id=account_id,
            detail={},
            made_at=now,
            ends_at=now + STEP_LASTS,
        ),
    ]
    db.session.add_all(rows)
    db.session.flush()
