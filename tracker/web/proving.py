"""Asking for a password: the try is counted before it is compared, wherever a page asks."""

from dataclasses import dataclass
from threading import Lock

from tracker import clock
from tracker.db import db
from tracker.db.work import unit_of_work
from tracker.domain.errors import Refused
from tracker.services import accounts
from tracker.web.forms import BaseForm

# One after the other in a process: of a wave of people who sign in at once, those who work already notice little.
_door = Lock()


@dataclass(frozen=True, slots=True)
class Proof:
    """Whose password was given, or nobody's; then the form says why, and `status` is what to answer with."""

    account_id: int | None
    status: int = 200


def ask(form: BaseForm, email: str, password: str, wrong: str, field: str | None = None) -> Proof:
    """Compare a password and put what is wrong on the form, or on one of its fields. Costs about 20 ms."""
    # Whoever waits at the door sleeps: without a connection to the database, which others need meanwhile.
    db.session.rollback()
    with _door:
        try:
            with unit_of_work():
                accounts.count_try(email, clock.now())
        except Refused as hurry:
            form.refuse(hurry.message)
            return Proof(None, 429)
        account = accounts.check(email, password)
    if account is None:
        form.refuse(wrong, field)
        return Proof(None, 422)
    return Proof(account)


def ask_at_the_door(form: BaseForm, email: str, password: str, wrong: str, field: str | None = None) -> Proof:
    """Compare the password of somebody who wants in, and refuse a right one that is too short to stand alone.

    Such a password was chosen beside a second factor that is gone. Only who knows it learns that.
    """
    proof = ask(form, email, password, wrong, field)
    if proof.account_id is None:
        return proof
    if accounts.is_too_short(proof.account_id, password):
        form.refuse(accounts.TOO_SHORT)
        return Proof(None, 422)
    with unit_of_work():
        accounts.forget_tries(email)
    return proof
