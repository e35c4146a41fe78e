"""Boxes of a file that go into no printed copy: really removed there, while the original is kept as it is.

    marked -> taken back (with a reason; never changed)

A mark belongs to the content, by its SHA-256: the same file behind another record of the center is printed without it
too. It holds from the moment on, also for packets that tell of an earlier day: what must not be printed today is not.
Issued packets stay as they were; `packets.out_of_print` tells which of them print it still.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, update

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.place import Box
from tracker.intake.cover import MOST_COVERS, Cover
from tracker.intake.formats import Format
from tracker.models import Account, Completion, Event, Evidence, Redaction, Waiver
from tracker.services import evidence_reading, file_copies, history, submissions
from tracker.services.actor import Actor
from tracker.services.citations import CitationView
from tracker.services.evidence_reading import NO_FILE, STANDS, OpenedFile

NOT_YOURS = "Only a director or deputy decides what is not printed."
NONE_HERE = "There is no such mark, or it is not yours to see."
Covers = tuple[Cover, ...]


@dataclass(frozen=True, slots=True)
class RedactionView:
    """A box that is not printed: on which page, why, and who said so."""

    public_id: str
    page: int
    box: Box
    reason: str
    made_by: str
    made_at: datetime


def of_file(actor: Actor, evidence: str) -> tuple[RedactionView, ...]:
    """Return the marks in a file, in the order of its pages. Raises Refused, NotFound."""
    file = _file(actor, evidence)
    return tuple(_view(row) for row in db.session.execute(_query().where(Redaction.sha256 == file.sha256)))


def of_digests(digests: Collection[str]) -> Mapping[str, list[RedactionView]]:
    """Return the marks in files by SHA-256, which the caller may see. One statement; for other use cases."""
    return {digest: [_view(row) for row in rows] for digest, rows in _by_digest(digests).items()}


def get(actor: Actor, public_id: str) -> tuple[RedactionView, str]:
    """Return a mark that holds, and the public id of a file that it is in. Raises Refused, NotFound."""
    actor.must(Action.DECIDE, NOT_YOURS)
    row = db.session.execute(_query().where(Redaction.public_id == public_id)).first()
    if row is None:
        raise NotFound(NONE_HERE)
    return _view(row), _file_with(row.sha256).public_id


def standing(digests: Collection[str] | None = None) -> Mapping[str, Covers]:
    """Return what is not printed of the files of the center in force, by SHA-256; of all, or of these.

    One statement. For other use cases.
    """
    return {digest: tuple(_cover(row) for row in rows) for digest, rows in _by_digest(digests).items()}


def hidden(actor: Actor, evidence: str, places: Iterable[CitationView]) -> frozenset[str]:
    """Return those places, by public id, whose box is painted out in part or whole. Raises NotFound."""
    evidence_reading.owner_of(actor, evidence)
    digest = evidence_reading.file_row(evidence).sha256
    covers = [(each.page, Box(*each.numbers[1:])) for each in standing({digest}).get(digest, ())]
    return frozenset(
        its.public_id
        for its in places
        for page, box in covers
        if its.place.box and its.is_on(page) and box.meets(its.place.box)
    )


def mark(actor: Actor, evidence: str, page: int, box: Box, reason: str, key: str = "") -> str:
    """Mark a box that goes into no printed copy; returns its public id. The same form marks once.

    Raises Refused, NotFound; Conflict for a box that lies on no page, or without a reason.
    """
    file = _file(actor, evidence)
    history.hold(actor)
    if made := submissions.made_by(actor, key):
        return made
    _refuse_unsound(file, page, box, reason)
    row = Redaction(
        sha256=file.sha256,
        page=page,
        box_left=box.left,
        box_top=box.top,
        box_right=box.right,
        box_bottom=box.bottom,
        reason=reason,
        made_by=actor.account_id,
        made_at=actor.now,
    )
    db.session.add(row)
    db.session.flush()
    detail = {"file": file.public_id, "redaction": row.public_id, "where": f"page {page}, {box.words}"}
    _tell(actor, "redact", file, detail, reason)
    submissions.remember(actor, key, row.public_id)
    return row.public_id


def take_back(actor: Actor, public_id: str, reason: str) -> None:
    """Let a box be printed again, with a reason. Raises Refused, NotFound, Conflict where it was taken back already."""
    actor.must(Action.DECIDE, NOT_YOURS)
    digest = db.session.scalar(select(Redaction.sha256).where(Redaction.public_id == public_id))
    if digest is None:
        raise NotFound(NONE_HERE)
    if not reason.strip():
        raise Conflict("Say why it may be printed after all.", field="reason")
    done = db.session.execute(
        update(Redaction)
        .where(Redaction.public_id == public_id, STANDS)
        .values(taken_back_at=actor.now, taken_back_by=actor.account_id, taken_back_reason=reason)
    )
    if done.rowcount != 1:
        raise Conflict("This was taken back already.")
    file = _file_with(digest)
    _tell(actor, "take_back_redaction", file, {"file": file.public_id, "redaction": public_id}, reason)


def printed_page(actor: Actor, evidence: str, number: int) -> OpenedFile:
    """Open the picture of a page, from 1, of the copy that is printed. Raises Refused, NotFound, UnreadableFile.

    Costs half a second a page at the first asking after a change.
    """
    file = _file(actor, evidence)
    covers = standing({file.sha256}).get(file.sha256)
    if not covers:
        raise NotFound("Nothing is marked in this file, so it is printed as it is.")
    picture = file_copies.redacted_page(file.sha256, covers, number)
    original = evidence_reading.open_file(actor, evidence)
    return replace(original, path=picture, mime=Format.JPEG.mime, file_name=f"printed-{number}.jpg")


def covers_of(actor: Actor, evidence: str) -> tuple[str, Covers]:
    """Return the SHA-256 of a file, and what is not printed of it. Raises Refused, NotFound."""
    file = _file(actor, evidence)
    return file.sha256, standing({file.sha256}).get(file.sha256, ())


def _refuse_unsound(file: Evidence, page: int, box: Box, reason: str) -> None:
    if not 1 <= page <= file.pages:
        raise Conflict(f"This file ends with page {file.pages}.", field="page")
    if not box.is_sound:
        raise Conflict("This box does not lie on the page, or is too thin to be seen.", field="part")
    if not reason.strip():
        raise Conflict("Say why this is not printed.", field="reason")
    those = (Redaction.sha256 == file.sha256, STANDS)
    if (db.session.scalar(select(func.count(Redaction.id)).where(*those)) or 0) >= MOST_COVERS:
        raise Conflict(f"{MOST_COVERS} boxes in one file are enough. Mark whole pages, or withdraw the file.")


def _file(actor: Actor, evidence: str) -> Evidence:
    """Return a file of the center that was not withdrawn. Raises Refused, NotFound."""
    actor.must(Action.DECIDE, NOT_YOURS)
    evidence_reading.owner_of(actor, evidence)
    row: Evidence | None = db.session.scalar(
        select(Evidence).where(Evidence.public_id == evidence, Evidence.withdrawn_at.is_(None))
    )
    if row is None:
        raise NotFound(NO_FILE)
    return row


def _file_with(digest: str) -> Evidence:
    """Return the first file of the center with a digest, one that was not withdrawn where there is such."""
    withdrawn_last = (Evidence.withdrawn_at.is_not(None), Evidence.id)
    found = select(Evidence).where(Evidence.sha256 == digest).order_by(*withdrawn_last).limit(1)
    row: Evidence | None = db.session.scalar(found)
    if row is None:
        raise NotFound(NONE_HERE)
    return row


def _tell(actor: Actor, action: str, file: Evidence, detail: dict[str, Any], reason: str) -> None:
    owners = (
        ("completion", Completion, file.completion_id),
        ("event", Event, file.event_id),
        ("waiver", Waiver, file.waiver_id),
    )
    subject, row = next((name, db.session.get_one(kind, number)) for name, kind, number in owners if number)
    person_id = None if subject == "event" else row.person_id
    history.append(actor, action, subject, row.public_id, person_id=person_id, detail=detail, reason=reason)


_COLUMNS: tuple[Any, ...] = (
    *(Redaction.public_id, Redaction.sha256, Redaction.page, Redaction.reason, Redaction.made_at),
    *(Redaction.box_left, Redaction.box_top, Redaction.box_right, Redaction.box_bottom),
    Account.display_name.label("made_by"),
)


def _by_digest(digests: Collection[str] | None) -> Mapping[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    these = () if digests is None else (Redaction.sha256.in_(digests),)
    for row in db.session.execute(_query().where(*these)):
        found[row.sha256].append(row)
    return found


def _query() -> Select[Any]:
    """Select the marks that hold."""
    query: Select[Any] = select(*_COLUMNS).join(Account, Account.id == Redaction.made_by).where(STANDS)
    return query.order_by(Redaction.page, Redaction.box_top, Redaction.id)


def _cover(row: Any) -> Cover:
    return Cover(row.page, row.box_left, row.box_top, row.box_right, row.box_bottom)


def _view(row: Any) -> RedactionView:
    box = Box(row.box_left, row.box_top, row.box_right, row.box_bottom)
    return RedactionView(row.public_id, row.page, box, row.reason, row.made_by, row.made_at)
