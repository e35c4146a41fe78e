"""Counting tries of six digits: a million values are few, and whoever knows the password may try them.

Two limits hold together: as for passwords, and ten a day, then one an hour. Who guesses elsewhere must not keep the
owner out, so tries are counted apart by where they come from: a browser that signed in before, the link of a mail, a
provider, or anywhere else with the password. The owner always has one that a guesser does not reach, besides passkeys
and recovery codes, which nobody guesses.
"""

from datetime import datetime, timedelta

from tracker.domain.second_factor import Proof
from tracker.services import limits
from tracker.services.limits import Limit
from tracker.services.second_factor import devices
from tracker.services.second_factor.devices import Browser
from tracker.services.sessions import digest

SLOW = Limit(
    10,
    timedelta(days=1),
    timedelta(hours=1),
    "Too many wrong codes. Use a passkey or a recovery code, choose a new password by mail, or try again in an hour.",
)
# So many wrong ones from a browser that never signed in: the owner should hear of it.
TELL_AT = 5


def where(account_id: int, browser: Browser, first: Proof) -> str:
    """Return from where a code is tried, as far as limits care."""
    return f"browser {digest(browser.secret)}" if devices.is_known(account_id, browser) else first.value


def count(account_id: int, place: str, now: datetime) -> bool:
    """Count a try of digits, in a unit of work of its own; tells whether the owner should hear of so many.

    Raises Refused where they come too fast.
    """
    limits.count_try(_quick(account_id, place), now)
    tried = limits.count_try(_slow(account_id, place), now, SLOW)
    return tried == TELL_AT and not place.startswith("browser ")


def count_recovery(step_id: int, now: datetime) -> None:
    """Count a try of a recovery code, apart for each step: nobody guesses one, and nobody shall keep another out."""
    limits.count_try(f"recovery code {step_id}", now)


def forget(account_id: int, place: str) -> None:
    """Forget the tries, after a success: those from this place, and those from anywhere with the password."""
    for each in {place, *Proof}:
        limits.forget(_quick(account_id, each))
        limits.forget(_slow(account_id, each))


def _quick(account_id: int, place: str) -> str:
    return f"code {account_id} {place}"


def _slow(account_id: int, place: str) -> str:
    return f"codes of a day {account_id} {place}"
