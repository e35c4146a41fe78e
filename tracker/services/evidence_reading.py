"""Reading evidence: the files of a record as a list, and one file opened for who may see the record it belongs to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from tracker.db import db
from tracker.domain.access import Action, may_see_person
from tracker.domain.errors import NotFound
from tracker.intake.formats import Format
from tracker.models import Account, Completion, Event, Evidence, Person, Redaction, Waiver
from tracker.services import file_copies
from tracker.services.actor import Actor

LOST = "This file is not kept here any more. Tell whoever runs this installation."
NO_FILE = "There is no such file, or it is not yours to see."
STANDS = Redaction.taken_back_at.is_(None)  # that something of a file is not printed


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A file of a record as people see it: how many pages, who added it and when."""

    public_id: str
    sha256: str
    file_name: str
    format: str
    size: int
    pages: int
    added_by: str
    added_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @property
    def shown(self) -> int:
        """How many of its pages were drawn at once; none where the file itself is lost. Reads a small file."""
        facts = file_copies.known(self.sha256)
        return facts.shown if facts else 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What was noticed in it, in words."""
        facts = file_copies.known(self.sha256)
        return facts.words if facts else (LOST,)


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file whose pages are shown one by one: which of its `pages` this is, and whether one may change it.

    `pictured`: there is a picture of this page. `redacted`: some of the file is not printed.

    `person`: whose record it belongs to, by public id; None for a file of an event or of the team's waiver.
    """

    public_id: str
    file_name: str
    pages: int
    number: int
    pictured: bool
    notes: tuple[str, ...]
    person: str | None
    may_change: bool
    redacted: bool


@dataclass(frozen=True, slots=True)
class Owner:
    """What a file belongs to, by public id: a completion, an event, or a waiver."""

    completion: str | None
    event: str | None
    waiver: str | None


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file to be sent: where it lies, under which type and name; when and why it was withdrawn, if it was.

    `removed_at`: when it was removed for good; then nothing lies there.

    `person`: whose record it belongs to, by public id; None for a file of an event or of the team's waiver.
    """

    path: Path
    mime: str
    file_name: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    person: str | None
    removed_at: datetime | None = None

    def read(self) -> bytes:
        """Return the bytes, 25 MB at most. Raises NotFound where they are gone meanwhile."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError as gone:
            raise NotFound(LOST) from gone


def of_completions(rows: Collection[int]) -> dict[int, list[EvidenceView]]:
    """Return the files of completions by row number, those withdrawn included. One statement; for other use cases."""
    return _views(Evidence.completion_id, Evidence.completion_id.in_(rows))


def of_event(actor: Actor, event: str) -> list[EvidenceView]:
    """Return the files of an event, those withdrawn included. Raises Refused where the actor does not see the team."""
    actor.must(Action.VIEW_TEAM, "Only a director or deputy sees the files of an event.")
    row = event_row(event)
    return _views(Evidence.event_id, Evidence.event_id == row.id).get(row.id, [])


def of_waiver(actor: Actor, waiver: str) -> list[EvidenceView]:
    """Return the files of a waiver, those withdrawn included. Raises Refused where the actor does not see the team."""
    actor.must(Action.VIEW_TEAM, "Only a director or deputy sees the files of a waiver.")
    row = db.session.scalar(select(Waiver.id).where(Waiver.public_id == waiver)) or 0
    return _views(Evidence.waiver_id, Evidence.waiver_id == row).get(row, [])


def of_waivers(waivers: Collection[str]) -> dict[str, list[EvidenceView]]:
    """Return the files of waivers by public id, which the caller may see. One statement; for other use cases."""
    return _views(Waiver.public_id, (Evidence.waiver_id == Waiver.id) & Waiver.public_id.in_(waivers))


def stood_at(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return what is true of the files that had been added and not withdrawn at a moment. For other use cases."""
    return (Evidence.added_at < moment, or_(Evidence.withdrawn_at.is_(None), Evidence.withdrawn_at >= moment))


def open_file(actor: Actor, public_id: str) -> OpenedFile:
    """Open the original of a file that the actor may see. Raises NotFound."""
    found, person = _visible(actor, public_id)
    path = file_copies.store().path_of(found.sha256)
    if found.removed_at is None and not path.is_file():
        raise NotFound(LOST)
    mime, name = Format(found.format).mime, found.file_name
    reason = found.removed_reason or found.withdrawn_reason
    return OpenedFile(path, mime, name, found.withdrawn_at, reason, person, found.removed_at)


def open_page(actor: Actor, public_id: str, number: int) -> OpenedFile:
    """Open the picture of a page of a file, numbered from 1: a JPEG without metadata. Raises NotFound."""
    found, person = _visible(actor, public_id)
    if found.removed_at is not None:
        return open_file(actor, public_id)
    path, mime = file_copies.page_picture(found.sha256, number), Format.JPEG.mime
    return OpenedFile(path, mime, f"page-{number}.jpg", found.withdrawn_at, found.withdrawn_reason, person)


def file_of(actor: Actor, public_id: str, page: int = 1) -> FileShown:
    """Return a file that the actor may see and that was not withdrawn, at a page or the nearest. Raises NotFound.

    A page that was not drawn yet is drawn now, at the cost of an upload.
    """
    row, person = _visible(actor, public_id)
    if row.withdrawn_at is not None:
        raise NotFound(NO_FILE)
    facts = file_copies.known(row.sha256)
    number = max(1, min(page, row.pages))
    is_pictured = number in file_copies.pictured(row.sha256, (number,), number)
    may_change, redacted = _may_change(actor, row), _is_redacted(row)
    notes = facts.words if facts else (LOST,)
    return FileShown(public_id, row.file_name, row.pages, number, is_pictured, notes, person, may_change, redacted)


def owner_of(actor: Actor, public_id: str) -> Owner:
    """Return what a file belongs to. Raises NotFound."""
    found, _ = _visible(actor, public_id)
    completion = db.session.scalar(select(Completion.public_id).where(Completion.id == (found.completion_id or 0)))
    event = db.session.scalar(select(Event.public_id).where(Event.id == (found.event_id or 0)))
    waiver = db.session.scalar(select(Waiver.public_id).where(Waiver.id == (found.waiver_id or 0)))
    return Owner(completion, event, waiver)


def file_row(public_id: str) -> Evidence:
    """Return the row of a file of the center in force, whoever may see it. Raises NotFound. For other use cases."""
    row: Evidence | None = db.session.scalar(select(Evidence).where(Evidence.public_id == public_id))
    if row is None:
        raise NotFound(NO_FILE)
    return row


def event_row(public_id: str) -> Event:
    row: Event | None = db.session.scalar(select(Event).where(Event.public_id == public_id))
    if row is None:
        raise NotFound("There is no such event, or it is not yours to see.")
    return row


def _views(owner: Any, those: ColumnElement[bool]) -> dict[Any, list[EvidenceView]]:
    query = (
        select(
            owner,
            Evidence.public_id,
            Evidence.sha256,
            Evidence.file_name,
            Evidence.format,
            Evidence.size,
            Evidence.pages,
            Account.display_name,
            Evidence.added_at,
            Evidence.withdrawn_at,
            Evidence.withdrawn_reason,
        )
        .join(Account, Account.id == Evidence.added_by)
        .where(those)
        .order_by(Evidence.id)
    )
    found: dict[Any, list[EvidenceView]] = {}
    for owner_id, *rest in db.session.execute(query):
        found.setdefault(owner_id, []).append(EvidenceView(*rest))
    return found


def _may_change(actor: Actor, row: Evidence) -> bool:
    """Tell whether somebody may change what a file stands behind, withdrawn records left out of account."""
    if row.completion_id is None:
        return actor.may(Action.DECIDE if row.waiver_id else Action.MANAGE_EVENTS)
    person = db.session.scalar(select(Completion.person_id).where(Completion.id == row.completion_id))
    return person == actor.person_id or actor.may(Action.RECORD_FOR_OTHERS)


def _is_redacted(row: Evidence) -> bool:
    its = select(Redaction.id).where(Redaction.sha256 == row.sha256, STANDS)
    return db.session.scalar(its.limit(1)) is not None


def _visible(actor: Actor, public_id: str) -> tuple[Evidence, str | None]:
    """Return a file that the actor may see, and whose record it belongs to. Raises NotFound."""
    row = db.session.execute(
        select(Evidence, Person.id, Person.public_id)
        .outerjoin(Completion, Completion.id == Evidence.completion_id)
        .outerjoin(Waiver, Waiver.id == Evidence.waiver_id)
        .outerjoin(Person, Person.id == func.coalesce(Completion.person_id, Waiver.person_id))
        .where(Evidence.public_id == public_id)
    ).first()
    if row is None:
        raise NotFound(NO_FILE)
    found, person_id, person = row
    # A file of an event shows who else was there, one of a waiver what was weighed: for those who see the team.
    sees = may_see_person(actor.actions, actor.person_id, person_id) if person_id else actor.may(Action.VIEW_TEAM)
    if not sees:
        raise NotFound(NO_FILE)
    return found, person
