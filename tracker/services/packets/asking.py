"""Asking for a packet, and taking it back: what waits is made in the background, one after the other."""

from datetime import date

from sqlalchemy import func, select, update

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.vocabulary import Level, PacketState
from tracker.models import Packet
from tracker.services import assessments, history, standards, submissions
from tracker.services.actor import Actor
from tracker.services.standards import Followed

NOT_YOURS = "Only a director or deputy issues packets."
NONE_HERE = "There is no such packet, or it is not yours to see."
MOST_WAITING = 5
_UNDER_WAY = (PacketState.WAITING, PacketState.MAKING)
_GONE_WRONG = (PacketState.FAILED, PacketState.CANCELED)


def ask(
    actor: Actor,
    standard: str,
    as_of: date,
    key: str = "",
    known_on: date | None = None,
    level: Level = Level.FULL,
) -> str:
    """Ask for a packet of a followed standard as of a day; return its public id. The same form asks once.

    `known_on`: as the record was known when that day ended; None, or today, for all that is known. `level`: how much it
    tells of people. Raises Conflict for a day to come, one on which the standard was not followed, or where too many
    wait already; NotFound for a standard that is not followed.
    """
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    if made := submissions.made_by(actor, key):
        return made
    if as_of > actor.today:
        raise Conflict("A packet tells what was so: choose today or an earlier day.", field="as_of")
    if known_on is not None and known_on > actor.today:
        raise Conflict("Nobody knows yet what will be known: choose today or an earlier day.", field="known_on")
    if as_of < assessments.EARLIEST:
        raise Conflict("Choose a day after the year 1900.", field="as_of")
    followed = _followed(actor, standard, None if known_on == actor.today else known_on)
    history.hold(actor)
    _refuse_a_queue()
    row = Packet(
        number=(db.session.scalar(select(func.max(Packet.number))) or 0) + 1,
        standard=followed.key,
        edition=followed.edition,
        as_of=as_of,
        known_on=None if known_on == actor.today else known_on,
        level=level,
        state=PacketState.WAITING,
        asked_by=actor.account_id or None,
        asked_at=actor.now,
    )
    db.session.add(row)
    db.session.flush()
    detail = {"standard": followed.key, "edition": followed.edition, "as_of": as_of.isoformat(), "level": level.value}
    if row.known_on is not None:
        detail["known_on"] = row.known_on.isoformat()
    history.append(actor, "ask", "packet", row.public_id, detail=detail)
    submissions.remember(actor, key, row.public_id)
    return row.public_id


def _followed(actor: Actor, standard: str, known_on: date | None) -> Followed:
    """Return the standard as it was known to hold. Raises Conflict where it did not apply then, NotFound."""
    try:
        return standards.one_followed(actor, standard, known_on)
    except NotFound as none:
        if known_on is None:
            raise
        raise Conflict(none.message, field="known_on") from None


def ask_again(actor: Actor, public_id: str) -> None:
    """Let a packet that failed or was canceled wait once more. Raises NotFound, Conflict in another state."""
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    _turn(public_id, _GONE_WRONG, PacketState.WAITING, "This packet is on its way or issued already.")
    history.append(actor, "ask_again", "packet", public_id)


def cancel(actor: Actor, public_id: str) -> None:
    """Take back a packet that is still to come; its making ends at its next step. Raises NotFound, Conflict."""
    actor.must(Action.ISSUE_PACKET, NOT_YOURS)
    _turn(public_id, _UNDER_WAY, PacketState.CANCELED, "This packet is no longer on its way; look at it again.")
    history.append(actor, "cancel", "packet", public_id)


def _refuse_a_queue() -> None:
    waiting = db.session.scalar(select(func.count(Packet.id)).where(Packet.state.in_(_UNDER_WAY))) or 0
    if waiting >= MOST_WAITING:
        raise Conflict(f"{waiting} packets are on their way already. Wait for one of them, or cancel it.")


def _turn(public_id: str, before: tuple[PacketState, ...], after: PacketState, otherwise: str) -> None:
    done = db.session.execute(
        update(Packet)
        .where(Packet.public_id == public_id, Packet.state.in_(before))
        .values(state=after, progress="", steps_done=0, failure="", version=Packet.version + 1)
    )
    if done.rowcount == 1:
        return
    if db.session.scalar(select(Packet.id).where(Packet.public_id == public_id)) is None:
        raise NotFound(NONE_HERE)
    raise Conflict(otherwise)
