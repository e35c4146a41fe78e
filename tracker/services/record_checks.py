"""Check the record: what looks wrong in it now, and what somebody looked at and found right.

Nothing here decides anything; `domain.record_checks` does. A line is set aside by the digest of what was looked at, so
it comes back by itself when a day, an hour, a file or a requirement changes. What was found is kept while the head of
the center's history stands, as assessments are.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.record_checks import Check, Line, look_over
from tracker.models import Account, RecordCheckSetAside
from tracker.services import assessments, history
from tracker.services.actor import Actor
from tracker.services.kept_at_head import KeptAtHead
from tracker.services.record_facts import facts

__all__ = ["Aside", "Check", "Found", "Line", "found", "one", "set_aside", "take_back"]

NOT_YOURS = "Only a director or deputy looks the record over."
NONE_HERE = "This line is not there any more: what it was about has changed. Look at what the page says now."
MOST_CENTERS = 64


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that somebody found right, with who, when and why."""

    line: Line
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be looked at, and what was and is as it was then."""

    lines: tuple[Line, ...]
    asides: tuple[Aside, ...]

    def of(self, check: str) -> tuple[Line, ...]:
        """Return the lines of one check; all for an empty word."""
        return tuple(line for line in self.lines if check in {"", line.check})

    @property
    def counts(self) -> dict[Check, int]:
        """How many lines each check has, those without left out."""
        return {check: number for check in Check if (number := len(self.of(check)))}


_kept: KeptAtHead[Found] = KeptAtHead(MOST_CENTERS)


def found(actor: Actor) -> Found:
    """Return what the center's record says now. One statement while nothing changed; else eight and the assessments.

    Cost then: linear in the center's completions. Raises Refused.
    """
    actor.must(Action.VIEW_TEAM, NOT_YOURS)
    return _kept.get(actor.center, actor.today, assessments.stamp(actor), lambda: _look(actor))


def one(actor: Actor, key: str) -> Line:
    """Return a line by its key, set aside or not. Raises NotFound, Refused."""
    now = found(actor)
    for line in (*now.lines, *(aside.line for aside in now.asides)):
        if line.key == key:
            return line
    raise NotFound(NONE_HERE)


def set_aside(actor: Actor, key: str, reason: str) -> None:
    """Set a line aside: it is right, because of the reason; one that is stays as it is.

    Raises Refused, NotFound, Conflict without a reason.
    """
    actor.must(Action.DECIDE, NOT_YOURS)
    history.hold(actor)
    line = one(actor, key)
    if not reason.strip():
        raise Conflict("Say why it is right, so that nobody has to ask again.", field="reason")
    if line not in found(actor).lines:
        return
    row = RecordCheckSetAside(
        check=line.check, line=key, reason=reason, set_aside_by=actor.account_id, set_aside_at=actor.now
    )
    db.session.add(row)
    db.session.flush()
    history.append(
        actor, "set_aside", "record_check", row.public_id, detail={"check": line.check.value}, reason=row.reason
    )


def take_back(actor: Actor, key: str) -> None:
    """Put a line that was set aside among the others again. Raises Refused, NotFound."""
    actor.must(Action.DECIDE, NOT_YOURS)
    history.hold(actor)
    row = db.session.scalar(
        select(RecordCheckSetAside).where(RecordCheckSetAside.line == key, RecordCheckSetAside.taken_back_at.is_(None))
    )
    if row is None:
        raise NotFound("This line is not set aside. Look at what the page says now.")
    row.taken_back_at, row.taken_back_by = actor.now, actor.account_id
    db.session.flush()
    history.append(actor, "take_back", "record_check", row.public_id, detail={"check": row.check})


def _look(actor: Actor) -> Found:
    lines = look_over(facts(actor))
    looked_at = {row.line: row for row in db.session.execute(_set_aside_rows())}
    asides = tuple(
        Aside(line, row.reason, row.display_name, row.set_aside_at)
        for line in lines
        if (row := looked_at.get(line.key)) is not None
    )
    return Found(tuple(line for line in lines if line.key not in looked_at), asides)


def _set_aside_rows() -> Any:
    return (
        select(
            RecordCheckSetAside.line,
            RecordCheckSetAside.reason,
            RecordCheckSetAside.set_aside_at,
            Account.display_name,
        )
        .join(Account, Account.id == RecordCheckSetAside.set_aside_by)
        .where(RecordCheckSetAside.taken_back_at.is_(None))
    )
