"""Passwords: which are good enough, and how they are kept.

Argon2id with 19 MiB, two passes, one lane. A process hashes at most two at a time, so that a wave of sign-ins cannot
take the memory or the processor from everybody else. The same letters are one password however a keyboard composes them
(NFKC), and nothing of a password is cut.
"""

import unicodedata
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

SHORTEST, LONGEST = 15, 128
SHORTEST_BESIDE_FACTOR = 8
GUESSABLE_SCORE = 1
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_gate = BoundedSemaphore(2)
# Checked where no account matches, so that known and unknown addresses cost the same time.
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$0Nno5pW0ZbN5X2H7sSPAvmAVIa3GUMGqgGDvm6LZp2Y"


def objection(password: str, *, names: tuple[str, ...] = (), beside_factor: bool = False) -> str | None:
    """Return why a password will not do, as a sentence for its owner, or None.

    `names`: what must not be in it. `beside_factor`: whether a second factor is asked for as well.
    """
    shortest = SHORTEST_BESIDE_FACTOR if beside_factor else SHORTEST
    if len(password) < shortest:
        return f"Use at least {shortest} characters. Four or five unrelated words make a good password."
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters."
    folded = _letters(password)
    for name in names:
        if len(_letters(name)) > 3 and _letters(name) in folded:
            return "Leave your own and the center's name out of the password."
    if len(set(password)) < 5 or zxcvbn(password[:64])["score"] <= GUESSABLE_SCORE:
        return "This password is easy to guess. Four or five unrelated words make a good password."
    return None


def keep(password: str) -> str:
    """Return what to store of a password. Costs about 20 ms and 19 MiB."""
    with _gate:
        return _hasher.hash(_composed(password))


def matches(kept: str | None, password: str) -> bool:
    """Tell whether a password is the one kept; with nothing kept, does the same work and says no."""
    with _gate:
        try:
            _hasher.verify(kept or _NOBODY, _composed(password))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def _composed(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _letters(text: str) -> str:
    """Letters and digits alone, in lower case: a name without its blanks is still that name."""
    return "".join(letter for letter in _composed(text).casefold() if letter.isalnum())
