"""Setting a requirement aside, or letting something else meet it: one person proposes, another decides.

    proposed -> granted    (holds from a day to a day, and lapses by itself; may be ended early with a reason)
             -> declined   (with a reason)
             -> withdrawn  (by whoever proposed it)

Nobody decides on what they proposed, or on what is for themselves. What was granted is never deleted.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.record import WaiverKind
from tracker.domain.vocabulary import WaiverState
from tracker.domain.wording import day
from tracker.models import Waiver
from tracker.services import evidence, history, records, standards, submissions
from tracker.services.actor import Actor
from tracker.services.uploads import StoredFile
from tracker.services.waiver_views import NONE_HERE, NOT_YOURS, WaiverView, get, listing, may_take, waiting_count

__all__ = [
    "Entry",
    "WaiverView",
    "decline",
    "end",
    "get",
    "grant",
    "listing",
    "propose",
    "waiting_count",
    "withdraw",
]

# A decision that holds for longer is a rule of the center's own, and belongs into a standard.
LONGEST_YEARS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A waiver as proposed. `person` is a public id, empty for the team; `instead` what meets it, of an equivalent."""

    kind: WaiverKind
    person: str
    standard: str
    requirement: str
    starts_on: date
    ends_on: date
    reason: str
    instead: str = ""


def propose(actor: Actor, entry: Entry, files: tuple[StoredFile, ...] = (), key: str = "") -> str:
    """Propose a waiver or an equivalent with the files behind it; returns its public id. A form sent twice makes one.

    It counts for the edition that the center follows now. Raises Refused, NotFound, Conflict for what cannot be so.
    """
    actor.must(Action.DECIDE, NOT_YOURS)
    history.hold(actor)
    if already := submissions.made_by(actor, key):
        return already
    followed = standards.one_followed(actor, entry.standard)
    person_id = records.number_of(entry.person) if entry.person else None
    _refuse_impossible(entry, followed)
    row = Waiver(
        kind=entry.kind,
        person_id=person_id,
        standard=followed.key,
        edition=followed.edition,
        requirement=entry.requirement,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        reason=entry.reason,
        instead=entry.instead if entry.kind is WaiverKind.EQUIVALENT else "",
        state=WaiverState.PROPOSED,
        proposed_by=actor.account_id,
        proposed_at=actor.now,
    )
    db.session.add(row)
    db.session.flush()
    detail = {"kind": row.kind, "requirement": f"{row.standard} {row.edition} {row.requirement}"}
    detail |= {"from": row.starts_on.isoformat(), "until": row.ends_on.isoformat()}
    if row.instead:
        detail["instead"] = row.instead
    _tell(actor, "propose", row, reason=row.reason, detail=detail)
    if files:
        evidence.attach(actor, files, waiver=row.public_id)
    submissions.remember(actor, key, row.public_id)
    return row.public_id


def grant(actor: Actor, public_id: str, version: int) -> None:
    """Grant what somebody else proposed, as it was when it was read. Raises Refused, NotFound, Conflict."""
    _decide(actor, public_id, version, WaiverState.GRANTED, "")


def decline(actor: Actor, public_id: str, version: int, reason: str) -> None:
    """Decline it, with the reason. Raises as `grant`, and Conflict without a reason."""
    if not reason.strip():
        raise Conflict("Say why, so that whoever proposed it knows what to do.", field="reason")
    _decide(actor, public_id, version, WaiverState.DECLINED, reason)


def withdraw(actor: Actor, public_id: str, version: int) -> None:
    """Take back what one proposed oneself and nobody decided on yet. Raises Refused, NotFound, Conflict."""
    row = _waiting(actor, public_id, version)
    if row.proposed_by != actor.account_id:
        raise Conflict("Only whoever proposed it takes it back. Decline it, with a reason.")
    row.state = WaiverState.WITHDRAWN
    db.session.flush()
    _tell(actor, "withdraw", row)


def end(actor: Actor, public_id: str, version: int, last_day: date, reason: str) -> None:
    """End what was granted before its last day; up to the new last day it stays. Raises Refused, NotFound, Conflict."""
    row = _changing(actor, public_id, version)
    if row.state != WaiverState.GRANTED or row.ended_on is not None:
        raise Conflict("Only a waiver that was granted and not ended yet can be ended.")
    if not row.starts_on <= last_day < row.ends_on:
        raise Conflict(
            f"Choose a day from {day(row.starts_on)} on and before {day(row.ends_on)}, on which it ends by itself.",
            field="last_day",
        )
    if not reason.strip():
        raise Conflict("Say why it ends early.", field="reason")
    row.ended_on, row.ended_by, row.ended_reason = last_day, actor.account_id, reason
    db.session.flush()
    _tell(actor, "end", row, reason=reason, detail={"last_day": last_day.isoformat()})


def _decide(actor: Actor, public_id: str, version: int, state: WaiverState, reason: str) -> None:
    row = _waiting(actor, public_id, version)
    if not may_take(actor, row.proposed_by, row.person_id):
        raise Conflict("You proposed this, or it is for yourself: somebody else must decide on it.")
    row.state, row.decision_reason = state, reason
    row.decided_by, row.decided_at = actor.account_id, actor.now
    db.session.flush()
    _tell(actor, "grant" if state is WaiverState.GRANTED else "decline", row, reason=reason)


def _waiting(actor: Actor, public_id: str, version: int) -> Waiver:
    row = _changing(actor, public_id, version)
    if row.state != WaiverState.PROPOSED:
        raise Conflict(f"This waits for no decision any more: it is {WaiverState(row.state).label.lower()}.")
    return row


def _changing(actor: Actor, public_id: str, version: int) -> Waiver:
    actor.must(Action.DECIDE, NOT_YOURS)
    history.hold(actor)
    row: Waiver | None = db.session.scalar(select(Waiver).where(Waiver.public_id == public_id))
    if row is None:
        raise NotFound(NONE_HERE)
    if row.version != version:
        raise Conflict("This was changed meanwhile. Look at what is there now, then decide.")
    return row


def _refuse_impossible(entry: Entry, followed: standards.Followed) -> None:
    asked = {each.id: each for each in followed.standard.requirements}.get(entry.requirement)
    if asked is None:
        raise Conflict(
            "The standard that applies here has no such requirement. Choose one of the list.", field="requirement"
        )
    if asked.applies.team and entry.person:
        raise Conflict(f"“{asked.title}” is asked of the team as one. Choose the team.", field="person")
    if not asked.applies.team and not entry.person:
        raise Conflict(f"“{asked.title}” is asked of single people. Choose whose it is.", field="person")
    if entry.ends_on < entry.starts_on:
        raise Conflict("The last day is before the first.", field="ends_on")
    if (entry.ends_on - entry.starts_on).days > LONGEST_YEARS * 366:
        raise Conflict(
            f"Choose a last day within {LONGEST_YEARS} years. It can be proposed anew then.", field="ends_on"
        )
    if entry.kind is WaiverKind.EQUIVALENT and not entry.instead.strip():
        raise Conflict("Say what meets the requirement instead.", field="instead")


def _tell(actor: Actor, action: str, row: Waiver, *, reason: str = "", detail: dict[str, str] | None = None) -> None:
    history.append(actor, action, "waiver", row.public_id, person_id=row.person_id, detail=detail, reason=reason)
