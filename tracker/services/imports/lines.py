"""The rows of a file as they are kept: laid out from what was read, with what was chosen for the same names before."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert, select

from tracker.db import db
from tracker.models import Import, ImportLine, Person, Training
from tracker.services.imports.judged import Row
from tracker.services.imports.said import Said, from_json, to_json
from tracker.services.imports.states import LATER, NEW_PERSON, OWN_TITLE

_COLUMNS = (
    ImportLine.id,
    ImportLine.number,
    ImportLine.said,
    ImportLine.person_choice,
    ImportLine.title_choice,
    ImportLine.choice,
    ImportLine.made,
)


def lay_out(row: Import, said: Iterable[Said]) -> int:
    """Keep what each row of a file says in place of what was kept of it before; returns how many. Six statements."""
    those = delete(ImportLine).where(ImportLine.import_id == row.id)
    db.session.execute(those.execution_options(synchronize_session=False))
    people, titles = _chosen_before(row)
    values = [_values(row, number, each, people, titles) for number, each in enumerate(said, start=1)]
    if values:
        db.session.execute(insert(ImportLine), values)
    return len(values)


def rows_of(row: Import) -> list[Row]:
    """Return the rows of an import in their order. One statement."""
    query = select(*_COLUMNS).where(ImportLine.import_id == row.id).order_by(ImportLine.number)
    return [
        Row(number_here, number, from_json(said), *rest)
        for number_here, number, said, *rest in db.session.execute(query)
    ]


def _values(row: Import, number: int, said: Said, people: dict[str, str], titles: dict[str, str]) -> dict[str, Any]:
    return {
        "center_id": row.center_id,
        "import_id": row.id,
        "number": number,
        "kind": said.kind.value,
        "person_key": said.person_key,
        "title_key": said.title_key,
        "said": to_json(said),
        "fingerprint": said.fingerprint,
        "person_choice": people.get(said.person_key, ""),
        "title_choice": titles.get(said.title_key, ""),
    }


def _chosen_before(row: Import) -> tuple[dict[str, str], dict[str, str]]:
    """Return what was chosen for names and titles in earlier imports, the latest word of each, where it still holds."""
    return (
        _latest(row, ImportLine.person_key, ImportLine.person_choice, Person, {LATER, NEW_PERSON}),
        _latest(row, ImportLine.title_key, ImportLine.title_choice, Training, {LATER}) | {},
    )


def _latest(row: Import, key: Any, choice: Any, model: Any, not_again: set[str]) -> dict[str, str]:
    chosen = select(key, choice).where(ImportLine.import_id != row.id, choice != "", choice.not_in(not_again))
    pairs: Sequence[Any] = db.session.execute(chosen.distinct().order_by(key)).all()
    found = dict(tuple(pair) for pair in pairs)
    here = set(db.session.scalars(select(model.public_id).where(model.public_id.in_(set(found.values())))))
    return {name: value for name, value in found.items() if value in here or value == OWN_TITLE}
