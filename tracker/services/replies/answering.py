"""Answering mails: to the address with which somebody signs in here, whoever wrote, and once at most.

What was taken is always told, at most twenty times a day; that nothing was, once a day. So two machines that answer
each other end soon, and whoever writes under another's name causes one mail a day.
"""

import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from tracker.db import db
from tracker.db.tenancy import everywhere, working_for
from tracker.db.work import unit_of_work
from tracker.domain.access import AccessRole
from tracker.domain.replies import AnswerState, ReplyOutcome
from tracker.mail import answers
from tracker.mail.outbox import Mail, Outcome
from tracker.models import Account, Center, MailReply, Membership
from tracker.services import centers, installation, mailing
from tracker.services.actor import Actor
from tracker.services.mailing import Claimed
from tracker.services.replies.marks import marks_of
from tracker.services.replies.taking import Taken
from tracker.services.retention.cleaning import periods_in_force

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
A_DAY = timedelta(days=1)
MOST_A_DAY, MOST_A_PASS, MOST_TRIES = 20, 50, 24
TRY_AGAIN_AFTER = timedelta(minutes=55)
_ID = re.compile(r"<[^<>\s]{1,250}>", re.ASCII)
_SETTLED = {
    Outcome.SENT: AnswerState.SENT,
    Outcome.FOLDER: AnswerState.SENT,
    Outcome.REFUSED: AnswerState.FAILED,
    Outcome.UNKNOWN: AnswerState.UNKNOWN,
}


def ask_for(actor: Actor, taken: Taken, message_id: str, now: datetime) -> None:
    """Write down what became of somebody's mail, inside a unit of work, and that it is to be answered if it is."""
    answer = AnswerState.WAITING if _is_answered(actor, taken.outcome, now) else AnswerState.NONE
    told = {
        "names": taken.names,
        "refused": taken.refused,
        "small": taken.small,
        "answers": message_id if _ID.fullmatch(message_id) else "",
    }
    row = MailReply(
        account_id=actor.account_id,
        outcome=taken.outcome,
        files=len(taken.names),
        refused=len(taken.refused),
        answer=answer,
        told=told if answer is AnswerState.WAITING else {},
        tries=0,
        came_at=now,
    )
    db.session.add(row)
    db.session.flush()


def send_waiting(now: Clock) -> int:
    """Send the answers that wait, each at most once; return how many left. A mail server that takes none ends it."""
    give_up_broken_off(now())
    sent = 0
    for center_id, row in _waiting(now()):
        try:
            claimed = _claim(center_id, row, now())
            if claimed is None:
                continue
            outcome = mailing.send_once(claimed.mail)
            _settle(claimed, outcome, now())
        except Exception as fault:
            log.error("an answer of center %s: %s", center_id, type(fault).__name__)
            db.session.rollback()
            continue
        sent += outcome in {Outcome.SENT, Outcome.FOLDER}
        if outcome is Outcome.NOT_TAKEN:
            break
    return sent


def give_up_broken_off(now: datetime) -> None:
    """Write down of what is claimed and sent by nobody that its outcome is unknown. It is not sent again."""
    broken_off = (
        update(MailReply)
        .where(MailReply.answer == AnswerState.CLAIMED)
        .values(answer=AnswerState.UNKNOWN, settled_at=now, told={})
        .execution_options(synchronize_session=False)
    )
    with unit_of_work(), everywhere(db.session()):
        db.session.execute(broken_off)


def _is_answered(actor: Actor, outcome: ReplyOutcome, now: datetime) -> bool:
    is_taken = MailReply.outcome == ReplyOutcome.TAKEN
    alike: ColumnElement[bool] = is_taken if outcome is ReplyOutcome.TAKEN else ~is_taken
    told = db.session.scalar(
        select(func.count(MailReply.id)).where(
            MailReply.account_id == actor.account_id,
            MailReply.came_at > now - A_DAY,
            MailReply.answer != AnswerState.NONE,
            alike,
        )
    )
    return (told or 0) < (MOST_A_DAY if outcome is ReplyOutcome.TAKEN else 1)


def _waiting(now: datetime) -> list[tuple[int, int]]:
    may_be_tried: ColumnElement[bool] = and_(
        MailReply.answer == AnswerState.WAITING,
        or_(MailReply.settled_at.is_(None), MailReply.settled_at <= now - TRY_AGAIN_AFTER),
    )
    query = select(MailReply.center_id, MailReply.id).where(may_be_tried).order_by(MailReply.id).limit(MOST_A_PASS)
    with everywhere(db.session()):
        found = [(center_id, row) for center_id, row in db.session.execute(query)]
    db.session.rollback()
    return found


def _claim(center_id: int, number: int, now: datetime) -> Claimed | None:
    """Claim an answer and word it; None where nobody is to be told any more, such as after an account was closed."""
    with unit_of_work(), working_for(db.session(), center_id):
        row: MailReply = db.session.scalars(select(MailReply).where(MailReply.id == number)).one()
        found = db.session.execute(
            select(Membership, Account)
            .join(Account, Account.id == Membership.account_id)
            .where(Membership.account_id == row.account_id, Membership.ended_at.is_(None), Account.active)
        ).first()
        row.tries += 1
        if found is None:
            row.answer, row.told, row.settled_at = AnswerState.NONE, {}, now
            return None
        member, account = found
        center = db.session.get_one(Center, center_id)
        role = AccessRole(member.role)
        actor = centers.actor_for(center, account.id, account.display_name, role, member.person_id, now)
        mail = _mail(actor, account.email, member.public_id, row)
        row.answer = AnswerState.CLAIMED
        db.session.flush()
        return Claimed(center_id, row.id, row.tries, mail)


def _mail(actor: Actor, to: str, membership: str, row: MailReply) -> Mail:
    told = row.told
    days = periods_in_force()["mailed"].lasts
    return answers.answer(
        to,
        actor.name,
        ReplyOutcome(row.outcome),
        answers.Told(
            names=tuple(told.get("names", ())),
            refused=tuple((name, why) for name, why in told.get("refused", ())),
            small=bool(told.get("small")),
            link=f"{installation.current().base_url}/c/{actor.center}/certificates",
            until=actor.day_of(row.came_at + days),
            answer_to=marks_of(actor, membership).address,
            answers=told.get("answers", ""),
        ),
    )


def _settle(claimed: Claimed, outcome: Outcome, now: datetime) -> None:
    state = _SETTLED.get(outcome) or (AnswerState.WAITING if claimed.tries < MOST_TRIES else AnswerState.FAILED)
    with unit_of_work(), working_for(db.session(), claimed.center_id):
        row: MailReply = db.session.scalars(select(MailReply).where(MailReply.id == claimed.row)).one()
        row.answer, row.settled_at = state, now
        if state is not AnswerState.WAITING:
            row.told = {}
