"""Putting back what an import replaced, as long as nobody changed it since: completions, people, agencies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, select

from tracker.db import db
from tracker.models import Agency, Completion, Credit, Import, ImportLine, Person, RoleTerm
from tracker.services import completion_rows, history
from tracker.services.actor import Actor
from tracker.services.imports.replacing import agencies_stand, people_stand
from tracker.services.imports.states import Kind


@dataclass(frozen=True, slots=True)
class Replaced:
    """Somebody, or an agency, as they stood before an import, and as each of its rows made them."""

    public_id: str
    kind: Kind
    steps: tuple[dict[str, Any], ...]

    @property
    def was(self) -> dict[str, Any]:
        """How they stood before the first of the rows."""
        found: dict[str, Any] = self.steps[0]["was"]
        return found

    def stands_as(self, now: dict[str, Any] | None) -> bool:
        """Tell whether nobody changed them between the rows or since; `now`: how they stand, None where they went."""
        becoming = [step["became"] for step in self.steps]
        return [step["was"] for step in self.steps[1:]] == becoming[:-1] and now == becoming[-1]


def replaced_by(row: Import) -> tuple[Replaced, ...]:
    """Return the people and agencies that an import changed. One statement."""
    those = (
        ImportLine.import_id == row.id,
        ImportLine.kind.in_([Kind.PERSON, Kind.AGENCY]),
        ImportLine.before.is_not(None),
    )
    query = select(ImportLine.made, ImportLine.kind, ImportLine.before).where(*those).order_by(ImportLine.number)
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for made, kind, before in db.session.execute(query):
        found.setdefault((made, kind), []).append(before)
    return tuple(Replaced(made, Kind(kind), tuple(steps)) for (made, kind), steps in found.items())


def changed_since(row: Import) -> dict[str, bool]:
    """Tell of the people and agencies that an import changed, by public id, whether somebody changed them since.

    Four statements for each 500.
    """
    changed = replaced_by(row)
    now = people_stand([each.public_id for each in changed if each.kind is Kind.PERSON])
    now |= agencies_stand([each.public_id for each in changed if each.kind is Kind.AGENCY])
    return {each.public_id: not each.stands_as(now.get(each.public_id)) for each in changed}


def in_the_way(changed: dict[str, bool]) -> Iterator[str]:
    """Say who, or which agency, was changed since an import changed them."""
    those = [public_id for public_id, is_changed in changed.items() if is_changed]
    for model in (Person, Agency):
        for name in db.session.scalars(select(model.name).where(model.public_id.in_(those)).order_by(model.name)):
            yield f"{name} was changed by it, and by somebody else since."


def put_back(actor: Actor, row: Import) -> None:
    """Make people and agencies stand as before, each with a line of history."""
    for each in replaced_by(row):
        if each.kind is Kind.PERSON:
            number = _person(each)
            history.append(actor, "put_back_import", "person", each.public_id, person_id=number)
        else:
            _agency(each)
            history.append(actor, "put_back_import", "agency", each.public_id)


def completion_as_it_stood(number: int, before: dict[str, Any]) -> None:
    """Make a completion say what it said before, its credits and its decision with it."""
    there: Completion = db.session.get_one(Completion, number)
    kept = dict(before)
    # Written down since credits can be replaced too.
    credits = kept.pop("credits", None)
    for name, value in kept.items():
        setattr(there, name, _value(name, value))
    if credits is not None:
        db.session.execute(delete(Credit).where(Credit.completion_id == number))
        for body, amount, its_number in credits:
            stood = None if amount is None else Decimal(amount)
            db.session.add(Credit(completion_id=number, body=body, amount=stood, number=its_number))
    completion_rows.regrade(there)


def _person(each: Replaced) -> int:
    there: Person = db.session.execute(select(Person).where(Person.public_id == each.public_id)).scalar_one()
    there.email, there.discipline = each.was["email"], each.was["discipline"]
    agency = select(Agency.id).where(Agency.public_id == (each.was["agency"] or ""))
    there.agency_id = db.session.scalar(agency)
    before = {public_id: (starts_on, ends_on) for public_id, _, starts_on, ends_on in each.was["roles"]}
    for term in db.session.scalars(select(RoleTerm).where(RoleTerm.person_id == there.id)).all():
        if term.public_id not in before:
            db.session.delete(term)
            continue
        starts_on, ends_on = before[term.public_id]
        term.starts_on = date.fromisoformat(starts_on)
        term.ends_on = date.fromisoformat(ends_on) if ends_on else None
    db.session.flush()
    return there.id


def _agency(each: Replaced) -> None:
    there: Agency = db.session.execute(select(Agency).where(Agency.public_id == each.public_id)).scalar_one()
    there.discipline = each.was["discipline"]
    there.retired_at = datetime.fromisoformat(each.was["retired"]) if each.was["retired"] else None
    db.session.flush()


def _value(name: str, kept: Any) -> Any:
    if kept is None:
        return None
    if name in {"completed_on", "expires_on"}:
        return date.fromisoformat(kept)
    if name in {"decided_at", "submitted_at"}:
        return datetime.fromisoformat(kept)
    if name == "hours":
        return Decimal(kept)
    if name == "topic_hours":
        return {topic: Decimal(share) for topic, share in kept.items()}
    return frozenset(kept) if name == "topics" else kept
