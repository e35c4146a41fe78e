"""One row of everything that a center has of mail."""

from collections.abc import Iterator
from datetime import timedelta

from tracker.db.columns import new_public_id
from tracker.domain.reminders import DigestKind, DigestState
from tracker.domain.replies import AnswerState, ReplyOutcome
from tracker.models import MailReply, ReceivedMail, ReminderDigest, Snooze
from tracker.services import sessions
from tracker.services.actor import Actor

DAYS_SINCE_EVENT = timedelta(days=30)


def of_mails(director: Actor) -> Iterator[ReminderDigest | Snooze | MailReply | ReceivedMail]:
    """Yield a digest that told nothing, a snooze that is over, and a mail without a file."""
    yield _digest(director)
    yield _snooze(director)
    account, now, nothing = director.account_id, director.now, ReplyOutcome.NOTHING
    yield MailReply(account_id=account, outcome=nothing, answer=AnswerState.NONE, came_at=now)
    yield ReceivedMail(digest=sessions.digest(new_public_id()), outcome=nothing, came_at=now)


def _digest(director: Actor) -> ReminderDigest:
    return ReminderDigest(
        account_id=director.account_id,
        kind=DigestKind.OWN,
        week_of=director.today - DAYS_SINCE_EVENT,
        state=DigestState.EMPTY,
        claimed_at=director.now - DAYS_SINCE_EVENT,
        settled_at=director.now - DAYS_SINCE_EVENT,
    )


def _snooze(director: Actor) -> Snooze:
    """Return a snooze that is over."""
    return Snooze(
        person_id=director.person_id,
        items=frozenset({"nca-csec/csec-foundations"}),
        what="CSEC foundations",
        until=director.today - DAYS_SINCE_EVENT,
        reason="Invented for measuring.",
        made_by=director.account_id,
        made_at=director.now - DAYS_SINCE_EVENT,
    )
