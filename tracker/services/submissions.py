"""Sending a form twice makes one thing: each create form carries a key, and the key is written with what it made."""

from sqlalchemy import select

from tracker.db import db
from tracker.models import Submission
from tracker.services.actor import Actor


def made_by(actor: Actor, key: str) -> str | None:
    """Return the public id of what this form already made, or None. Ask inside the unit of work that would make it."""
    if not key:
        return None
    found: str | None = db.session.execute(
        select(Submission.made).where(Submission.account_id == actor.account_id, Submission.key == key)
    ).scalar()
    return found


def remember(actor: Actor, key: str, made: str) -> None:
    """Write down what a form made. A twin of the same moment gives way on the unique key, and finds it when it is
    answered anew.
    """
    if key:
        db.session.add(
            Submission(center_id=actor.center_id, account_id=actor.account_id, key=key, made=made, at=actor.now)
        )
        db.session.flush()
