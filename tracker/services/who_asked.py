"""Who asked for what is made apart from their request, as they are when it is made."""

from datetime import datetime

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Refused
from tracker.models import Account, Center
from tracker.services import accounts, centers
from tracker.services.actor import Actor


def as_they_are(center: Center, account_id: int, action: Action, no_longer: str, now: datetime) -> Actor:
    """Return the actor that an account is at a center now. Raises Refused, as told, where it may no longer act."""
    account = db.session.get_one(Account, account_id)
    choice = accounts.center_of(account.id, center.public_id) if account.active else None
    if choice is None:
        raise Refused(no_longer)
    actor = centers.actor_for(center, account.id, account.display_name, choice.role, choice.person_id, now)
    actor.must(action, no_longer)
    return actor
