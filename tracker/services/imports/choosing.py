"""What people choose where the product cannot know: whom a name means, which training a title, which of two to keep.

One word holds for all rows of a name. Nothing is brought in by it.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.models import Import, ImportFile, ImportLine, Person, Training
from tracker.services.actor import Actor
from tracker.services.imports.rows import row_of
from tracker.services.imports.states import LATER, NEW_PERSON, OWN_TITLE, Choice, Kind

NOT_OFFERED = "Choose from the list: somebody changed what is here meanwhile."


def choose_people(actor: Actor, public_id: str, version: int, chosen: Mapping[str, str]) -> None:
    """Say whom names mean: by the folded name the public id of somebody, a new person, or later; empty for not yet.

    Raises Conflict, NotFound, Refused.
    """
    row = _begin(actor, public_id, version)
    _refuse_unknown(Person, set(chosen.values()) - {"", NEW_PERSON, LATER})
    _write(row, ImportLine.person_key, "person_choice", chosen)


def choose_trainings(actor: Actor, public_id: str, version: int, chosen: Mapping[str, str]) -> None:
    """Say which trainings titles mean: a public id, the title as its own, or later; empty for not yet."""
    row = _begin(actor, public_id, version)
    _refuse_unknown(Training, set(chosen.values()) - {"", OWN_TITLE, LATER})
    _write(row, ImportLine.title_key, "title_choice", chosen)


def choose_rows(actor: Actor, public_id: str, version: int, chosen: Mapping[int, str]) -> None:
    """Say what comes of rows, by their numbers; empty for not yet."""
    row = _begin(actor, public_id, version)
    if not set(chosen.values()) <= {"", *Choice}:
        raise Conflict(NOT_OFFERED)
    for value in sorted(set(chosen.values())):
        numbers = [number for number, each in chosen.items() if each == value]
        _set(row, ImportLine.number.in_(numbers), choice=value)


def choose_files(actor: Actor, public_id: str, version: int, chosen: Mapping[str, str]) -> None:
    """Say which rows files prove, by their public ids: the number of a row, or later; empty for what is proposed.

    What is said holds for what the row says, wherever it comes to stand. Raises Conflict, NotFound, Refused.
    """
    row = _begin(actor, public_id, version)
    numbers = {int(each) for each in chosen.values() if each not in {"", LATER}}
    those = select(ImportLine.number, ImportLine.fingerprint).where(
        ImportLine.import_id == row.id, ImportLine.kind == Kind.COMPLETION, ImportLine.number.in_(numbers)
    )
    digests = dict(db.session.execute(those).all())
    if digests.keys() != numbers:
        raise Conflict(NOT_OFFERED)
    for value in sorted(set(chosen.values())):
        files = [file for file, each in chosen.items() if each == value]
        its = (ImportFile.import_id == row.id, ImportFile.public_id.in_(files), ImportFile.made.is_(None))
        said = value if value in {"", LATER} else digests[int(value)]
        db.session.execute(
            update(ImportFile).where(*its).values(chosen=said).execution_options(synchronize_session=False)
        )


def _begin(actor: Actor, public_id: str, version: int) -> Import:
    row = row_of(actor, public_id, version=version)
    row.touched_at = actor.now
    return row


def _write(row: Import, key: Any, column: str, chosen: Mapping[str, str]) -> None:
    for value in sorted(set(chosen.values())):
        _set(row, key.in_([name for name, each in chosen.items() if each == value]), **{column: value})


def _set(row: Import, those: Any, **values: str) -> None:
    statement = update(ImportLine).where(ImportLine.import_id == row.id, ImportLine.made.is_(None), those)
    db.session.execute(statement.values(**values).execution_options(synchronize_session=False))


def _refuse_unknown(model: Any, wanted: set[str]) -> None:
    if wanted and set(db.session.scalars(select(model.public_id).where(model.public_id.in_(wanted)))) != wanted:
        raise Conflict(NOT_OFFERED)
