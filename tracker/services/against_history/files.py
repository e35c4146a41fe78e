"""Files that prove against the lines that tell of them: attached to what, withdrawn, removed."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.models import Completion, Event, Evidence, Waiver
from tracker.services.against_history.lines import Told, about, of_action, rows

_OWNERS = ("completion", "event", "waiver")
_TAKEN_BACK = {"take_back_import", "put_back_import"}


def problems(*, seeded: bool) -> Iterator[str]:
    """Yield what deviates in the center in force. Some four statements for each thousand files."""
    query = (
        select(
            *(Evidence.id, Evidence.public_id, Evidence.sha256, Evidence.file_name, Evidence.added_by),
            *(Evidence.added_at, Evidence.withdrawn_at, Evidence.removed_at),
            *(Completion.public_id.label("completion"), Event.public_id.label("event")),
            Waiver.public_id.label("waiver"),
        )
        .outerjoin(Completion, Completion.id == Evidence.completion_id)
        .outerjoin(Event, Event.id == Evidence.event_id)
        .outerjoin(Waiver, Waiver.id == Evidence.waiver_id)
    )
    for part in rows(query, Evidence.id):
        told = _by_file(part)
        for row in part:
            for words in _deviations(row, told.get(row.public_id, []), seeded=seeded):
                yield f"Evidence {row.public_id}: {words}"
    yield from _gone()


def _by_file(part: list[Any]) -> dict[str, list[Told]]:
    """Return the lines about files by the public id of each; most stand with what a file stands behind."""
    owners = {_owner(row) for row in part}
    ids = sorted({row.public_id for row in part} | owners)
    found: dict[str, list[Told]] = {}
    for lines in about([*_OWNERS, "evidence"], ids).values():
        for line in lines:
            if line.action in {"attach", "withdraw_file", "remove_file"}:
                found.setdefault(str(line.detail.get("file")), []).append(line)
    return found


def _owner(row: Any) -> str:
    return str(row.completion or row.event or row.waiver)


def _deviations(row: Any, told: list[Told], *, seeded: bool) -> Iterator[str]:
    attached = next((line for line in told if line.action == "attach"), None)
    if attached is None:
        if not seeded:
            yield "no line of history tells that it was attached to what it stands behind."
    elif attached.subject_id != _owner(row):
        yield "it stands behind something else than the history says."
    else:
        if (attached.detail.get("sha256"), attached.detail.get("name")) != (row.sha256, row.file_name):
            yield "its row names another file than the history."
        if (attached.account_id, attached.at) != (row.added_by, row.added_at):
            yield "its row says that it was added by somebody else or at another time than the history."
    removed = any(line.action == "remove_file" for line in told)
    withdrawn = removed or any(line.action == "withdraw_file" for line in told)
    for here, there, words in ((row.withdrawn_at, withdrawn, "withdrawn"), (row.removed_at, removed, "removed")):
        if here and not there:
            yield f"its row says that it was {words}, and the history does not."
        if there and not here:
            yield f"the history says that it was {words}, and its row does not."


def _gone() -> Iterator[str]:
    """Yield files that were attached and are not there any more; an import that is taken back takes its own along."""
    for part in of_action(_OWNERS, "attach"):
        files = {str(line.detail.get("file")): line for line in part}
        there = set(db.session.scalars(select(Evidence.public_id).where(Evidence.public_id.in_(list(files)))))
        missing = {file: line for file, line in files.items() if file not in there}
        back = about(["completion"], sorted({line.subject_id for line in missing.values()}))
        for file, line in missing.items():
            later = (each for each in back.get(line.subject_id, ()) if each.number > line.number)
            if not any(each.action in _TAKEN_BACK for each in later):
                yield f"History: line {line.number} tells of evidence {file}, which is not there."
