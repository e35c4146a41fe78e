"""Codes on paper that stand in for a lost second factor, each once.

Sixteen letters and digits of 28 are 76 random bits: their plain digest cannot be guessed back, and they go on working
where SECRET_KEY was lost.
"""

import secrets
from datetime import datetime

from sqlalchemy import delete, func, select, update

from tracker.db import db
from tracker.db.columns import PUBLIC_ID_ALPHABET
from tracker.models import RecoveryCode
from tracker.services.sessions import digest

HOW_MANY = 10
LENGTH, GROUP = 16, 4


def make(account_id: int, now: datetime) -> tuple[str, ...]:
    """Make ten codes and return them as people read them; those from before stop working."""
    remove(account_id)
    codes = tuple(_new() for _ in range(HOW_MANY))
    db.session.add_all(RecoveryCode(account_id=account_id, digest=digest(_bare(code)), made_at=now) for code in codes)
    db.session.flush()
    return codes


def use(account_id: int, code: str, now: datetime) -> bool:
    """Tell whether it is a code of the account that was not used, and use it up: of two tries at once, one is right."""
    used = db.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.digest == digest(_bare(code)),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
    )
    return bool(used.rowcount)


def remaining(account_id: int) -> int:
    """Return how many codes of the account were not used yet."""
    unused = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None)
    )
    return int(db.session.scalar(unused) or 0)


def remove(account_id: int) -> None:
    """Forget every code of the account."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


def _new() -> str:
    letters = "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def _bare(code: str) -> str:
    """Return a code without blanks and hyphens, in lower case: however somebody copied it, it is the same."""
    return "".join(letter for letter in code.lower() if letter.isalnum())
