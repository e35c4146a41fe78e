"""Sending a form twice makes one thing: each create form carries a key, and the key is written with what it made."""

from sqlalchemy import select, update

from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.models import Submission
from tracker.services.actor import Actor

KEY_HEADER = "Idempotency-Key"


def made_by(actor: Actor, key: str) -> str | None:
    """Return the public id of what this form already made, or None. Ask inside the unit of work that would make it."""
    if not key:
        return None
    found: str | None = db.session.execute(
        select(Submission.made).where(Submission.account_id == actor.account_id, Submission.key == key)
    ).scalar()
    return found


def repeated(actor: Actor, key: str, sent_digest: str) -> str | None:
    """Return the public id of what a program made under this key, or None; ask as `made_by`.

    Raises Conflict where it sent something else then: a key stands for one thing.
    """
    row = db.session.execute(
        select(Submission.made, Submission.sent_digest).where(
            Submission.account_id == actor.account_id, Submission.key == key
        )
    ).first()
    if row is not None and row.sent_digest != sent_digest:
        raise Conflict("Something else was sent under this Idempotency-Key before. Take a new one.", field=KEY_HEADER)
    return row.made if row else None


def seal(actor: Actor, key: str, sent_digest: str) -> None:
    """Write down what was sent under a key that is remembered."""
    mine = (Submission.account_id == actor.account_id, Submission.key == key)
    db.session.execute(update(Submission).where(*mine).values(sent_digest=sent_digest))


def remember(actor: Actor, key: str, made: str) -> None:
    """Write down what a form made. A twin of the same moment gives way on the unique key, and finds it when it is
    answered anew.
    """
    if key:
        db.session.add(
            Submission(center_id=actor.center_id, account_id=actor.account_id, key=key, made=made, at=actor.now)
        )
        db.session.flush()
