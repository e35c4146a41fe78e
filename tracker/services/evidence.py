"""Files that prove: attached to a completion, an event or a waiver, shown to who may see it, withdrawn, never erased.

A row is written only for a file that lies in the store already, so no crash leaves a row without its file:

    files = uploads.store(actor, tokens)            # durable from here on
    with unit_of_work():
        evidence.attach(actor, files, completion=…)  # or event=…, or waiver=…
    uploads.discard(actor, tokens)
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.vocabulary import WaiverState
from tracker.models import Completion, Event, Evidence, Waiver
from tracker.services import completion_rows, history, room
from tracker.services.actor import Actor
from tracker.services.evidence_reading import NO_FILE, event_row, file_row, stood_at
from tracker.services.uploads import StoredFile


@dataclass(frozen=True, slots=True)
class FileOfRecord:
    """A file that stands behind a completion, an event or a waiver, whose public id it names.

    `file_copies.copy_to_print(sha256)` gives what a packet prints of it.
    """

    completion: str | None
    event: str | None
    waiver: str | None
    evidence: str
    sha256: str
    format: str
    pages: int
    file_name: str


def attach(
    actor: Actor,
    files: Sequence[StoredFile],
    *,
    completion: str | None = None,
    event: str | None = None,
    waiver: str | None = None,
) -> tuple[str, ...]:
    """Attach stored files to one completion, event or waiver, by its public id; returns the public ids of the files.

    A file that the same record holds already is not attached twice. An accepted completion then waits for a new
    decision; the completions of an event are graded by its files. Raises NotFound, Refused, Conflict where withdrawn or
    where the center has no room for them.
    """
    if completion is not None:
        row = completion_rows.to_change(actor, completion)
        return _attach_to_completion(actor, row, files)
    if waiver is not None:
        return _attach_to_waiver(actor, waiver, files)
    return _attach_to_event(actor, event or "", files)


def withdraw(actor: Actor, public_id: str, reason: str) -> str:
    """Withdraw a file with a reason; it stays in the store. Returns the public id of what it stood behind.

    An accepted completion then waits for a new decision. Raises NotFound, Refused, Conflict where it was withdrawn.
    """
    found = file_row(public_id)
    owner = owner_to_change(actor, found)
    if not reason.strip():
        raise Conflict("Say why the file is withdrawn.", field="reason")
    done = db.session.execute(
        update(Evidence)
        .where(Evidence.id == found.id, Evidence.withdrawn_at.is_(None))
        .values(withdrawn_at=actor.now, withdrawn_reason=reason)
    )
    if done.rowcount != 1:
        raise Conflict("This file was withdrawn already.")
    if isinstance(owner, Completion):
        completion_rows.reopen(actor, owner)
        completion_rows.regrade(owner)
        db.session.flush()
        _tell(actor, "withdraw_file", "completion", owner.public_id, found, person_id=owner.person_id, reason=reason)
    elif isinstance(owner, Event):
        completion_rows.regrade_event(owner.id)
        _tell(actor, "withdraw_file", "event", owner.public_id, found, reason=reason)
    else:
        _tell(actor, "withdraw_file", "waiver", owner.public_id, found, person_id=owner.person_id, reason=reason)
    return owner.public_id


def files_of_record(actor: Actor, moment: datetime | None = None) -> list[FileOfRecord]:
    """Return every file of the center that was not withdrawn, in the order of adding. One statement.

    `moment`: those that were there then, unless they were removed for good since. Raises Refused where the actor does
    not see the team.
    """
    actor.must(Action.VIEW_TEAM, "Only a director or deputy gathers the team's files.")
    rows = db.session.execute(
        select(
            Completion.public_id,
            Event.public_id,
            Waiver.public_id,
            Evidence.public_id,
            Evidence.sha256,
            Evidence.format,
            Evidence.pages,
            Evidence.file_name,
        )
        .outerjoin(Completion, Completion.id == Evidence.completion_id)
        .outerjoin(Event, Event.id == Evidence.event_id)
        .outerjoin(Waiver, Waiver.id == Evidence.waiver_id)
        .where(*there(moment))
        .order_by(Evidence.id)
    )
    return [FileOfRecord(*row) for row in rows]


def names_read(files: Collection[str]) -> list[Mapping[str, Any]]:
    """Return the names that were read on files, named by public id; no row for a file on which none was read."""
    rows = select(Evidence.file_name, Evidence.sha256, Evidence.named).where(
        Evidence.public_id.in_(files), Evidence.named != ()
    )
    return [
        {"file": name, "sha256": digest, "names": ", ".join(named)}
        for name, digest, named in db.session.execute(rows.order_by(Evidence.id))
    ]


def owner_to_change(actor: Actor, file: Evidence) -> Completion | Event | Waiver:
    """Return the record that a file stands behind, for who may change it. Raises NotFound, Refused, Conflict.

    Of somebody else's file it tells no more than of none.
    """
    if file.completion_id is not None:
        public_id = db.session.scalar(select(Completion.public_id).where(Completion.id == file.completion_id))
        try:
            return completion_rows.to_change(actor, public_id)
        except NotFound:
            raise NotFound(NO_FILE) from None
    if not actor.may(Action.VIEW_TEAM):
        raise NotFound(NO_FILE)
    if file.waiver_id is not None:
        actor.must(Action.DECIDE, "Only a director or deputy changes the files of a waiver.")
        waiver: Waiver = db.session.scalars(select(Waiver).where(Waiver.id == file.waiver_id)).one()
        return waiver
    actor.must(Action.MANAGE_EVENTS, "Only a director or deputy changes the files of an event.")
    owner: Event = db.session.scalars(select(Event).where(Event.id == file.event_id)).one()
    return owner


def there(moment: datetime | None) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on the rows of files that stand, or stood at a moment."""
    if moment is None:
        return (Evidence.withdrawn_at.is_(None),)
    return (*stood_at(moment), Evidence.removed_at.is_(None))


def _attach_to_completion(actor: Actor, row: Completion, files: Sequence[StoredFile]) -> tuple[str, ...]:
    made = _add(actor, files, completion_id=row.id)
    if made:
        completion_rows.reopen(actor, row)
        completion_rows.regrade(row)
        db.session.flush()
    for each in made:
        _tell(actor, "attach", "completion", row.public_id, each, person_id=row.person_id)
    return tuple(each.public_id for each in made)


def _attach_to_event(actor: Actor, public_id: str, files: Sequence[StoredFile]) -> tuple[str, ...]:
    row = event_row(public_id)
    actor.must(Action.MANAGE_EVENTS, "Only a director or deputy adds files to an event.")
    if row.withdrawn_at is not None:
        raise Conflict("This event was withdrawn; it takes no more files.")
    made = _add(actor, files, event_id=row.id)
    if made:
        completion_rows.regrade_event(row.id)
    for each in made:
        _tell(actor, "attach", "event", row.public_id, each)
    return tuple(each.public_id for each in made)


def _attach_to_waiver(actor: Actor, public_id: str, files: Sequence[StoredFile]) -> tuple[str, ...]:
    row: Waiver | None = db.session.scalar(select(Waiver).where(Waiver.public_id == public_id))
    if row is None:
        raise NotFound("There is no such waiver, or it is not yours to see.")
    actor.must(Action.DECIDE, "Only a director or deputy adds files to a waiver.")
    if row.state not in {WaiverState.PROPOSED, WaiverState.GRANTED}:
        raise Conflict("This holds no more; it takes no more files.")
    made = _add(actor, files, waiver_id=row.id)
    for each in made:
        _tell(actor, "attach", "waiver", row.public_id, each, person_id=row.person_id)
    return tuple(each.public_id for each in made)


def _add(actor: Actor, files: Sequence[StoredFile], **owner: int) -> list[Evidence]:
    """Add rows for files that their owner does not hold yet; `owner`: the one column that names it."""
    room.refuse_beyond_for_good(actor, {file.sha256: file.size for file in files})
    its = select(Evidence.sha256).filter_by(**owner).where(Evidence.withdrawn_at.is_(None))
    held = set(db.session.scalars(its))
    made = [
        Evidence(
            **owner,
            sha256=file.sha256,
            file_name=file.file_name,
            format=file.format,
            size=file.size,
            pages=file.pages,
            named=file.named,
            added_by=actor.account_id,
            added_at=actor.now,
        )
        for file in files
        if file.sha256 not in held
    ]
    db.session.add_all(made)
    db.session.flush()
    return made


def _tell(
    actor: Actor,
    action: str,
    subject: str,
    subject_id: str,
    file: Evidence,
    *,
    person_id: int | None = None,
    reason: str = "",
) -> None:
    detail = {"file": file.public_id, "name": file.file_name, "sha256": file.sha256}
    history.append(actor, action, subject, subject_id, person_id=person_id, detail=detail, reason=reason)
