"""Answers to reminder mails: by what they find their person, and what becomes of them.

A reminder is sent with an address to answer to that nobody can guess: the mailbox's own, and after a plus the
membership that it is about, a last day, and a keyed digest of both. The same mark stands in the Message-ID, which mail
programs repeat in their answers. Nothing is kept for it.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LASTS = timedelta(days=45)
HOST = "training-tracker"
_MAC_LENGTH = 16  # of base32: 80 bits, tried by mail
_MARK = re.compile(r"([2-9b-z]{20})-([0-9]{6})-([a-z2-7]{16})", re.ASCII)
_IN_ADDRESS = re.compile(rf"[^@+]*\+({_MARK.pattern})@.*", re.ASCII)
_IN_REFERENCE = re.compile(rf"<({_MARK.pattern})\.[0-9a-f]{{1,40}}@{HOST}>", re.ASCII)


class ReplyOutcome(StrEnum):
    """What became of a mail that was read from the mailbox."""

    TAKEN = "taken"
    NOTHING = "nothing"
    OTHER_ADDRESS = "other_address"
    EXPIRED = "expired"
    NO_MARK = "no_mark"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    # Without a person: nobody is answered, and nothing is kept but the count.
    AUTOMATIC = "automatic"
    NOBODY = "nobody"

    @property
    def label(self) -> str:
        """What became of it, as a director reads it."""
        return _LABELS[self]


_LABELS = {
    ReplyOutcome.TAKEN: "Taken in",
    ReplyOutcome.NOTHING: "There was no photo or PDF in it that could be taken",
    ReplyOutcome.OTHER_ADDRESS: "It came from an address that is not theirs here",
    ReplyOutcome.EXPIRED: f"It answered a mail older than {LASTS.days} days",
    ReplyOutcome.NO_MARK: "It was no answer to a reminder",
    ReplyOutcome.TOO_LARGE: "It was too large",
    ReplyOutcome.UNREADABLE: "It could not be read",
    ReplyOutcome.AUTOMATIC: "Sent by a machine",
    ReplyOutcome.NOBODY: "From nobody here",
}


class AnswerState(StrEnum):
    """Whether our answer to a mail was sent: at most once, as a digest is."""

    NONE = "none"
    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mark:
    """Whose answer it is: the public id of a membership, and the last day on which it is taken."""

    membership: str
    last_day: date


def mark(key: bytes, membership: str, today: date) -> str:
    """Return the mark of a mail that is sent to a membership today, in small letters: some servers change others."""
    said = f"{membership}-{today + LASTS:%y%m%d}"
    return f"{said}-{_mac(key, said)}"


def address(mailbox: str, its_mark: str) -> str:
    """Return the address of a mailbox with a mark."""
    name, _, host = mailbox.partition("@")
    return f"{name}+{its_mark}@{host}"


def message_id(its_mark: str, chance: str) -> str:
    """Return the Message-ID with a mark. `chance`: hexadecimal digits that make it the only one."""
    return f"<{its_mark}.{chance}@{HOST}>"


def find(key: bytes, addresses: Iterable[str], references: str) -> Mark | None:
    """Return the first genuine mark among the addresses that a mail went to, else in what it says it answers."""
    said = [found[1] for each in addresses if (found := _IN_ADDRESS.fullmatch(each.lower()))]
    said += [each[1] for each in _IN_REFERENCE.finditer(references.lower())]
    return next((its for each in said if (its := _read(key, each))), None)


def _read(key: bytes, said: str) -> Mark | None:
    membership, day, mac = _MARK.fullmatch(said).groups()  # type: ignore[union-attr]  # it was found as one
    if not hmac.compare_digest(mac, _mac(key, f"{membership}-{day}")):
        return None
    return Mark(membership, date(2000 + int(day[:2]), int(day[2:4]), int(day[4:])))


def _mac(key: bytes, said: str) -> str:
    made = hmac.digest(key, f"answer a reminder {said}".encode(), hashlib.sha256)
    return base64.b32encode(made).decode().lower()[:_MAC_LENGTH]
