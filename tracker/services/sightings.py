"""Who looked at what of other people: one row an account, act, thing and day, with how often.

Looking changes no record, so it writes no line of history and holds no lock that changes wait for. Rows are kept for a
stated time and then forgotten, see `retention`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select

from tracker.db import db
from tracker.db.upserts import insert_into
from tracker.domain.access import AccessRole
from tracker.models import Account, ApiToken, Membership, Person, Sighting
from tracker.models.sighting import SEEN_AS_LENGTH
from tracker.services import records
from tracker.services.actor import Actor

# A page whose pictures load one by one, or that is loaded anew, was looked at once.
SAME_LOOK = timedelta(minutes=1)
# What who looked is, where they are no member.
LEFT, PROGRAM, BY_LINK = "No longer signs in", "A program", "Came by a link"
LONGEST_NAME = SEEN_AS_LENGTH


class Act(StrEnum):
    """What somebody did who saw something."""

    LOOK = "look"
    OPEN = "open"
    DOWNLOAD = "download"
    EXPORT = "export"


class Subject(StrEnum):
    """What was seen."""

    PERSON = "person"
    COMPLETION = "completion"
    EVIDENCE = "evidence"
    PACKET = "packet"
    HISTORY = "history"
    PLAN = "plan"
    TEAM = "team"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Sight:
    """Something seen: by public ids, with the person whose record it belongs to, if it is one person's."""

    act: Act
    subject: Subject
    subject_id: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A row of sightings as people read it.

    `role`: what who looked may do here now; None where they left, and for programs and whoever came by a link.
    """

    key: int
    at: datetime
    day: date
    who: str
    role: AccessRole | None
    act: Act
    subject: Subject
    subject_id: str
    times: int
    person: str | None
    person_name: str | None
    is_program: bool = False
    by_link: bool = False

    @property
    def as_what(self) -> str:
        """In which role they looked, or how else they came to."""
        if self.by_link:
            return BY_LINK
        if self.is_program:
            return PROGRAM
        return self.role.label if self.role else LEFT


def is_news(actor: Actor, sight: Sight, seen_as: str = "") -> bool:
    """Tell whether a sight is to be noted: not of the actor's own record, and not noted within the last minute.

    At most two statements, each found by a key.
    """
    if actor.person_id is not None and sight.person and records.row_of(sight.person) == actor.person_id:
        return False
    last = db.session.scalar(select(Sighting.last_at).where(*_same(actor, sight, seen_as)))
    return last is None or last <= actor.now - SAME_LOOK


def note(actor: Actor, sight: Sight, seen_as: str = "") -> None:
    """Note a sight: the day's first makes a row, every further one counts. One statement writes, whoever races.

    `seen_as`: who looked, where the actor is whoever gave them a link.
    """
    noted = insert_into(Sighting).on_conflict_do_update(
        index_elements=["center_id", "account_id", "act", "subject", "subject_id", "seen_on", "seen_as"],
        set_={"times": Sighting.times + 1, "last_at": actor.now},
    )
    row: dict[str, Any] = {
        "center_id": actor.center_id,
        "account_id": actor.account_id,
        "seen_as": seen_as,
        "act": sight.act.value,
        "subject": sight.subject.value,
        "subject_id": sight.subject_id,
        "person_id": records.row_of(sight.person) if sight.person else None,
        "seen_on": actor.today,
        "times": 1,
        "first_at": actor.now,
        "last_at": actor.now,
    }
    db.session.execute(noted, [row])


def looks(before: tuple[datetime, int], those: Sequence[ColumnElement[bool]], most: int) -> list[Look]:
    """Return at most so many looks of the center in force, the latest first, those before a moment and row.

    `those` narrows further, by columns of Sighting, Account and Person; for other use cases. One statement.
    """
    moment, row = before
    earlier = or_(Sighting.last_at < moment, and_(Sighting.last_at == moment, Sighting.id < row))
    query = (
        select(
            Sighting.id,
            Sighting.last_at,
            Sighting.seen_on,
            case((Sighting.seen_as != "", Sighting.seen_as), else_=Account.display_name),
            case((Membership.ended_at.is_(None), Membership.role)),
            Sighting.act,
            Sighting.subject,
            Sighting.subject_id,
            Sighting.times,
            Person.public_id,
            Person.name,
            ApiToken.id.is_not(None),
            Sighting.seen_as != "",
        )
        .join(Account, Account.id == Sighting.account_id)
        .outerjoin(
            Membership, (Membership.account_id == Sighting.account_id) & (Membership.center_id == Sighting.center_id)
        )
        .outerjoin(ApiToken, (ApiToken.account_id == Sighting.account_id) & (ApiToken.center_id == Sighting.center_id))
        .outerjoin(Person, Person.id == Sighting.person_id)
        .where(Sighting.last_at <= moment, earlier, *those)
        .order_by(Sighting.last_at.desc(), Sighting.id.desc())
        .limit(most)
    )
    return [
        Look(key, at, day, who, AccessRole(role) if role else None, Act(act), Subject(subject), *rest)
        for key, at, day, who, role, act, subject, *rest in db.session.execute(query)
    ]


def _same(actor: Actor, sight: Sight, seen_as: str) -> tuple[ColumnElement[bool], ...]:
    return (
        Sighting.center_id == actor.center_id,
        Sighting.account_id == actor.account_id,
        Sighting.seen_as == seen_as,
        Sighting.act == sight.act.value,
        Sighting.subject == sight.subject.value,
        Sighting.subject_id == sight.subject_id,
        Sighting.seen_on == actor.today,
    )
