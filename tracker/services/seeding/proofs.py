"""One row of everything that an account proves itself with, and of what signing in leaves."""

from datetime import datetime, timedelta

from tracker.db import db
from tracker.db.columns import new_public_id
from tracker.models import Authenticator, Identity, KnownDevice, Passkey, RecoveryCode, SignInStep
from tracker.services.second_factor import authenticators
from tracker.services.sessions import digest

STEP_LASTS = timedelta(minutes=5)


def add(account_id: int, email: str, now: datetime) -> str:
    """Add an app and return its secret, to be printed; and proofs that nobody holds, which open nothing."""
    app = authenticators.offer(account_id, email)
    key = new_public_id().encode()
    rows = [
        Authenticator(account_id=account_id, sealed_secret=app.sealed, begun_at=now, confirmed_at=now),
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
    return app.secret
