"""Logging, correcting, submitting and withdrawing completions."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select

from tracker.db import db
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import Completion, Credit, Event, Person
from tracker.services import completion_rows, evidence, history, submissions
from tracker.services.actor import Actor
from tracker.services.completions.entry import CreditLine, Entry, completed, match, refuse_impossible
from tracker.services.history_values import in_a_line
from tracker.services.uploads import StoredFile

_FIELDS = (
    "kind",
    "title",
    "provider",
    "format",
    "completed_on",
    "expires_on",
    "hours",
    "topics",
    "topic_hours",
    "certificate_number",
    "note",
)
_OPEN = {CompletionState.DRAFT, CompletionState.RETURNED}


def record(
    actor: Actor,
    entry: Entry,
    people: Sequence[str],
    files: Sequence[StoredFile] = (),
    *,
    submit: bool,
    key: str = "",
    stated_by: str = "",
) -> tuple[str, ...]:
    """Log a completion for one or several people, with its files; returns the public ids of what was made.

    `people` are public ids. A form sent twice makes one: the second time the first public id alone is returned.
    `stated_by`: the prior center whose transcript says so; `files` are that transcript then, and prove no more than it.
    Raises Conflict naming the field, NotFound for people of elsewhere, Refused where staff log for others.
    """
    if already := made_by(actor, key):
        return (already,)
    persons = _persons(actor, people)
    refuse_impossible(actor, entry)
    found = match(entry)
    full = completed(entry, found)
    event_id = _event_id(full.event)
    training = found.row if found else None
    made = [_add(actor, full, person_id, training, event_id, submit, stated_by) for person_id in persons]
    submissions.remember(actor, key, made[0].public_id)
    for row in made:
        history.append(actor, "record", "completion", row.public_id, person_id=row.person_id, detail=_summary(row))
        evidence.attach(actor, files, completion=row.public_id)
        completion_rows.regrade(row)
    db.session.flush()
    return tuple(row.public_id for row in made)


def made_by(actor: Actor, key: str) -> str | None:
    """Return the public id of what a form with this key made already, or None."""
    return submissions.made_by(actor, key)


def correct(
    actor: Actor,
    public_id: str,
    entry: Entry,
    version: int,
    files: Sequence[StoredFile] = (),
    *,
    submit: bool = False,
) -> None:
    """Correct a completion; what was accepted waits for a new decision. `submit`: a draft or returned one is sent in.

    `files` are added to those it has. Raises Conflict where it was changed since `version` was read, or naming the
    field; NotFound, Refused.
    """
    row = completion_rows.to_change(actor, public_id, version)
    refuse_impossible(actor, entry)
    found = match(entry)
    changes = _change(row, completed(entry, found))
    row.training_id = found.row if found else None
    changes |= _change_credits(row, entry.credits)
    sends = submit and row.state in _OPEN
    if changes:
        reopened = completion_rows.reopen(actor, row)
        detail = changes | ({"state": ["accepted", "submitted"]} if reopened else {})
        history.append(actor, "correct", "completion", public_id, person_id=row.person_id, detail=detail)
    evidence.attach(actor, files, completion=public_id)
    if sends:
        _send_in(actor, row)
    db.session.flush()


def submit(actor: Actor, public_id: str, version: int) -> None:
    """Send in a draft or a returned completion. Raises Conflict where there is nothing to send."""
    row = completion_rows.to_change(actor, public_id, version)
    if row.state not in _OPEN:
        raise Conflict("This completion was sent in already.")
    _send_in(actor, row)
    db.session.flush()


def withdraw(actor: Actor, public_id: str, reason: str, version: int) -> None:
    """Withdraw a completion: it counts no more, and stays to be read. Raises Conflict, NotFound, Refused."""
    row = completion_rows.to_change(actor, public_id, version)
    if not reason.strip():
        raise Conflict("Say why it is withdrawn.", field="reason")
    before, row.state = row.state, CompletionState.WITHDRAWN
    row.withdrawn_reason, row.changed_by = reason, actor.account_id
    db.session.flush()
    detail = {"state": [str(before), "withdrawn"]}
    history.append(actor, "withdraw", "completion", public_id, person_id=row.person_id, detail=detail, reason=reason)


def _send_in(actor: Actor, row: Completion) -> None:
    row.state, row.submitted_at, row.changed_by = CompletionState.SUBMITTED, actor.now, actor.account_id
    row.decided_by = row.decided_as = row.decided_at = None
    db.session.flush()
    history.append(actor, "submit", "completion", row.public_id, person_id=row.person_id)


def _persons(actor: Actor, people: Sequence[str]) -> list[int]:
    wanted = list(dict.fromkeys(people))
    if not wanted:
        raise Conflict("Choose at least one person.", field="people")
    # Held, so that nobody is removed from the list before what they completed is there.
    those = select(Person.public_id, Person.id).where(Person.public_id.in_(wanted)).order_by(Person.id)
    found = db.session.execute(those.with_for_update(read=True, key_share=True))
    rows: dict[str, int] = dict(found.all())
    if set(rows) != set(wanted):
        raise NotFound("One of these people is not here any more. Open the form again.")
    numbers = [rows[public_id] for public_id in wanted]
    completion_rows.refuse_others(actor, set(numbers))
    return numbers


def _event_id(public_id: str | None) -> int | None:
    if public_id is None:
        return None
    found: int | None = db.session.scalar(
        select(Event.id).where(Event.public_id == public_id, Event.withdrawn_at.is_(None))
    )
    if found is None:
        raise NotFound("This event is not here any more. Log the completion without it.")
    return found


def _add(
    actor: Actor,
    entry: Entry,
    person_id: int,
    training_id: int | None,
    event_id: int | None,
    submit: bool,
    stated_by: str,
) -> Completion:
    row = Completion(
        **{name: getattr(entry, name) for name in _FIELDS},
        person_id=person_id,
        training_id=training_id,
        event_id=event_id,
        grade=Grade.OWN_WORD,
        stated_by=stated_by or None,
        by_link=actor.by_link,
        state=CompletionState.SUBMITTED if submit else CompletionState.DRAFT,
        recorded_by=actor.account_id,
        recorded_at=actor.now,
        changed_by=actor.account_id,
        submitted_at=actor.now if submit else None,
    )
    db.session.add(row)
    db.session.flush()
    _add_credits(row, entry.credits)
    return row


def _add_credits(row: Completion, lines: Sequence[CreditLine]) -> None:
    db.session.add_all(
        Credit(completion_id=row.id, body=line.body, amount=line.amount, number=line.number) for line in lines
    )
    db.session.flush()


def _change(row: Completion, entry: Entry) -> dict[str, Any]:
    changes = {}
    for name in _FIELDS:
        before, after = getattr(row, name), getattr(entry, name)
        if before != after:
            changes[name] = [in_a_line(before), in_a_line(after)]
            setattr(row, name, after)
    return changes


def _change_credits(row: Completion, lines: Sequence[CreditLine]) -> dict[str, Any]:
    before = [
        CreditLine(*found)
        for found in db.session.execute(
            select(Credit.body, Credit.amount, Credit.number).where(Credit.completion_id == row.id).order_by(Credit.id)
        )
    ]
    if before == list(lines):
        return {}
    db.session.execute(delete(Credit).where(Credit.completion_id == row.id))
    _add_credits(row, lines)
    return {"credits": [[_credit_told(line) for line in before], [_credit_told(line) for line in lines]]}


def _summary(row: Completion) -> dict[str, Any]:
    told = {name: in_a_line(getattr(row, name)) for name in ("title", "completed_on", "hours", "state")}
    told |= {"stated_by": row.stated_by} if row.stated_by else {}
    return told | ({"by_link": True} if row.by_link else {})


def _credit_told(line: CreditLine) -> str:
    return " ".join(part for part in (in_a_line(line.amount), line.body, line.number) if part)
