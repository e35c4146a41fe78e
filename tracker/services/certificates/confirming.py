"""Logging certificates of the list: those that a person confirmed, all in one unit of work, each once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.domain.titles import fold
from tracker.services import completions, uploads
from tracker.services.actor import Actor
from tracker.services.certificates.listing import Listed
from tracker.services.completions import Duplicate, Entry
from tracker.services.completions.entry import refuse_impossible as refuse
from tracker.services.uploads import CERTIFICATES, StoredFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A certificate as a person confirmed it; provider, number, credits and last valid day are as they were read."""

    line: Listed
    person: str
    title: str
    completed_on: date
    hours: Decimal | None

    @property
    def entry(self) -> Entry:
        """What is recorded."""
        its = self.line.proposed
        is_as_read = fold(self.title) == fold(its.title)
        valid = its.expires_on if its.expires_on and its.expires_on >= self.completed_on else None
        return Entry(
            title=self.title,
            completed_on=self.completed_on,
            hours=self.hours,
            provider=its.provider,
            certificate_number=its.certificate_number,
            credits=its.credits,
            expires_on=valid,
            training=its.training if is_as_read and its.training else None,
        )


def refuse_impossible(actor: Actor, one: Chosen) -> None:
    """Raise Conflict, naming the field, for what cannot be true of a completion."""
    refuse(actor, one.entry)


def there_already(actor: Actor, one: Chosen) -> list[Duplicate]:
    """Return what may be the same and is there already."""
    return completions.likely_duplicates(actor, one.entry, [one.person], [one.line.file.sha256])


def store(actor: Actor, chosen: Sequence[Chosen]) -> dict[str, tuple[StoredFile, ...]]:
    """Put the files of what was confirmed into the store, by token. To be called before the unit of work."""
    return {one.line.file.token: uploads.store(actor, [one.line.file.token], CERTIFICATES) for one in chosen}


def log_listed(actor: Actor, chosen: Sequence[Chosen], files: dict[str, tuple[StoredFile, ...]]) -> int:
    """Record what was confirmed, with its files, and return how many; each goes to the queue like any completion.

    A certificate that was logged already, by the same form sent twice, is not logged again. Raises Conflict, NotFound
    and Refused as `completions.record`: then nothing of it is recorded. About ten statements each.
    """
    made = 0
    for one in chosen:
        key = key_of(one.line.file.token)
        if completions.made_by(actor, key) is None:
            made += 1
            completions.record(actor, one.entry, [one.person], files[one.line.file.token], submit=True, key=key)
    return made


def was_logged(actor: Actor, token: str) -> bool:
    """Tell whether the certificate that waited under a token was logged."""
    return completions.made_by(actor, key_of(token)) is not None


def take_off(actor: Actor, tokens: Sequence[str]) -> None:
    """Take certificates off the list, as after they were logged."""
    uploads.discard(actor, tokens, CERTIFICATES)


def key_of(token: str) -> str:
    """Return the key by which a certificate of the list is logged once, whichever form sends it."""
    return hashlib.sha256(f"certificate {token}".encode()).hexdigest()[:32]
