"""What waits for a second person, and what they decide."""

from sqlalchemy import func, select

from tracker.db import db
from tracker.domain.vocabulary import CompletionState
from tracker.models import Completion
from tracker.services.actor import Actor


def waiting_count(actor: Actor) -> int:
    """Return how many completions wait for a decision that this actor may take."""
    found: int = db.session.scalar(
        select(func.count(Completion.id)).where(
            Completion.state == CompletionState.SUBMITTED,
            Completion.recorded_by != actor.account_id,
            Completion.changed_by != actor.account_id,
            Completion.person_id != (actor.person_id or 0),
        )
    )
    return found
