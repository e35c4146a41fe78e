"""Making what is here into what a row of a file says: a completion, a person, an agency; and keeping how it stood."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select, update

from tracker.db import db
from tracker.models import Agency, Completion, Credit, Import, ImportLine, Person, RoleTerm, Training
from tracker.models.earlier_state import plain
from tracker.models.keys import TEXT_LENGTH
from tracker.services import agencies, people
from tracker.services import completions as completion_cases
from tracker.services.actor import Actor
from tracker.services.completions import CreditLine, Entry
from tracker.services.imports import differing, entries
from tracker.services.imports.judged import Judged
from tracker.services.imports.parts import parts
from tracker.services.imports.said import Said
from tracker.services.imports.states import Kind
from tracker.services.imports.writing import KEPT

_STANDING = ("state", "training_id", "decided_by", "decided_as", "decided_at", "submitted_at", "changed_by")


def replace(actor: Actor, row: Import, each: Judged) -> None:
    """Make what a row meets here into what the row says. Some ten statements. Raises Conflict, NotFound."""
    {Kind.AGENCY: _agency, Kind.PERSON: _person}.get(each.row.said.kind, _completion)(actor, row, each)


def people_stand(public_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return how people stand in the list, as JSON can carry it; who is not there any more is left out.

    Two statements for each 500.
    """
    found: dict[str, dict[str, Any]] = {}
    for some in parts(public_ids):
        query = select(Person.public_id, Person.email, Person.discipline, Agency.public_id)
        query = query.outerjoin(Agency, Agency.id == Person.agency_id).where(Person.public_id.in_(some))
        for public_id, email, discipline, agency in db.session.execute(query):
            found[public_id] = {"email": email, "discipline": discipline, "agency": agency, "roles": []}
        terms = select(Person.public_id, RoleTerm.public_id, RoleTerm.role, RoleTerm.starts_on, RoleTerm.ends_on)
        terms = terms.join(Person, Person.id == RoleTerm.person_id).where(Person.public_id.in_(some))
        for public_id, *term in db.session.execute(terms.order_by(RoleTerm.id)):
            found[public_id]["roles"].append([plain(value) for value in term])
    return found


def agencies_stand(public_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return how agencies stand here; those that are not there any more left out. A statement for each 500."""
    found: dict[str, dict[str, Any]] = {}
    for some in parts(public_ids):
        query = select(Agency.public_id, Agency.discipline, Agency.retired_at).where(Agency.public_id.in_(some))
        for public_id, discipline, retired in db.session.execute(query):
            found[public_id] = {"discipline": discipline, "retired": None if retired is None else retired.isoformat()}
    return found


def as_it_stands(there: Completion) -> dict[str, Any]:
    """Return what a completion says and how it was decided, as JSON can carry it, so that it can be put back."""
    kept = {name: plain(getattr(there, name)) for name in (*KEPT, *_STANDING)}
    return kept | {"credits": [[line.body, plain(line.amount), line.number] for line in _credits_of(there.id)]}


def _completion(actor: Actor, row: Import, each: Judged) -> None:
    there: Completion = db.session.execute(select(Completion).where(Completion.public_id == each.meets)).scalar_one()
    before, credits, said = as_it_stands(there), _credits_of(there.id), each.row.said
    note = f"{there.note} {entries.note_of(said, row.file_name)}".strip()
    hours = entries.hours_of(said) or there.hours
    entry = Entry(
        kind=there.kind,
        title=there.title,
        provider=said.provider or there.provider,
        format=said.format or there.format,
        topics=there.topics | frozenset(said.topics),
        completed_on=said.completed_on or there.completed_on,
        expires_on=said.expires_on or there.expires_on,
        hours=hours,
        topic_hours=_shares_after(there, said, hours),
        certificate_number=said.certificate_number or there.certificate_number,
        note=note if len(note) <= TEXT_LENGTH else there.note,
        credits=_credits_after(credits, entries.credits_of(said)),
        training=db.session.scalar(select(Training.public_id).where(Training.id == (there.training_id or 0))),
    )
    completion_cases.correct(actor, there.public_id, entry, there.version)
    db.session.flush()
    keep(each.row.id, there.public_id, before, there.version)


def _shares_after(there: Completion, said: Said, hours: Decimal | None) -> Mapping[str, Decimal]:
    """Return hours by topic as they stand once a row's word on some is taken: those that it does not name, if they fit.

    How another number of hours is shared out, nobody said.
    """
    says = entries.shares_of(said)
    shares = {**(there.topic_hours if hours == there.hours else {}), **says}
    return shares if hours is None or sum(shares.values()) <= hours else says


def _person(actor: Actor, row: Import, each: Judged) -> None:
    said, there, was = each.row.said, people.get(actor, each.meets), people_stand([each.meets])[each.meets]
    entry = people.Entry(
        there.name,
        said.discipline or there.discipline,
        said.email or there.email,
        entries.agency_of(actor, said) or there.agency,
        there.other_names,
    )
    people.change(actor, each.meets, entry, there.version)
    change = differing.role_change(there, said, actor)
    if change is not None and change.corrects:
        term = change.term
        people.correct_role(actor, each.meets, change.corrects, term.starts_on, term.ends_on, change.version)
    elif change is not None:
        people.give_role(actor, each.meets, change.term)
    db.session.flush()
    keep(each.row.id, each.meets, {"was": was, "became": people_stand([each.meets])[each.meets]})


def _agency(actor: Actor, row: Import, each: Judged) -> None:
    said, was = each.row.said, agencies_stand([each.meets])[each.meets]
    agencies.retire(actor, each.meets, back=True)
    there = agencies.get(actor, each.meets)
    agencies.rename(actor, each.meets, there.name, said.discipline or there.discipline, there.version)
    keep(each.row.id, each.meets, {"was": was, "became": agencies_stand([each.meets])[each.meets]})


def keep(line: int, public_id: str, before: dict[str, Any], version: int = 0) -> None:
    """Write down at a row of an import what it changed, and how that stood before. For other steps of an import."""
    values = {"made": public_id, "made_version": version, "before": before}
    those = update(ImportLine).where(ImportLine.id == line).values(**values)
    db.session.execute(those.execution_options(synchronize_session=False))


def _credits_of(number: int) -> tuple[CreditLine, ...]:
    those = select(Credit.body, Credit.amount, Credit.number).where(Credit.completion_id == number)
    return tuple(CreditLine(*each) for each in db.session.execute(those.order_by(Credit.id)))


def _credits_after(there: Sequence[CreditLine], said: Sequence[CreditLine]) -> tuple[CreditLine, ...]:
    """Return credits as they stand once a row's word on some bodies is taken; what it does not name stays."""
    news = differing.missing_credits(there, said)
    says = {(line.body.casefold(), line.amount) for line in said}
    new_bodies = {line.body.casefold() for line in news}
    kept = [
        line for line in there if line.body.casefold() not in new_bodies or (line.body.casefold(), line.amount) in says
    ]
    return (*kept, *(_numbered(line, there, said) for line in news))


def _numbered(line: CreditLine, there: Sequence[CreditLine], said: Sequence[CreditLine]) -> CreditLine:
    """Return a credit with the number of the one that it takes the place of, where that is sure."""
    ours, theirs = ([each for each in lines if each.body.casefold() == line.body.casefold()] for lines in (there, said))
    is_sure = len(ours) == len(theirs) == 1 and not line.number
    return CreditLine(line.body, line.amount, ours[0].number) if is_sure else line
