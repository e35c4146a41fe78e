"""Writing what a file brings: agencies, people, completions with their history, in few statements."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select, update

from tracker.db import db
from tracker.db.columns import new_public_id
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import Agency, Completion, Credit, Import, ImportLine, Person, Training
from tracker.models.keys import TEXT_LENGTH
from tracker.services import agencies as agency_rows
from tracker.services import completions as completion_cases
from tracker.services import history
from tracker.services import people as people_cases
from tracker.services.actor import Actor
from tracker.services.completions import CreditLine, Entry
from tracker.services.completions.entry import completed, match, names
from tracker.services.history import Told
from tracker.services.imports import entries
from tracker.services.imports.judging import Judged
from tracker.services.imports.parts import parts
from tracker.services.imports.states import NEW_PERSON, Kind

_FIELDS = ("kind", "title", "provider", "format", "completed_on", "expires_on", "hours", "topics")
_TEXTS = ("certificate_number", "note")
KEPT = (*_FIELDS, *_TEXTS)
_STANDING = ("state", "training_id", "decided_by", "decided_at", "submitted_at", "changed_by")
# PostgreSQL takes 65,535 values in a statement, SQLite 32,766.


def agencies(actor: Actor, ready: Sequence[Judged]) -> list[str]:
    """Make the agencies that rows name and that are not here; return the public ids of those made."""
    here = {name.casefold() for name in db.session.scalars(select(Agency.name))}
    made = []
    for each in ready:
        said = each.row.said
        name = said.name if said.kind is Kind.AGENCY else said.agency if _brings_person(each) else ""
        if not name or name.casefold() in here:
            continue
        here.add(name.casefold())
        number = agency_rows.row_for(actor, name, said.discipline or "other")
        made.append(db.session.execute(select(Agency.public_id).where(Agency.id == number)).scalar_one())
    _note([(each.row.id, _agency_id(each)) for each in ready if each.row.said.kind is Kind.AGENCY])
    return made


def people(actor: Actor, ready: Sequence[Judged]) -> dict[str, str]:
    """Make the people that rows bring, with the role of each of their rows; return the public id of each by the folded
    name. Six statements each.
    """
    made: dict[str, str] = {}
    terms: dict[str, list[people_cases.Term]] = {}
    for each in ready:
        if each.row.said.kind is Kind.PERSON:
            terms.setdefault(each.row.said.person_key, []).extend(entries.terms_of(actor, each.row.said))
    for each in sorted(ready, key=lambda one: one.row.said.kind is not Kind.PERSON):
        said = each.row.said
        if _brings_person(each) and said.person_key not in made:
            own = tuple(terms.get(said.person_key, ()))
            made[said.person_key] = people_cases.add(actor, entries.person_of(said), own)
    _note([(one.row.id, made[one.row.said.person_key]) for one in ready if one.row.said.kind is Kind.PERSON])
    return made


def completions(actor: Actor, row: Import, ready: Sequence[Judged], made: Mapping[str, str]) -> None:
    """Log what rows say was completed, each with its line of history."""
    people = dict(db.session.execute(select(Person.public_id, Person.id)).all())
    known = names()
    values, told, noted, credited = [], [], [], {}
    for each in ready:
        target = made[each.row.said.person_key] if each.person.startswith(f"{NEW_PERSON}:") else each.person
        entry = _entry(row, each)
        found = match(entry, known)
        value = _row(actor, people[target], completed(entry, found), found.row if found else None)
        values.append(value)
        told.append(Told("import", "completion", value["public_id"], value["person_id"], _summary(row, each, entry)))
        noted.append((each.row.id, value["public_id"]))
        if entry.credits:
            credited[value["public_id"]] = entry.credits
    if values:
        db.session.execute(insert(Completion), values)
    _credits(actor, credited)
    history.append_all(actor, told)
    _note(noted, version=1)


def replacement(actor: Actor, row: Import, each: Judged) -> None:
    """Correct the completion that a row differs from by what the row says, and keep what it said before."""
    there: Completion = db.session.execute(select(Completion).where(Completion.public_id == each.meets)).scalar_one()
    said, before = each.row.said, as_kept(there)
    note = f"{there.note} {entries.note_of(said, row.file_name)}".strip()
    entry = Entry(
        **{name: getattr(there, name) for name in _FIELDS if name not in {"completed_on", "expires_on", "hours"}},
        completed_on=said.completed_on or there.completed_on,
        expires_on=said.expires_on or there.expires_on,
        hours=entries.hours_of(said) or there.hours,
        certificate_number=said.certificate_number or there.certificate_number,
        note=note if len(note) <= TEXT_LENGTH else there.note,
        credits=_credits_of(there.id),
        training=_training_id(there.training_id),
    )
    completion_cases.correct(actor, there.public_id, entry, there.version)
    db.session.flush()
    db.session.execute(
        update(ImportLine)
        .where(ImportLine.id == each.row.id)
        .values(made=there.public_id, made_version=there.version, before=before)
        .execution_options(synchronize_session=False)
    )


def as_kept(there: Completion) -> dict[str, Any]:
    """Return what a completion says, as JSON can carry it, so that it can be put back."""
    return {name: _plain(getattr(there, name)) for name in (*KEPT, *_STANDING)}


def _entry(row: Import, each: Judged) -> Entry:
    said, title = each.row.said, each.training_title
    note = entries.note_of(said, row.file_name, title)
    return entries.entry_of(said, title=title, training=each.training, note=note)


def _row(actor: Actor, person_id: int, entry: Entry, training_id: int | None) -> dict[str, Any]:
    return {
        **{name: getattr(entry, name) for name in KEPT},
        "center_id": actor.center_id,
        "public_id": new_public_id(),
        "person_id": person_id,
        "training_id": training_id,
        "grade": Grade.OWN_WORD if person_id == actor.person_id else Grade.SUPERVISOR_WORD,
        "state": CompletionState.SUBMITTED,
        "recorded_by": actor.account_id,
        "recorded_at": actor.now,
        "changed_by": actor.account_id,
        "submitted_at": actor.now,
        "version": 1,
    }


def _summary(row: Import, each: Judged, entry: Entry) -> dict[str, Any]:
    hours = None if entry.hours is None else f"{entry.hours.normalize():f}"
    told = {"title": entry.title, "completed_on": entry.completed_on.isoformat(), "hours": hours}
    return told | {"file": row.file_name, "place": each.row.said.place}


def _credits(actor: Actor, credited: Mapping[str, Sequence[CreditLine]]) -> None:
    numbers = numbers_of(list(credited))
    values = [
        {
            "center_id": actor.center_id,
            "completion_id": numbers[public_id],
            "body": line.body,
            "amount": line.amount,
            "number": line.number,
        }
        for public_id, lines in credited.items()
        for line in lines
    ]
    if values:
        db.session.execute(insert(Credit), values)


def numbers_of(public_ids: Sequence[str]) -> dict[str, int]:
    """Return the row numbers of completions by their public ids. A statement for each 500."""
    found: dict[str, int] = {}
    for some in parts(public_ids):
        those = select(Completion.public_id, Completion.id).where(Completion.public_id.in_(some))
        found |= dict(db.session.execute(those).all())
    return found


def _credits_of(number: int) -> tuple[CreditLine, ...]:
    those = select(Credit.body, Credit.amount, Credit.number).where(Credit.completion_id == number)
    return tuple(CreditLine(*each) for each in db.session.execute(those.order_by(Credit.id)))


def _training_id(number: int | None) -> str | None:
    found: str | None = db.session.scalar(select(Training.public_id).where(Training.id == (number or 0)))
    return found


def _note(made: Sequence[tuple[int, str]], version: int = 0) -> None:
    """Write down what rows made."""
    if made:
        db.session.execute(
            update(ImportLine), [{"id": number, "made": each, "made_version": version} for number, each in made]
        )


def _brings_person(each: Judged) -> bool:
    is_new = each.person.startswith(f"{NEW_PERSON}:")
    return each.row.said.kind is Kind.PERSON or (each.row.said.kind is Kind.COMPLETION and is_new)


def _agency_id(each: Judged) -> str:
    # Names are compared as `agencies` compares them, so the one that was just made is found.
    wanted = each.row.said.name.casefold()
    rows = db.session.execute(select(Agency.public_id, Agency.name)).all()
    return str(next(public_id for public_id, name in rows if name.casefold() == wanted))


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
