"""Attaching the files of an import to what its rows made, in the unit of work of these, and taking them away again."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import case, delete, func, insert, or_, select, update

from tracker.db import db
from tracker.db.columns import new_public_id
from tracker.domain.vocabulary import Grade
from tracker.formatting import format_count
from tracker.intake.formats import Format
from tracker.intake.names import clean_name
from tracker.models import (
    Citation,
    Completion,
    Evidence,
    HistoryEntry,
    Import,
    ImportFile,
    ImportLine,
    earlier_state,
)
from tracker.services import completion_rows, evidence, history, room
from tracker.services.actor import Actor
from tracker.services.history import Told
from tracker.services.imports import replacing
from tracker.services.imports.papers import FileAhead
from tracker.services.imports.parts import parts
from tracker.services.uploads import StoredFile

# What history calls a file that goes to a completion or from it.
_OF_FILES = ("attach", "withdraw_file", "remove_file")


def attach(actor: Actor, row: Import, files: Sequence[FileAhead], fresh: frozenset[int]) -> int:
    """Attach files to the completions that their rows made; return how many. Some ten statements for each 500,
    and fifteen for each that goes to a completion that was there before.

    `fresh`: numbers of rows whose completion was made in this unit of work, which has no earlier state to keep.
    Raises Conflict where the center has no room for them.
    """
    if not files:
        return 0
    room.refuse_beyond_for_good(actor, {each.sha256: each.size for each in files})
    there = [each for each in files if each.to]
    for each in there:
        _to_one_there(actor, each)
    files = [each for each in files if not each.to]
    made = _made_by(row, [each.row.row.number for each in files if each.row is not None])
    values, told, noted = [], [], []
    for each in files:
        assert each.row is not None  # noqa: S101 only what goes to a row is attached
        completion, public_id, person_id = made[each.row.row.number]
        values.append(_evidence(actor, each, completion))
        file = values[-1]
        detail = {"file": file["public_id"], "name": file["file_name"], "sha256": each.sha256}
        told.append(Told("attach", "completion", public_id, person_id, detail))
        noted.append({"id": each.id, "made": file["public_id"]})
    if not values:
        return len(there)
    db.session.execute(insert(Evidence), values)
    db.session.execute(update(ImportFile), noted)
    _grade(row, {made[number][0]: number in fresh for number in {each.row.row.number for each in files if each.row}})
    history.append_all(actor, told)
    return len(values) + len(there)


def _to_one_there(actor: Actor, each: FileAhead) -> None:
    """Attach a file to a completion that was there before, as one that is added by hand.

    What an accepted one was decided is kept at the row, for the taking back.
    """
    assert each.row is not None  # noqa: S101 only what goes to a row is attached
    there: Completion = db.session.execute(select(Completion).where(Completion.public_id == each.to)).scalar_one()
    before = replacing.as_it_stands(there)
    name = clean_name(each.name, Format(each.format))
    (made,) = evidence.attach(
        actor, [StoredFile(each.sha256, each.size, name, each.format, each.pages, each.named)], completion=each.to
    )
    db.session.execute(update(ImportFile), [{"id": each.id, "made": made}])
    if each.row.row.made is None:
        replacing.keep(each.row.row.id, each.to, before, there.version)


def in_the_way(row: Import) -> Iterator[str]:
    """Say what was built on the files that an import attached."""
    ours = _ours(row)
    gone = cited = 0
    for part in parts(ours):
        some = Evidence.public_id.in_(part)
        over = or_(Evidence.withdrawn_at.is_not(None), Evidence.removed_at.is_not(None))
        gone += db.session.scalar(select(func.count(Evidence.id)).where(some, over)) or 0
        places = select(func.count(Citation.id)).join(Evidence, Evidence.id == Citation.evidence_id).where(some)
        cited += db.session.scalar(places) or 0
    if gone:
        yield f"{format_count(gone, 'file')} of it {'was' if gone == 1 else 'were'} withdrawn or removed since."
    if cited:
        yield f"{format_count(cited, 'place')} in its files {'was' if cited == 1 else 'were'} marked since."


def take_away(row: Import) -> list[str]:
    """Take the files that an import attached away from its completions; they wait with the import again."""
    ours = _ours(row)
    for some in parts(ours):
        those = delete(Evidence).where(Evidence.public_id.in_(some))
        db.session.execute(those.execution_options(synchronize_session=False))
    back = update(ImportFile).where(ImportFile.import_id == row.id, ImportFile.made.is_not(None)).values(made=None)
    db.session.execute(back.execution_options(synchronize_session=False))
    return ours


def of_others(row: Import, completions: Sequence[int]) -> int:
    """Return how many files others added to completions. A statement for each 500."""
    count = 0
    ours = select(ImportFile.made).where(ImportFile.import_id == row.id, ImportFile.made.is_not(None))
    for some in parts(completions):
        those = Evidence.completion_id.in_(some)
        count += db.session.scalar(select(func.count(Evidence.id)).where(those, Evidence.public_id.not_in(ours))) or 0
    return count


def exchanged(row: Import, completions: Sequence[str]) -> int:
    """Return to or from how many of these completions files went since an import was first saved, its own left out.

    A file is no part of what a row says, and may go without the completion becoming another version; history tells
    of it in any case. A statement for each 500.
    """
    found: set[str] = set()
    ours = set(_ours(row))
    for some in parts(completions):
        query = select(HistoryEntry.subject_id, HistoryEntry.detail).where(
            HistoryEntry.subject == "completion",
            HistoryEntry.subject_id.in_(some),
            HistoryEntry.action.in_(_OF_FILES),
            HistoryEntry.number > row.saved_number,
        )
        found |= {public_id for public_id, told in db.session.execute(query) if told.get("file") not in ours}
    return len(found)


def _ours(row: Import) -> list[str]:
    those = select(ImportFile.made).where(ImportFile.import_id == row.id, ImportFile.made.is_not(None))
    return list(db.session.scalars(those.order_by(ImportFile.id)))


def _made_by(row: Import, numbers: Sequence[int]) -> dict[int, tuple[int, str, int]]:
    """Return row number, public id and person of the completion that each of these rows made."""
    found: dict[int, tuple[int, str, int]] = {}
    for some in parts(sorted(set(numbers))):
        query = (
            select(ImportLine.number, Completion.id, Completion.public_id, Completion.person_id)
            .join(Completion, Completion.public_id == ImportLine.made)
            .where(ImportLine.import_id == row.id, ImportLine.number.in_(some))
        )
        found |= {number: tuple(rest) for number, *rest in db.session.execute(query)}
    return found


def _evidence(actor: Actor, each: FileAhead, completion: int) -> dict[str, Any]:
    return {
        "center_id": actor.center_id,
        "public_id": new_public_id(),
        "completion_id": completion,
        "sha256": each.sha256,
        "file_name": clean_name(each.name, Format(each.format)),
        "format": each.format,
        "size": each.size,
        "pages": each.pages,
        "named": each.named,
        "added_by": actor.account_id,
        "added_at": actor.now,
        "withdrawn_reason": "",
    }


def _grade(row: Import, completions: Mapping[int, bool]) -> None:
    """Grade completions by their certificates, as each would be that gets one; each is a version further then."""
    for some in parts(sorted(completions)):
        if older := [each for each in some if not completions[each]]:
            earlier_state.keep_those(db.session(), Completion, [Completion.id.in_(older)])
        proven = case((Completion.grade.in_(completion_rows.BY_PROOF), Grade.CERTIFICATE), else_=Completion.grade)
        those = update(Completion).where(Completion.id.in_(some)).values(grade=proven, version=Completion.version + 1)
        db.session.execute(those.execution_options(synchronize_session=False))
        named = select(Completion.public_id).where(Completion.id.in_(some))
        lines = update(ImportLine).where(ImportLine.import_id == row.id, ImportLine.made.in_(named))
        further = lines.values(made_version=ImportLine.made_version + 1)
        db.session.execute(further.execution_options(synchronize_session=False))
    # What was changed past its objects is read anew.
    db.session.flush()
    db.session.expire_all()
