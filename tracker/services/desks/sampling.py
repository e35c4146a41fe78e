"""Drawing at random among a packet's exhibits or people, so that anybody can draw the same again from the seed.

Each number is given the SHA-256 of the seed, a colon and the number, such as "k7w2:12"; the smallest digests are drawn.
So the draw depends on no program's random numbers, and can be done by hand.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import func, select

from tracker.db import db
from tracker.db.columns import PUBLIC_ID_ALPHABET
from tracker.domain.errors import Conflict
from tracker.domain.vocabulary import Level
from tracker.models import Desk, DeskSample
from tracker.services.desks.reading import Contents, contents
from tracker.services.desks.subjects import About
from tracker.services.desks.visiting import Reader

MOST_DRAWN, MOST_SAMPLES = 100, 50
SEED_LENGTH = 10


class Among(StrEnum):
    """Among what is drawn."""

    EXHIBITS = "exhibits"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn, by which seed."""

    of: Among
    seed: str
    size: int
    drawn: tuple[int, ...]
    drawn_at: datetime

    def about(self, number: int) -> About:
        """Return what was drawn by a number."""
        return About(exhibit=number) if self.of is Among.EXHIBITS else About(person=number)

    def done(self, marked: Collection[About]) -> list[int]:
        """Return the numbers of what was drawn and is among what is marked."""
        return [number for number in self.drawn if self.about(number) in marked]


def draw(reader: Reader, of: Among, size: int, seed: str, key: str) -> None:
    """Draw so many; an empty seed takes a random one. The same form draws once. Raises Conflict for too many."""
    found = contents(reader)
    numbers = among(found, of)
    if not numbers and found.level is not Level.FULL:
        raise Conflict(f"This packet leaves out {of.value} at its level of names: there are none to draw.", field="of")
    if size > len(numbers):
        raise Conflict(f"This packet has {len(numbers)} {of.value}: draw as many or fewer.", field="size")
    mine = DeskSample.desk_id == reader.desk_id
    one_at_a_time = select(Desk.id).where(Desk.id == reader.desk_id).with_for_update(key_share=True)
    db.session.execute(one_at_a_time)
    if db.session.scalar(select(DeskSample.id).where(mine, DeskSample.key == key)) is not None:
        return
    if (db.session.scalar(select(func.count(DeskSample.id)).where(mine)) or 0) >= MOST_SAMPLES:
        raise Conflict(f"{MOST_SAMPLES} samples were drawn here already.")
    seed = seed or "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(SEED_LENGTH))
    db.session.add(
        DeskSample(
            desk_id=reader.desk_id,
            of=of,
            seed=seed,
            size=size,
            drawn=" ".join(map(str, drawn_by(seed, numbers, size))),
            drawn_at=reader.actor.now,
            key=key,
        )
    )
    db.session.flush()


def drawn_by(seed: str, numbers: tuple[int, ...], size: int) -> tuple[int, ...]:
    """Return which numbers a seed draws, in their own order."""
    ranked = sorted(numbers, key=lambda number: sha256(f"{seed}:{number}".encode()).hexdigest())
    return tuple(sorted(ranked[:size]))


def among(found: Contents, of: Among) -> tuple[int, ...]:
    """Return the numbers that can be drawn."""
    return tuple(found.exhibits) if of is Among.EXHIBITS else tuple(found.numbers.values())


def samples(reader: Reader) -> list[Sample]:
    """Return what a reader drew, the latest first."""
    columns = (DeskSample.of, DeskSample.seed, DeskSample.size, DeskSample.drawn, DeskSample.drawn_at)
    query = select(*columns).where(DeskSample.desk_id == reader.desk_id).order_by(DeskSample.id.desc())
    return [
        Sample(Among(of), seed, size, tuple(map(int, drawn.split())), at)
        for of, seed, size, drawn, at in db.session.execute(query)
    ]
