"""Getting in: from the first proof, through the second factor where the account has one, to a session.

Whatever the first proof was, it leads here, so that no way in forgets the second factor. `begin` either begins the
session or leaves a step that waits for the factor; `by_code`, `by_passkey` and `by_recovery_code` answer the step.
"""

from dataclasses import dataclass
from datetime import datetime

from tracker.db import db
from tracker.domain.errors import Refused
from tracker.domain.second_factor import Proof
from tracker.mail.outbox import Mail
from tracker.models import Account
from tracker.services import sessions
from tracker.services.second_factor import (
    authenticators,
    devices,
    notices,
    passkeys,
    recovery_codes,
    standing,
    steps,
    tries,
)
from tracker.services.second_factor.devices import Browser
from tracker.services.second_factor.steps import Purpose, Step

WRONG_CODE = "This code is not right, or it was used already. Wait for the next six digits."
WRONG_RECOVERY_CODE = "This is none of your unused recovery codes."
GONE = "This sign-in cannot be finished. Begin again."


@dataclass(frozen=True, slots=True)
class Goal:
    """Where somebody wants to go once they are in, and what is to be said to them there."""

    next: str = ""
    say: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The second factor is still to come: the secret with which its answer comes."""

    secret: str


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody is in: whose session and its secret, what the browser keeps, where they go, what they hear by mail."""

    account_id: int
    token: str
    device_secret: str
    goal: Goal
    mails: tuple[Mail, ...] = ()


def begin(account_id: int, proof: Proof, browser: Browser, goal: Goal, now: datetime) -> Entered | Waiting:
    """Let in whoever gave a first proof, or ask for the second factor that the account has.

    Raises Refused for an account that was closed meanwhile.
    """
    account = standing.lock(account_id)
    if not proof.is_two and standing.is_asked(account_id):
        detail = {"proof": proof.value, "next": goal.next, "say": goal.say}
        return Waiting(steps.begin(Purpose.SECOND_FACTOR, now, account_id, **detail))
    return _enter(account, browser, goal, now, proved_twice=proof.is_two)


def waiting(secret: str, now: datetime) -> Step | None:
    """Return the step that waits for a second factor; None where it was answered, ended, or took too long."""
    return steps.waiting(Purpose.SECOND_FACTOR, secret, now)


def count_try(step: Step, browser: Browser, now: datetime) -> Mail | None:
    """Count a try of a code, in a unit of work of its own; returns a mail to the owner where there were many.

    Raises Refused where they come too fast.
    """
    account_id = _account_of(step)
    tells = tries.count(account_id, _place(step, browser), now)
    return notices.codes_tried(account_id, now) if tells else None


def by_code(secret: str, code: str, browser: Browser, now: datetime) -> Entered:
    """Let in whoever gives the digits of the app. Raises Refused."""
    step = _answer(secret, now)
    account_id = _account_of(step)
    place = _place(step, browser)
    if not authenticators.check(account_id, code, now):
        raise Refused(WRONG_CODE, field="code")
    tries.forget(account_id, place)
    return _finish(step, browser, now)


def by_passkey(secret: str, question: str, answer: str, browser: Browser, now: datetime) -> Entered:
    """Let in whoever answers with a passkey of the account. Raises Refused."""
    step = _answer(secret, now)
    if passkeys.check(question, answer, now) != step.account_id:
        raise Refused(passkeys.NOT_HERE)
    return _finish(step, browser, now)


def by_recovery_code(secret: str, code: str, browser: Browser, now: datetime) -> Entered:
    """Let in whoever gives a code of the list. The owner hears of it, and how many are left. Raises Refused."""
    step = _answer(secret, now)
    account_id = _account_of(step)
    if not recovery_codes.use(account_id, code, now):
        raise Refused(WRONG_RECOVERY_CODE, field="code")
    left = recovery_codes.remaining(account_id)
    told = notices.changed(account_id, f"A recovery code was used to sign in; {left} are left.", now)
    return _finish(step, browser, now, told)


def _answer(secret: str, now: datetime) -> Step:
    step = steps.answer(Purpose.SECOND_FACTOR, secret, now)
    if step is None:
        raise Refused(GONE)
    return step


def _finish(step: Step, browser: Browser, now: datetime, *mails: Mail) -> Entered:
    goal = Goal(step.detail["next"], step.detail["say"])
    return _enter(standing.lock(_account_of(step)), browser, goal, now, *mails, proved_twice=True)


def _enter(account: Account, browser: Browser, goal: Goal, now: datetime, *mails: Mail, proved_twice: bool) -> Entered:
    if not account.active:
        raise Refused(GONE)
    seen = devices.remember(account.id, browser, now)
    news = (notices.new_device(account.id, browser.words, now),) if seen.is_news else ()
    token = sessions.start(account.id, browser.words, now, proved_twice=proved_twice)
    db.session.flush()
    return Entered(account.id, token, seen.secret, goal, (*mails, *news))


def _place(step: Step, browser: Browser) -> str:
    return tries.where(_account_of(step), browser, Proof(step.detail["proof"]))


def _account_of(step: Step) -> int:
    if step.account_id is None:  # the column may be empty for other purposes, never for this one
        raise Refused(GONE)
    return step.account_id
