"""The standards by which the center in force may be measured: those that ship, and its own files.

A file is known by the digest of its text, and kept in memory by it: what it says does not depend on whose it is. A row
is asked for by its digest within the center in force, so nobody reads another center's file. A text that cannot be read
any more, because the rules of writing changed since, stands on no shelf; its page says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from tracker.db import db
from tracker.domain.errors import InvalidStandard
from tracker.domain.standard import Standard
from tracker.models import OwnStandard
from tracker.standards import editions
from tracker.standards.loader import read_corrected
from tracker.standards.shelf import File, Shelf, digest_of

KEPT = 64
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Read:
    """A text as it was read; no file where it cannot be any more, and why."""

    file: File | None
    trouble: str = ""


def shelf() -> Shelf:
    """Return what the center in force may be measured by. One statement; another for each text not read lately."""
    return holding(db.session.scalars(select(OwnStandard.sha256).where(OwnStandard.ended_at.is_(None))))


def holding(digests: Iterable[str]) -> Shelf:
    """Return the shelf with own files by the digests of their texts; those are of the center in force."""
    read = [_read(digest).file for digest in dict.fromkeys(digests)]
    own = [file for file in read if file is not None]
    return editions.shipped().with_own(own) if own else editions.shipped()


def trouble_of(digest: str) -> str:
    """Say why a text of the center in force cannot be read any more; empty where it can."""
    return _read(digest).trouble


def named(pairs: Iterable[Pair]) -> dict[Pair, Standard]:
    """Return standards by id and edition, also what the center had and has no more; what nobody knows is left out.

    One statement where any of them does not ship, else none.
    """
    wanted = set(pairs)
    found = {(each.id, each.edition): each for each in editions.shipped_standards()}
    found = {pair: standard for pair, standard in found.items() if pair in wanted}
    if missing := wanted - found.keys():
        rows = db.session.execute(
            select(OwnStandard.standard, OwnStandard.edition, OwnStandard.sha256)
            .where(OwnStandard.standard.in_({key for key, _ in missing}))
            .order_by(OwnStandard.number)
        ).all()
        for key, edition, digest in rows:
            if (key, edition) in missing and (file := _read(digest).file):
                found[key, edition] = file.standard
    return found


class _NotAsGiven(Exception):
    """A text is not the one whose digest stands beside it."""


def _read(digest: str) -> _Read:
    """Read a text of the center in force, once a process."""
    try:
        return _kept(digest)
    except _NotAsGiven:
        # Not kept in memory: the digest may be another center's too, with the text that it belongs to.
        return _Read(None, "Its text is not the one that was given.")


@lru_cache(maxsize=KEPT)
def _kept(digest: str) -> _Read:
    """Read a text; its examples are judged, and those that do not hold are told. Raises _NotAsGiven."""
    text = db.session.scalars(select(OwnStandard.text).where(OwnStandard.sha256 == digest).limit(1)).one()
    if digest_of(text) != digest:
        raise _NotAsGiven
    try:
        standard, broken = read_corrected(text, "The file")
    except InvalidStandard as fault:
        return _Read(None, fault.message)
    return _Read(File(digest, own=True, standard=standard, text=text, broken=broken))
