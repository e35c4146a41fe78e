"""Questions that a reader asks of the center, as tasks where they belong, and the answers that come back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.models import Account, Desk, DeskQuestion, Packet
from tracker.services import history
from tracker.services.actor import Actor
from tracker.services.desks.reading import contents
from tracker.services.desks.subjects import About, named
from tracker.services.desks.visiting import Reader

NOT_YOURS = "Only a director or deputy answers a reviewer's questions."
NONE_HERE = "There is no such question, or it is not yours to see."
MOST_ASKED = 200


@dataclass(frozen=True, slots=True)
class DeskAsked:
    """A question and its answer, empty until there is one; `standard`, `edition` and `inputs` are the packet's."""

    public_id: str
    desk: str
    reviewer: str
    packet_number: int
    standard: str
    edition: str
    requirement: str
    title: str
    about: str
    person: int
    exhibit: int
    words: str
    asked_at: datetime
    answer: str
    answered_by: str | None
    answered_at: datetime | None
    inputs: str

    @property
    def subject(self) -> About:
        """What of the packet it is about."""
        return About(self.requirement, self.person, self.exhibit)

    @property
    def what(self) -> str:
        """What it is about, in words."""
        return f"{self.about}: {self.title}" if self.about else self.title


def ask(reader: Reader, about: About, words: str, key: str) -> None:
    """Ask the center; the same form asks once. Raises NotFound, and Conflict where too much was asked."""
    title, name = named(contents(reader), about)
    history.hold(reader.actor)
    mine = DeskQuestion.desk_id == reader.desk_id
    if db.session.scalar(select(DeskQuestion.id).where(mine, DeskQuestion.key == key)) is not None:
        return
    if (db.session.scalar(select(func.count(DeskQuestion.id)).where(mine)) or 0) >= MOST_ASKED:
        raise Conflict(f"{MOST_ASKED} questions were asked here already. Talk to the center.")
    row = DeskQuestion(
        desk_id=reader.desk_id,
        requirement=about.requirement,
        title=title,
        about=name,
        person=about.person,
        exhibit=about.exhibit,
        words=words,
        asked_at=reader.actor.now,
        key=key,
    )
    db.session.add(row)
    db.session.flush()
    detail = {"reviewer": reader.reviewer, **_place(about)}
    history.append(reader.actor, "ask_at_desk", "desk", reader.public_id, detail=detail)


def answer(actor: Actor, public_id: str, words: str) -> str:
    """Answer a question once, and return the desk where it was asked. Raises NotFound, Conflict after another."""
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    history.hold(actor)
    place = (DeskQuestion.requirement, DeskQuestion.person, DeskQuestion.exhibit)
    query = select(DeskQuestion.id, *place, Desk.public_id).join(Desk, Desk.id == DeskQuestion.desk_id)
    row = db.session.execute(query.where(DeskQuestion.public_id == public_id)).first()
    if row is None:
        raise NotFound(NONE_HERE)
    done = db.session.execute(
        update(DeskQuestion)
        .where(DeskQuestion.id == row.id, DeskQuestion.answered_at.is_(None))
        .values(answer=words, answered_by=actor.account_id, answered_at=actor.now)
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:
        raise Conflict("Somebody answered this question meanwhile. Look at it again.")
    detail = _place(About(row.requirement, row.person, row.exhibit))
    history.append(actor, "answer_at_desk", "desk", row.public_id, detail=detail)
    return str(row.public_id)


def asked_here(reader: Reader) -> list[DeskAsked]:
    """Return what a reader asked, the latest first."""
    return found(Desk.id == reader.desk_id)


def asked_at(actor: Actor, desk: str) -> list[DeskAsked]:
    """Return what was asked at a desk, the latest first."""
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    return found(Desk.public_id == desk)


def question(actor: Actor, public_id: str) -> DeskAsked:
    """Return one question. Raises NotFound."""
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    for it in found(DeskQuestion.public_id == public_id):
        return it
    raise NotFound(NONE_HERE)


def waiting(actor: Actor) -> list[DeskAsked]:
    """Return the questions of the center that nobody answered yet, the latest first."""
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    return found(DeskQuestion.answered_at.is_(None))


def waiting_count(actor: Actor) -> int:
    """Return how many questions wait for an answer. One statement, found by an index."""
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    query = select(func.count(DeskQuestion.id)).where(DeskQuestion.answered_at.is_(None))
    return db.session.scalar(query) or 0


def _place(about: About) -> dict[str, object]:
    """Return where a question stands, for its line of history; no name, since people are numbered in a packet."""
    if about.requirement:
        return {"requirement": about.requirement}
    return {"exhibit": about.exhibit} if about.exhibit else {"person_in_the_packet": about.person}


def found(*those: ColumnElement[bool]) -> list[DeskAsked]:
    """Return the questions of which this holds, the latest first. One statement; for other use cases, who ask first."""
    return [DeskAsked(*row) for row in db.session.execute(_query().where(*those).limit(MOST_ASKED))]


def _query() -> Any:
    return (
        select(
            DeskQuestion.public_id,
            Desk.public_id,
            Desk.reviewer,
            Packet.number,
            Packet.standard,
            Packet.edition,
            DeskQuestion.requirement,
            DeskQuestion.title,
            DeskQuestion.about,
            DeskQuestion.person,
            DeskQuestion.exhibit,
            DeskQuestion.words,
            DeskQuestion.asked_at,
            DeskQuestion.answer,
            Account.display_name,
            DeskQuestion.answered_at,
            Packet.inputs_sha256,
        )
        .join(Desk, Desk.id == DeskQuestion.desk_id)
        .join(Packet, Packet.id == Desk.packet_id)
        .outerjoin(Account, Account.id == DeskQuestion.answered_by)
        .order_by(DeskQuestion.id.desc())
    )
