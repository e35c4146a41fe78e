"""Writing what a file brings: agencies, people, completions with their history, in few statements."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select, update

from tracker.db import db
from tracker.db.columns import new_public_id
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.models import Agency, Completion, Credit, Import, ImportLine, Person
from tracker.services import agencies as agency_rows
from tracker.services import history
from tracker.services import people as people_cases
from tracker.services.actor import Actor
from tracker.services.completions import CreditLine, Entry
from tracker.services.completions.entry import completed, match, names
from tracker.services.history import Told
from tracker.services.imports import entries
from tracker.services.imports.judged import Judged
from tracker.services.imports.parts import parts
from tracker.services.imports.states import NEW_PERSON, Kind

# What a completion says, besides its credits.
KEPT = (
    *("kind", "title", "provider", "format", "completed_on", "expires_on", "hours", "topics"),
    *("topic_hours", "certificate_number", "note"),
)


def agencies(actor: Actor, ready: Sequence[Judged]) -> list[str]:
    """Make the agencies that rows name and that are not here; return the public ids of those made."""
    here = {name.casefold() for name in db.session.scalars(select(Agency.name))}
    made = []
    for each in ready:
        said = each.row.said
        # Also the agency of somebody who is here and comes to belong to it.
        names_one = _brings_person(each) or said.kind is Kind.PERSON
        name = said.name if said.kind is Kind.AGENCY else entries.agency_of(actor, said) if names_one else ""
        if not name or name.casefold() in here:
            continue
        here.add(name.casefold())
        number = agency_rows.row_for(actor, name, said.discipline or "other")
        made.append(db.session.execute(select(Agency.public_id).where(Agency.id == number)).scalar_one())
    new = [each for each in ready if each.row.said.kind is Kind.AGENCY and not each.replaces]
    _note([(each.row.id, _agency_id(each)) for each in new])
    return made


def people(actor: Actor, ready: Sequence[Judged]) -> dict[str, str]:
    """Make the people that rows bring, with the role of each of their rows; return the public id of each by the folded
    name. Six statements each.
    """
    made: dict[str, str] = {}
    terms: dict[str, list[people_cases.Term]] = {}
    new = [each for each in ready if each.row.said.kind is Kind.PERSON and not each.replaces]
    for each in new:
        terms.setdefault(each.row.said.person_key, []).extend(entries.terms_of(actor, each.row.said))
    for each in sorted(ready, key=lambda one: one.row.said.kind is not Kind.PERSON):
        said = each.row.said
        if _brings_person(each) and said.person_key not in made:
            own = tuple(terms.get(said.person_key, ()))
            made[said.person_key] = people_cases.add(actor, entries.person_of(actor, said), own)
    _note([(each.row.id, made[each.row.said.person_key]) for each in new])
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


def _note(made: Sequence[tuple[int, str]], version: int = 0) -> None:
    """Write down what rows made."""
    if made:
        db.session.execute(
            update(ImportLine), [{"id": number, "made": each, "made_version": version} for number, each in made]
        )


def _brings_person(each: Judged) -> bool:
    if each.row.said.kind is Kind.PERSON:
        return not each.replaces
    return each.row.said.kind is Kind.COMPLETION and each.person.startswith(f"{NEW_PERSON}:")


def _agency_id(each: Judged) -> str:
    # Names are compared as `agencies` compares them, so the one that was just made is found.
    wanted = each.row.said.name.casefold()
    rows = db.session.execute(select(Agency.public_id, Agency.name)).all()
    return str(next(public_id for public_id, name in rows if name.casefold() == wanted))
