"""A token for a program, in every center."""

from datetime import timedelta

from tracker.db import db
from tracker.db.columns import new_public_id
from tracker.domain.access import TokenMay
from tracker.models import Account, ApiToken
from tracker.services import sessions
from tracker.services.actor import Actor

OVER_FOR = timedelta(days=30)


def add(director: Actor) -> None:
    """Add a token that is over, whose secret nobody knows."""
    author = Account(
        email=f"token of seed {director.account_id}", display_name="Seed (API)", active=False, created_at=director.now
    )
    db.session.add(author)
    db.session.flush()
    db.session.add(
        ApiToken(
            name="Seed",
            may=TokenMay.READ,
            beginning="tct_seed00",
            digest=sessions.digest(new_public_id()),
            account_id=author.id,
            made_by=director.account_id,
            made_at=director.now,
            ends_on=director.today - OVER_FOR,
        )
    )
    db.session.flush()
