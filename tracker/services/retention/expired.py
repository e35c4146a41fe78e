"""Which rows are over their time: for each period the table that it is about, and the condition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, exists, func
from sqlalchemy.orm import InstrumentedAttribute, aliased

from tracker.models import (
    Attempt,
    CenterArchive,
    CheckIn,
    Invitation,
    KnownDevice,
    MailReply,
    OneTimeLink,
    PhoneLink,
    ReceivedMail,
    ReminderDigest,
    Sighting,
    SignInSession,
    SignInStep,
    Snooze,
    Submission,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A table, its key, and which of its rows ended before a moment."""

    table: Any
    key: InstrumentedAttribute[Any]
    ended_before: Callable[[datetime], ColumnElement[bool]]


def _sessions_before(moment: datetime) -> ColumnElement[bool]:
    # A session that nobody ended was over half an hour after it was last seen.
    over = func.coalesce(SignInSession.ended_at, SignInSession.seen_at) < moment
    later = aliased(SignInSession)
    # The last one of an account stays: by it a browser that is new is told from the first browser of a new account.
    return over & exists().where(later.account_id == SignInSession.account_id, later.id > SignInSession.id)


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "sightings": Rule(Sighting, Sighting.id, lambda moment: Sighting.last_at < moment),
        "sessions": Rule(SignInSession, SignInSession.id, _sessions_before),
        "devices": Rule(KnownDevice, KnownDevice.id, lambda moment: KnownDevice.last_at < moment),
        "invitations": Rule(Invitation, Invitation.id, lambda moment: Invitation.ends_at < moment),
        "digests": Rule(ReminderDigest, ReminderDigest.id, lambda moment: ReminderDigest.claimed_at < moment),
        "replies": Rule(MailReply, MailReply.id, lambda moment: MailReply.came_at < moment),
        "received": Rule(ReceivedMail, ReceivedMail.id, lambda moment: ReceivedMail.came_at < moment),
        "check_ins": Rule(CheckIn, CheckIn.id, lambda moment: CheckIn.checked_in_at < moment),
        "snoozes": Rule(Snooze, Snooze.id, lambda moment: Snooze.made_at < moment),
        "phone_links": Rule(PhoneLink, PhoneLink.id, lambda moment: PhoneLink.ends_at < moment),
        "links": Rule(OneTimeLink, OneTimeLink.id, lambda moment: OneTimeLink.ends_at < moment),
        "steps": Rule(SignInStep, SignInStep.id, lambda moment: SignInStep.ends_at < moment),
        "attempts": Rule(Attempt, Attempt.key, lambda moment: Attempt.since < moment),
        "archives": Rule(
            CenterArchive,
            CenterArchive.id,
            lambda moment: func.coalesce(CenterArchive.made_at, CenterArchive.asked_at) < moment,
        ),
        "forms": Rule(Submission, Submission.id, lambda moment: Submission.at < moment),
    }
)
