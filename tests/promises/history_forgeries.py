"""Ways to forge a history for somebody who holds the database and not the key, each done at a line drawn by chance."""

import hashlib
import hmac
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from tests.services.forging import CENTER, ENTRY, HEAD, WITHOUT_PACKETS, Forgery

Line = dict[str, Any]
FAR = 100_000


def edit(forgery: Forgery, lines: list[Line], at: int, chance: random.Random) -> None:
    """Change one column of a line."""
    line = lines[at]
    other: dict[str, Any] = {
        "at": line["at"] + timedelta(microseconds=chance.choice((-1, 1, 10**9))),
        "account_id": None if line["account_id"] else forgery.other.director,
        "person_id": None if line["person_id"] else forgery.center.director_person,
        "detail": {**line["detail"], "n": chance.random()},
        **{name: f"{line[name]}x" for name in ("action", "subject", "subject_id", "reason")},
        **{name: f"{chance.getrandbits(256):064x}" for name in ("previous", "digest")},
    }
    column = chance.choice(sorted(other))
    forgery.do(sa.update(ENTRY).where(forgery.line(line["number"])).values({column: other[column]}))


def delete(forgery: Forgery, lines: list[Line], at: int, chance: random.Random) -> None:
    """Take a line out and, half of the time, close the gap."""
    number = lines[at]["number"]
    forgery.do(sa.delete(ENTRY).where(forgery.line(number)))
    if chance.random() < 0.5:
        _renumber(forgery, number, -1)
        _set_head(forgery, len(lines) - 1, lines[-1]["digest"])


def insert(forgery: Forgery, lines: list[Line], at: int, chance: random.Random) -> None:
    """Put a copy of a line in before another."""
    number = lines[at]["number"]
    _renumber(forgery, number - 1, 1)
    forgery.do(sa.insert(ENTRY).values(**{**chance.choice(lines), "number": number}))
    _set_head(forgery, len(lines) + 1, lines[-1]["digest"])


def swap(forgery: Forgery, lines: list[Line], at: int, chance: random.Random) -> None:
    """Let two lines change places."""
    one = lines[at]["number"]
    two = chance.choice([line["number"] for line in lines if line["number"] != one])
    for number, to in ((one, FAR), (two, one), (FAR, two)):
        forgery.do(sa.update(ENTRY).where(forgery.line(number)).values(number=to))


def cut(forgery: Forgery, lines: list[Line], at: int, chance: random.Random) -> None:
    """Cut the tail off and, half of the time, set the head back; a packet was sealed on the last line."""
    kept = lines[:at]
    forgery.do(sa.delete(ENTRY).where(_here(forgery), ENTRY.c.number > len(kept)))
    if chance.random() < 0.5:
        _set_head(forgery, len(kept), kept[-1]["digest"] if kept else "")


def chain_anew(forgery: Forgery, lines: list[Line], at: int, chance: random.Random) -> None:
    """Change a line and write all that follow anew under a key of one's own."""
    key, previous = chance.randbytes(32), lines[at - 1]["digest"] if at else ""
    forgery.do(sa.update(ENTRY).where(forgery.line(lines[at]["number"])).values(reason="As it never was"))
    for line in lines[at:]:
        digest = hmac.new(key, f"{line}{previous}".encode(), hashlib.sha256).hexdigest()
        forgery.do(sa.update(ENTRY).where(forgery.line(line["number"])).values(previous=previous, digest=digest))
        previous = digest
    _set_head(forgery, len(lines), previous)


def move(forgery: Forgery, lines: list[Line], at: int, chance: random.Random) -> None:
    """Give a line to another center, at the end of its history or in a place of its own."""
    to = {"center_id": forgery.other.center_id, "person_id": None, "number": chance.choice((4, 50, FAR))}
    forgery.do(sa.update(ENTRY).where(forgery.line(lines[at]["number"])).values(**to))


def rename(forgery: Forgery, lines: list[Line], at: int, chance: random.Random) -> None:
    """Give the center another public id."""
    public_id = "".join(chance.choices("23456789bcdfghjkmnpqrstvwxyz", k=20))
    forgery.do(sa.update(CENTER).where(CENTER.c.id == forgery.center.center_id).values(public_id=public_id))


def change_head(forgery: Forgery, lines: list[Line], at: int, chance: random.Random) -> None:
    """Name another line as the last, or take the head away."""
    if chance.random() < 0.3:
        forgery.do(sa.delete(HEAD).where(HEAD.c.center_id == forgery.center.center_id))
    else:
        _set_head(forgery, chance.choice((len(lines), at)), f"{chance.getrandbits(256):064x}")


def erase(forgery: Forgery, lines: list[Line], at: int, chance: random.Random) -> None:
    """Take the whole history away, its head with it."""
    here = forgery.center.center_id
    forgery.do(sa.delete(ENTRY).where(_here(forgery)), sa.delete(HEAD).where(HEAD.c.center_id == here))


FORGERIES: tuple[Callable[[Forgery, list[Line], int, random.Random], None], ...] = (
    *(edit, delete, insert, swap, cut, chain_anew, move, rename, change_head, erase),
)


def put_back(forgery: Forgery, lines: list[Line], at: int) -> tuple[int, str]:
    """Put a genuine older copy in the place of all; return the head that somebody outside wrote down before."""
    cut_at = max(at, 1)
    forgery.do(*WITHOUT_PACKETS, sa.delete(ENTRY).where(_here(forgery), ENTRY.c.number > cut_at))
    _set_head(forgery, cut_at, lines[cut_at - 1]["digest"])
    return lines[-1]["number"], lines[-1]["digest"]


def _here(forgery: Forgery) -> sa.ColumnElement[bool]:
    return ENTRY.c.center_id == forgery.center.center_id


def _renumber(forgery: Forgery, after: int, by: int) -> None:
    later = sa.update(ENTRY)
    forgery.do(
        later.where(_here(forgery), ENTRY.c.number > after).values(number=ENTRY.c.number + FAR),
        later.where(_here(forgery), ENTRY.c.number > FAR).values(number=ENTRY.c.number - FAR + by),
    )


def _set_head(forgery: Forgery, number: int, digest: str) -> None:
    head = sa.update(HEAD).where(HEAD.c.center_id == forgery.center.center_id)
    forgery.do(head.values(number=number, digest=digest))
