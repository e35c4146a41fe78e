"""What waits for a second person, and what they decide: accepted, or returned with a reason.

Nobody decides on a completion that is their own, or that they wrote, corrected or added a file to since it was last
decided on. Who that is, the history knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_, select

from tracker.db import db
from tracker.domain.access import AccessRole, Action, granted, may_decide
from tracker.domain.errors import Conflict
from tracker.domain.vocabulary import CompletionState
from tracker.models import ApiToken, Completion, HistoryEntry, Membership, Review
from tracker.models.keys import TEXT_LENGTH
from tracker.services import completion_rows, history
from tracker.services.actor import Actor
from tracker.services.completions.views import CompletionView, load

MOST_SHOWN = 200
NOT_YOURS = "Only a director or deputy decides on what others logged."
_AUTHORS = ("record", "import", "correct", "submit", "attach", "withdraw_file")
_LONGEST_WAIT_FIRST = (Completion.submitted_at, Completion.id)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a completion: accepted or not, of which version, why it is returned, what was looked at."""

    accepts: bool
    version: int
    reason: str = ""
    looked_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits: `yours` to decide, and `others` that need somebody else, each the longest waiting first.

    Each has 200 at most; `count` says how many are yours in all, since an import may bring thousands. `stuck`: the
    public ids of those of the others on which nobody at this center may decide, as things are.
    """

    yours: tuple[CompletionView, ...]
    others: tuple[CompletionView, ...]
    count: int
    stuck: frozenset[str]


def waiting_count(actor: Actor) -> int:
    """Return how many completions wait for a decision that this actor may take. One statement, on every page."""
    if not actor.may(Action.DECIDE):
        return 0
    query = select(func.count(Completion.id)).where(_waits(), ~_theirs())
    found: int = db.session.scalar(query, _asked_by(actor))
    return found


def first_waits_since(actor: Actor) -> datetime | None:
    """Return when the first of those was sent in that wait for this actor's decision. One statement."""
    query = select(func.min(Completion.submitted_at)).where(_waits(), ~_theirs())
    since: datetime | None = db.session.scalar(query, _asked_by(actor))
    return since


def waiting(actor: Actor) -> Queue:
    """Return what waits. Raises Refused. A dozen statements, and one for each further person who may decide."""
    actor.must(Action.DECIDE, NOT_YOURS)
    others = _first(actor, _theirs())
    return Queue(
        yours=_first(actor, ~_theirs()),
        others=others,
        count=waiting_count(actor),
        stuck=frozenset(_without_any_decider(actor, {view.public_id for view in others})),
    )


def _first(actor: Actor, those: ColumnElement[bool]) -> tuple[CompletionView, ...]:
    ids = select(Completion.id).where(_waits(), those).order_by(*_LONGEST_WAIT_FIRST).limit(MOST_SHOWN)
    return tuple(load(actor, Completion.id.in_(list(db.session.scalars(ids, _asked_by(actor)))), _LONGEST_WAIT_FIRST))


def _without_any_decider(actor: Actor, public_ids: set[str]) -> set[str]:
    left = set(public_ids)
    query = select(Completion.public_id).where(_waits(), ~_theirs())
    roles = [role.value for role in AccessRole if Action.DECIDE in granted(role)]
    deciders = db.session.execute(
        select(Membership.account_id, Membership.person_id).where(
            Membership.role.in_(roles), Membership.ended_at.is_(None), Membership.account_id != actor.account_id
        )
    ).all()
    for account_id, person_id in deciders:
        if left:
            other = replace(actor, account_id=account_id, person_id=person_id)
            left -= set(db.session.scalars(query, _asked_by(other)))
    return left


def may_take(actor: Actor, public_id: str) -> bool:
    """Tell whether the actor may decide on a completion, were it waiting. Raises NotFound."""
    return _may(actor, completion_rows.to_see(actor, public_id))


def next_after(actor: Actor, public_id: str) -> str | None:
    """Return the public id of what to decide next: the one after, else the longest waiting; None at the end."""
    query = select(Completion.public_id).where(_waits(), ~_theirs()).order_by(*_LONGEST_WAIT_FIRST)
    ids = list(db.session.scalars(query, _asked_by(actor)))
    if public_id in ids:
        place = ids.index(public_id)
        ids = ids[place + 1 :] + ids[:place]
    return ids[0] if ids else None


def accept(actor: Actor, public_id: str, version: int, *, checked: Sequence[str] = ()) -> None:
    """Accept a completion as it was when it was read. `checked`: what was looked at, kept in history.

    Raises Conflict where it changed since or was decided on meanwhile, Refused for an own entry, NotFound.
    """
    row = _to_decide(actor, public_id, version)
    detail = {"looked_at": list(checked)} if checked else None
    _decide(actor, row, CompletionState.ACCEPTED, detail=detail)


def accept_together(actor: Actor, chosen: Sequence[tuple[str, int]]) -> int:
    """Accept several, each a public id with the version that was read: all or none. Returns how many."""
    for public_id, version in chosen:
        accept(actor, public_id, version)
    return len(chosen)


def send_back(actor: Actor, public_id: str, version: int, reason: str) -> None:
    """Return a completion to who logged it, with the reason.

    Raises as `accept`, and Conflict without a reason or with one that is too long.
    """
    row = _to_decide(actor, public_id, version)
    if not reason.strip():
        raise Conflict("Say what is missing or wrong, so that it can be corrected.", field="reason")
    if len(reason) > TEXT_LENGTH:
        said = (
            f"This makes {len(reason):,} characters; {TEXT_LENGTH:,} are the most. Choose fewer reasons, or write less."
        )
        raise Conflict(said, field="reason")
    _decide(actor, row, CompletionState.RETURNED, reason=reason)


def decide_by_link(actor: Actor, public_id: str, said: Said, decided_as: str) -> None:
    """Decide as somebody without an account, whose link is about this completion; `decided_as` signs it.

    Raises Conflict where it changed since it was read, or is returned without a reason.
    """
    row = db.session.scalars(select(Completion).where(Completion.public_id == public_id)).one()
    _refuse_changed(row, said.version)
    if not said.accepts and not said.reason.strip():
        raise Conflict(f"Say what is missing or wrong with “{row.title}”, so that it can be corrected.")
    state = CompletionState.ACCEPTED if said.accepts else CompletionState.RETURNED
    reason = "" if said.accepts else said.reason
    detail: dict[str, Any] = {"reviewer": decided_as}
    if said.accepts and said.looked_at:
        detail["looked_at"] = list(said.looked_at)
    _decide(actor, row, state, reason=reason, detail=detail, decided_as=decided_as)


def _to_decide(actor: Actor, public_id: str, version: int) -> Completion:
    actor.must(Action.DECIDE, NOT_YOURS)
    row = completion_rows.to_see(actor, public_id)
    _refuse_changed(row, version)
    if not _may(actor, row):
        raise Conflict(f"“{row.title}” is yours, or you entered or changed it: somebody else must decide on it.")
    return row


def _refuse_changed(row: Completion, version: int) -> None:
    if row.state != CompletionState.SUBMITTED:
        raise Conflict(f"“{row.title}” is not waiting any more: it is {CompletionState(row.state).label.lower()} now.")
    if row.version != version:
        raise Conflict(f"“{row.title}” was changed meanwhile. Look at what is there now, then decide.")


def _decide(
    actor: Actor,
    row: Completion,
    state: CompletionState,
    *,
    reason: str = "",
    detail: dict[str, Any] | None = None,
    decided_as: str | None = None,
) -> None:
    signed = {"decided_by": actor.account_id or None, "decided_as": decided_as, "decided_at": actor.now}
    row.state = state
    for name, value in signed.items():
        setattr(row, name, value)
    db.session.add(Review(completion_id=row.id, decision=state, reason=reason, **signed))
    db.session.flush()
    action = "accept" if state is CompletionState.ACCEPTED else "return"
    history.append(actor, action, "completion", row.public_id, person_id=row.person_id, detail=detail, reason=reason)


def _may(actor: Actor, row: Completion) -> bool:
    query = select(Completion.id).where(Completion.id == row.id, _written_by())
    wrote = db.session.scalar(query, _asked_by(actor))
    return may_decide(
        actor.actions,
        account=actor.account_id,
        own_person=actor.person_id,
        authors=frozenset({actor.account_id} if wrote else ()),
        person=row.person_id,
    )


def _waits() -> ColumnElement[bool]:
    return Completion.state == CompletionState.SUBMITTED


def _asked_by(actor: Actor) -> dict[str, int]:
    """Return whose the conditions below ask about."""
    return {"account": actor.account_id, "person": actor.person_id or 0}


# Made once: they are asked on every page, and putting them together took longer than the database's answer.
@cache
def _theirs() -> ColumnElement[bool]:
    return or_(Completion.person_id == bindparam("person"), _written_by())


@cache
def _written_by() -> ColumnElement[bool]:
    """Who recorded or last changed it, and who had a hand in it since the last decision."""
    decision = (
        select(func.max(HistoryEntry.number))
        .where(
            HistoryEntry.center_id == Completion.center_id,
            HistoryEntry.subject_id == Completion.public_id,
            HistoryEntry.action.in_(("accept", "return")),
        )
        .correlate(Completion)
        .scalar_subquery()
    )
    had_a_hand = exists().where(
        and_(
            HistoryEntry.center_id == Completion.center_id,
            HistoryEntry.subject_id == Completion.public_id,
            _is_of(HistoryEntry.account_id),
            HistoryEntry.action.in_(_AUTHORS),
            HistoryEntry.number > func.coalesce(decision, 0),
        )
    )
    return or_(
        _is_of(Completion.recorded_by),
        _is_of(Completion.changed_by),
        had_a_hand.correlate(Completion),
    )


def _is_of(account: Any) -> ColumnElement[bool]:
    """Tell whether an account is the actor's, or that of a program which acts in their stead by a token they made.

    Otherwise whoever makes a token could log by it and accept what they logged.
    """
    asking: ColumnElement[int] = bindparam("account")
    programs = select(ApiToken.account_id).where(ApiToken.made_by == asking)
    return or_(account == asking, account.in_(programs))
