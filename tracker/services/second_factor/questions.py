"""Questions to passkeys, which anybody may have asked without signing in: marked by us, and kept only once answered.

A question carries the moment it was asked and a mark under a key that is not in the database. A row is written when a
passkey that is known here has signed it, so that an answer opens nothing twice; asking a million times writes none.
"""

import hmac
import secrets
from datetime import UTC, datetime
from hashlib import sha256

from tracker.db import db
from tracker.db.upserts import insert_into
from tracker.models import SignInStep
from tracker.services import installation
from tracker.services.second_factor.steps import LASTS, Purpose
from tracker.services.sessions import TOKEN_BYTES, digest

LABEL = b"tracker: questions to passkeys"


def ask(now: datetime) -> str:
    """Return a question that waits ten minutes for its answer."""
    asked = f"{secrets.token_urlsafe(TOKEN_BYTES)}.{int(now.timestamp())}"
    return f"{asked}.{_mark(asked)}"


def waits(question: str, now: datetime) -> bool:
    """Tell whether a question was asked here, within the last ten minutes."""
    asked, _, mark = question.rpartition(".")
    if not hmac.compare_digest(mark.encode(), _mark(asked).encode()):
        return False
    begun = datetime.fromtimestamp(int(asked.rpartition(".")[2]), UTC)
    return begun <= now < begun + LASTS


def answer(question: str, account_id: int, now: datetime) -> bool:
    """Use a question up for good; of two answers, also at the same moment, one is told True."""
    row = insert_into(SignInStep).values(
        purpose=Purpose.PASSKEY,
        digest=digest(question),
        account_id=account_id,
        detail={},
        made_at=now,
        ends_at=now + LASTS,
        used_at=now,
    )
    once = row.on_conflict_do_nothing(index_elements=[SignInStep.digest]).returning(SignInStep.id)
    return db.session.execute(once).first() is not None


def _mark(asked: str) -> str:
    key = hmac.digest(installation.current().secret_key, LABEL, sha256)
    return hmac.new(key, asked.encode(), sha256).hexdigest()
