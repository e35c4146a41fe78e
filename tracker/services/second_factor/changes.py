"""Changing what one signs in with. Each change ends every other session at once, and the owner hears of it by mail.

An account whose center asks for a second factor keeps one; and one that gives up its last needs a password that is long
enough to stand alone.
"""

from dataclasses import dataclass
from datetime import datetime

from tracker.domain.errors import Conflict
from tracker.mail.outbox import Mail
from tracker.services import passwords, sessions
from tracker.services.second_factor import authenticators, notices, passkeys, recovery_codes, standing, steps
from tracker.services.second_factor.standing import Standing
from tracker.services.sessions import SignedIn

STILL_ASKED = "You are asked for a second factor here. Set up another one before you remove this one."
TOO_SHORT_ALONE = (
    f"Without a second factor a password needs {passwords.SHORTEST} characters. Choose a longer one first, on the page "
    "of your account."
)
NO_FACTOR = "Set up an app or a passkey first: recovery codes stand in for one of these."


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change made: recovery codes to be shown once, if any, and the mail to send after the commit."""

    codes: tuple[str, ...]
    mail: Mail


def set_up_app(who: SignedIn, sealed: str, code: str, now: datetime) -> Changed:
    """Keep a new app, in place of the one before. Raises Conflict for wrong digits."""
    standing.lock(who.account_id)
    authenticators.set_up(who.account_id, sealed, code, now)
    return _strengthened(who, "An authenticator app was set up.", now)


def add_passkey(who: SignedIn, secret: str, answer: str, name: str, now: datetime) -> Changed:
    """Keep a new passkey. Raises Conflict."""
    standing.lock(who.account_id)
    passkeys.add(who.account_id, secret, answer, name, now)
    return _strengthened(who, f"A passkey was added: {name}.", now)


def make_codes(who: SignedIn, now: datetime) -> Changed:
    """Make ten new recovery codes; those from before stop working. Raises Conflict without a second factor."""
    if not standing.is_asked(who.account_id):
        raise Conflict(NO_FACTOR)
    codes = recovery_codes.make(who.account_id, now)
    _end_others(who, now)
    return Changed(codes, notices.changed(who.account_id, "New recovery codes were made; the old ones are void.", now))


def remove_app(who: SignedIn, *, password: str, now: datetime, is_owed: bool) -> Changed:
    """Forget the app. Raises Conflict where there is none, or as `_refuse_leaving_nothing` does."""
    standing.lock(who.account_id)
    has = standing.of(who.account_id)
    if has.app_since is None:
        raise Conflict("There is no app to remove.")
    _refuse_leaving_nothing(has, password, is_owed=is_owed)
    authenticators.remove(who.account_id)
    return _weakened(who, "The authenticator app was removed.", now)


def remove_passkey(who: SignedIn, *, public_id: str, password: str, now: datetime, is_owed: bool) -> Changed:
    """Forget a passkey. Raises NotFound where there is none, Conflict as `_refuse_leaving_nothing` does."""
    standing.lock(who.account_id)
    has = standing.of(who.account_id)
    name = has.passkey(public_id).name
    _refuse_leaving_nothing(has, password, is_owed=is_owed)
    passkeys.remove(who.account_id, public_id)
    return _weakened(who, f"A passkey was removed: {name}.", now)


def _refuse_leaving_nothing(has: Standing, password: str, *, is_owed: bool) -> None:
    """Raise Conflict where the last factor would go and must not: it is owed, or the password cannot stand alone.

    `password`: the right one, just given, because its length is kept nowhere; empty where it was not asked for.
    """
    if has.count > 1:
        return
    if is_owed:
        raise Conflict(STILL_ASKED)
    if has.has_password and len(password) < passwords.SHORTEST:
        raise Conflict(TOO_SHORT_ALONE)


def _strengthened(who: SignedIn, what: str, now: datetime) -> Changed:
    sessions.prove_twice(who.session_id, proved=True)
    codes = () if recovery_codes.remaining(who.account_id) else recovery_codes.make(who.account_id, now)
    _end_others(who, now)
    return Changed(codes, notices.changed(who.account_id, what, now))


def _weakened(who: SignedIn, what: str, now: datetime) -> Changed:
    if not standing.is_asked(who.account_id):
        recovery_codes.remove(who.account_id)
        sessions.prove_twice(who.session_id, proved=False)
    _end_others(who, now)
    return Changed((), notices.changed(who.account_id, what, now))


def _end_others(who: SignedIn, now: datetime) -> None:
    steps.end_all(who.account_id, now)
    sessions.end_all(who.account_id, now, but=who.session_id)
