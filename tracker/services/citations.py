"""Pointing at places in a file of evidence: pages, or a box on one page, each with a short label.

A place says where to look and decides nothing: an accepted completion stays accepted. Rows never change. A correction
removes one and adds another, so a packet "as it was known" on an earlier day points where it pointed then, and of two
people who correct the same place the second is told.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, update

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.place import Box, box_of
from tracker.models import Account, Citation, Completion, Event, Evidence
from tracker.services import evidence_reading, history, submissions
from tracker.services.actor import Actor
from tracker.services.evidence import owner_to_change

NONE_HERE = "There is no such place, or it is not yours to see."
CHANGED = "Somebody else changed or removed this place meanwhile. Look at what is there now."
MOST_IN_A_FILE = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: pages from 1, both included, or one page and a box on it; and what is to be seen there."""

    label: str
    first_page: int
    last_page: int
    box: Box | None = None

    @property
    def words(self) -> str:
        """Where it is, in words: "page 2, from 10% to 40% across, from 3% to 8% down"."""
        one = self.first_page == self.last_page
        pages = f"page {self.first_page}" if one else f"pages {self.first_page} to {self.last_page}"
        return f"{pages}, {self.box.words}" if self.box else pages


@dataclass(frozen=True, slots=True)
class CitationView:
    """A place that somebody pointed at, in a file by its public id."""

    public_id: str
    evidence: str
    place: Place
    added_by: str
    added_at: datetime
    # The completion that this row of a sheet is about, by public id; empty where it is about all who were there.
    completion: str = ""

    def is_on(self, page: int) -> bool:
        """Tell whether it is on a page."""
        return self.place.first_page <= page <= self.place.last_page


def of_file(actor: Actor, evidence: str) -> tuple[CitationView, ...]:
    """Return the places in a file that the actor may see, in the order of its pages. Raises NotFound."""
    evidence_reading.owner_of(actor, evidence)
    query = _query().where(Evidence.public_id == evidence, Citation.removed_at.is_(None))
    return tuple(_view(row) for row in db.session.execute(query))


def of_files(files: Collection[str]) -> Mapping[str, list[CitationView]]:
    """Return the places in files by public id, which the caller may see. One statement; for other use cases."""
    return _by_file(Evidence.public_id.in_(files), Citation.removed_at.is_(None))


def get(actor: Actor, public_id: str) -> CitationView:
    """Return one place. Raises NotFound for what is absent, removed, foreign or another's."""
    query = _query().where(Citation.public_id == public_id, Citation.removed_at.is_(None))
    row = db.session.execute(query).first()
    if row is None:
        raise NotFound(NONE_HERE)
    found = _view(row)
    try:
        evidence_reading.owner_of(actor, found.evidence)
    except NotFound:
        raise NotFound(NONE_HERE) from None
    return found


def of_center(actor: Actor, moment: datetime | None = None) -> Mapping[str, list[CitationView]]:
    """Return the places in every file of the center, by public id of the file; those of a moment where one is given.

    One statement. Raises Refused where the actor does not see the team.
    """
    actor.must(Action.VIEW_TEAM, "Only a director or deputy gathers the team's files.")
    return _by_file(*_there(moment))


def add(actor: Actor, evidence: str, place: Place, key: str = "") -> str:
    """Point at a place; returns its public id. The same form adds one.

    Raises NotFound, Refused; Conflict where the file or its record was withdrawn, or where it has no such page.
    """
    if made := submissions.made_by(actor, key):
        return made
    public_id = point(actor, evidence_reading.file_row(evidence), place, "cite")
    submissions.remember(actor, key, public_id)
    return public_id


def of_completion(completion: str) -> tuple[CitationView, ...]:
    """Return the rows of sheets that are about a completion, which the caller may see. One statement."""
    rows = db.session.execute(_query().where(Citation.completion == completion, Citation.removed_at.is_(None)))
    return tuple(_view(row) for row in rows)


def correct(actor: Actor, public_id: str, place: Place) -> str:
    """Let another place stand for one; returns its public id. Raises as `add`, Conflict where it is gone meanwhile."""
    file = _file_of(public_id)
    about = db.session.scalar(select(Citation.completion).where(Citation.public_id == public_id))
    _remove(actor, public_id)
    return point(actor, file, place, "correct_place", about)


def remove(actor: Actor, public_id: str) -> str:
    """Point there no more; the row stays. Returns the public id of the file. Raises NotFound, Refused, Conflict."""
    file = _file_of(public_id)
    owner = owner_to_change(actor, file)
    label = _remove(actor, public_id)
    _tell(actor, "remove_place", owner, {"file": file.public_id, "place": public_id, "label": label})
    return file.public_id


def point(actor: Actor, file: Evidence, place: Place, action: str, about: str | None = None) -> str:
    """Point at a place in a file; `about`: the one completion, by public id, that it is about. Raises as `add`.

    For other use cases.
    """
    owner = owner_to_change(actor, file)
    _refuse_unsound(file, place, about)
    box = place.box
    row = Citation(
        evidence_id=file.id,
        label=place.label,
        first_page=place.first_page,
        last_page=place.last_page,
        box_left=box.left if box else None,
        box_top=box.top if box else None,
        box_right=box.right if box else None,
        box_bottom=box.bottom if box else None,
        completion=about,
        added_by=actor.account_id,
        added_at=actor.now,
    )
    db.session.add(row)
    db.session.flush()
    detail = {"file": file.public_id, "place": row.public_id, "label": place.label, "where": place.words}
    _tell(actor, action, owner, detail)
    return row.public_id


def _refuse_unsound(file: Evidence, place: Place, about: str | None) -> None:
    if file.withdrawn_at is not None:
        raise Conflict("This file was withdrawn. It proves nothing any more, so nothing in it is pointed at.")
    if place.last_page > file.pages:
        raise Conflict(f"This file ends with page {file.pages}.", field="last_page")
    if place.last_page < place.first_page:
        raise Conflict("The last page must not come before the first.", field="last_page")
    if place.box and place.first_page != place.last_page:
        raise Conflict("A box is on one page. Leave the last page open, or choose whole pages.", field="last_page")
    if place.box and not place.box.is_sound:
        raise Conflict("This box does not lie on the page, or is too thin to be seen.", field="part")
    if about:
        return  # a row for each who signed, and no more people sign than there are
    those = (Citation.evidence_id == file.id, Citation.removed_at.is_(None), Citation.completion.is_(None))
    if (db.session.scalar(select(func.count(Citation.id)).where(*those)) or 0) >= MOST_IN_A_FILE:
        raise Conflict(f"{MOST_IN_A_FILE} places in one file are enough. Remove one first.")


def _file_of(public_id: str) -> Evidence:
    query = select(Evidence).join(Citation, Citation.evidence_id == Evidence.id)
    file: Evidence | None = db.session.scalar(query.where(Citation.public_id == public_id))
    if file is None:
        raise NotFound(NONE_HERE)
    return file


def _remove(actor: Actor, public_id: str) -> str:
    """Mark a row as removed and return its label."""
    done = db.session.execute(
        update(Citation)
        .where(Citation.public_id == public_id, Citation.removed_at.is_(None))
        .values(removed_at=actor.now, removed_by=actor.account_id)
    )
    if done.rowcount != 1:
        raise Conflict(CHANGED)
    return str(db.session.scalar(select(Citation.label).where(Citation.public_id == public_id)))


def _tell(actor: Actor, action: str, owner: Any, detail: dict[str, Any]) -> None:
    subject = "completion" if isinstance(owner, Completion) else "event" if isinstance(owner, Event) else "waiver"
    person_id = None if subject == "event" else owner.person_id
    history.append(actor, action, subject, owner.public_id, person_id=person_id, detail=detail)


def _there(moment: datetime | None) -> tuple[ColumnElement[bool], ...]:
    if moment is None:
        return (Citation.removed_at.is_(None),)
    return (Citation.added_at < moment, or_(Citation.removed_at.is_(None), Citation.removed_at >= moment))


def _by_file(*those: ColumnElement[bool]) -> Mapping[str, list[CitationView]]:
    found: defaultdict[str, list[CitationView]] = defaultdict(list)
    for row in db.session.execute(_query().where(*those)):
        found[row.file].append(_view(row))
    return found


_COLUMNS: tuple[Any, ...] = (
    Citation.public_id,
    Evidence.public_id.label("file"),
    *(Citation.label, Citation.first_page, Citation.last_page),
    *(Citation.box_left, Citation.box_top, Citation.box_right, Citation.box_bottom),
    Account.display_name.label("added_by"),
    Citation.added_at,
    func.coalesce(Citation.completion, "").label("completion"),
)


def _query() -> Select[Any]:
    return (
        select(*_COLUMNS)
        .join(Evidence, Evidence.id == Citation.evidence_id)
        .join(Account, Account.id == Citation.added_by)
        .order_by(Citation.first_page, func.coalesce(Citation.box_top, 0), Citation.id)
    )


def _view(row: Any) -> CitationView:
    box = box_of((row.box_left, row.box_top, row.box_right, row.box_bottom))
    place = Place(row.label, row.first_page, row.last_page, box)
    return CitationView(row.public_id, row.file, place, row.added_by, row.added_at, row.completion)
