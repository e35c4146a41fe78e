"""A history to forge, by statements that go past the product, as somebody would who holds the database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from tests.factories import CenterWorld
from tracker.db import Base, db
from tracker.db.tenancy import everywhere, working_for
from tracker.models import Packet
from tracker.services import history, installation

ENTRY, HEAD, CENTER = (Base.metadata.tables[name] for name in ("history_entry", "history_head", "center"))
# All that a line says; its row number says nothing.
SAYING = [column for column in ENTRY.columns if column.name != "id"]
# Packets have the newest heads printed in them; what hangs on a packet goes before it.
WITHOUT_PACKETS = tuple(
    sa.delete(Base.metadata.tables[name])
    for name in ("desk_view", "desk_visit", "desk_mark", "desk_sample", "desk_question", "desk", "packet")
)


@dataclass
class Forgery:
    """The history of a center and of its neighbor, in a transaction that is never committed."""

    center: CenterWorld
    other: CenterWorld

    def do(self, *statements: sa.Executable) -> None:
        """Carry out statements on the bare tables."""
        with everywhere(db.session()):
            for statement in statements:
                db.session.connection().execute(statement)

    def lines(self) -> list[dict[str, Any]]:
        """Return the center's lines as they stand there."""
        query = sa.select(*SAYING).where(ENTRY.c.center_id == self.center.center_id).order_by(ENTRY.c.number)
        with everywhere(db.session()):
            return [dict(row._mapping) for row in db.session.connection().execute(query)]

    def state(self) -> tuple[Any, ...]:
        """Return all that the histories of both say, to tell whether anything was forged."""
        both = (self.center.center_id, self.other.center_id)
        named = sa.select(CENTER.c.id, CENTER.c.public_id).where(CENTER.c.id.in_(both)).order_by(CENTER.c.id)
        heads = sa.select(HEAD).where(HEAD.c.center_id.in_(both)).order_by(HEAD.c.center_id)
        lines = sa.select(*SAYING).where(ENTRY.c.center_id.in_(both)).order_by(ENTRY.c.center_id, ENTRY.c.number)
        with everywhere(db.session()):
            ask = db.session.connection().execute
            return repr(ask(lines).all()), repr(ask(heads).all()), ask(named).all()

    def found(self, witnesses: Sequence[tuple[int, str]] = ()) -> list[str]:
        """Return what is found of it, at either center."""
        found: list[str] = []
        for world in (self.center, self.other):
            given = witnesses if world is self.center else ()
            with working_for(db.session(), world.center_id):
                found += history.problems(world.center_id, given)
        return found

    def line(self, number: int) -> sa.ColumnElement[bool]:
        """Return the condition that names a line of the center."""
        return sa.and_(ENTRY.c.center_id == self.center.center_id, ENTRY.c.number == number)


def written(center: CenterWorld, count: int = 6, *, seal: bool = True) -> None:
    """Write lines of every shape, and seal a packet on the last of them."""
    actor = center.actor()
    shapes: list[dict[str, Any]] = [
        {},
        {"hours": ["1.5", None], "n": 10**12},
        {"name": ["Zoë 🧠", "أمينة"], "deep": {"b": [True], "a": 0.1}},
    ]
    with center.working():
        for number in range(count):
            person = center.director_person if number % 2 else None
            detail, reason = shapes[number % len(shapes)], "“As it was”\nline" if number % 3 else ""
            history.append(
                actor, "change", "person", f"someone{number}", person_id=person, detail=detail, reason=reason
            )
        if seal:
            end = history.head(center.center_id)
            asked = {"number": 1, "asked_by": center.director, "asked_at": actor.now}
            named = {"standard": "nca-csec", "edition": "2023", "as_of": date(2026, 3, 2)}
            db.session.add(Packet(**asked, **named, history_number=end.number, history_digest=end.digest))


def use_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the installation go on with another key of history than the one it wrote with."""
    other = replace(installation.current(), history_key=b"another key, as long as the real one")
    monkeypatch.setattr(installation, "_current", other)
