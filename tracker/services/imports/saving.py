"""Bringing a file in: all rows that are ready, in one unit of work, or none of them; a second time changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import update

from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.models import Import, ImportLine
from tracker.services import history, submissions
from tracker.services.actor import Actor
from tracker.services.imports import attaching, replacing, writing
from tracker.services.imports.here import read_here
from tracker.services.imports.judged import Judged
from tracker.services.imports.judging import Judgement
from tracker.services.imports.lines import rows_of
from tracker.services.imports.papers import FileAhead, files_ahead
from tracker.services.imports.parts import parts
from tracker.services.imports.rows import row_of
from tracker.services.imports.states import Choice, FileOutcome, ImportState, Kind, Outcome

NOTHING = (
    "There is nothing to bring in yet: what the file says is here already, or waits for an answer. Nothing was changed."
)
NOT_LAID_OUT = "Say first what the columns of this file are."


@dataclass(frozen=True, slots=True)
class Saved:
    """How many completions, people and agencies were made, completions replaced, rows left, and files added.

    `changed`: how many people and agencies that were here became what the file says.
    """

    completions: int = 0
    people: int = 0
    agencies: int = 0
    replaced: int = 0
    left: int = 0
    files: int = 0
    changed: int = 0


def save(actor: Actor, public_id: str, version: int, key: str = "") -> Saved | None:
    """Bring in all rows that are ready, and the files that are paired; None where the same form did it already.

    Each completion waits for review as any other, and its note says from which file, sheet and row it came. What is
    here meanwhile is judged again. Raises Conflict where nothing is ready or somebody worked on it meanwhile, NotFound,
    Refused. Costs some thirty statements, and ten for each completion that is replaced.
    """
    # Everybody else who writes waits from here on: what is judged still holds when it is written.
    history.hold(actor)
    if submissions.made_by(actor, key):
        return None
    row = row_of(actor, public_id, version=version)
    if not ImportState(row.state).has_rows:
        raise Conflict(NOT_LAID_OUT)
    judged = Judgement(actor, read_here(actor, row.id)).of(rows_of(row))
    ready = [each for each in judged if each.outcome is Outcome.NEW]
    files = files_ahead(row, judged).of(FileOutcome.PAIRED)
    if not ready and not files:
        raise Conflict(NOTHING)
    saved = _write(actor, row, judged, ready, files)
    submissions.remember(actor, key, public_id)
    return saved


def _write(
    actor: Actor, row: Import, judged: Sequence[Judged], ready: Sequence[Judged], files: Sequence[FileAhead]
) -> Saved:
    agencies = writing.agencies(actor, ready)
    people = writing.people(actor, ready)
    changed = [each for each in ready if each.replaces]
    replaced = sum(each.row.said.kind is Kind.COMPLETION for each in changed)
    adding = [each for each in ready if each.row.said.kind is Kind.COMPLETION and not each.replaces]
    writing.completions(actor, row, adding, people)
    for each in changed:
        replacing.replace(actor, row, each)
    # What gave way to another row does so for good: that one is in the record now, and stands before no row any more.
    gone = [each.row.id for each in judged if each.gives_way]
    for some in parts(gone):
        those = update(ImportLine).where(ImportLine.id.in_(some)).values(choice=Choice.KEEP)
        db.session.execute(those.execution_options(synchronize_session=False))
    left = len(judged) - len(ready)
    fresh = frozenset(each.row.number for each in adding)
    added = attaching.attach(actor, row, files, fresh)
    saved = Saved(len(adding), len(people), len(agencies), replaced, left, added, len(changed) - replaced)
    before = row.result or {}
    row.result = {
        **before,
        "people": [*before.get("people", ()), *people.values()],
        "agencies": [*before.get("agencies", ()), *agencies],
        "completions": before.get("completions", 0) + len(adding),
        "replaced": before.get("replaced", 0) + replaced,
        "changed": before.get("changed", 0) + saved.changed,
        "files": before.get("files", 0) + added,
    }
    detail = {"file": row.file_name, "completions": len(adding), "people": len(people), "replaced": replaced}
    detail |= {"files": added} if added else {}
    detail |= {"changed": saved.changed} if saved.changed else {}
    number = history.append(actor, "bring_in_file", "import", row.public_id, detail=detail)
    row.state, row.saved_by, row.saved_at, row.touched_at = ImportState.SAVED, actor.account_id, actor.now, actor.now
    row.saved_number = row.saved_number or number
    return saved
