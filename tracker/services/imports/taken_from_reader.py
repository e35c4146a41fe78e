"""From the lines that the reader gives to what is kept of each row."""

from typing import Any

from tracker.domain.imports.lines import (
    AgencyLine,
    CompletionLine,
    Line,
    PersonLine,
    PersonWords,
    Place,
    Problem,
)
from tracker.services.imports.said import Said
from tracker.services.imports.states import Kind


def said_by(line: Line) -> Said:
    """Return what a line says. One with a problem that is fatal is kept, as what cannot be brought in."""
    found = {**_at(line.place), **_judged(line.problems), "assumed": line.assumed, "discipline": line.discipline}
    if isinstance(line, AgencyLine):
        return Said(**found | {"kind": _kind(found, Kind.AGENCY)}, name=line.name)
    found |= {**_named(line.person), "agency": line.agency, "role": line.role}
    if isinstance(line, PersonLine):
        return Said(**found | {"kind": _kind(found, Kind.PERSON)}, since=line.since, until=line.until)
    return Said(**found | {"kind": _kind(found, Kind.COMPLETION)} | _completed(line))


def _completed(line: CompletionLine) -> dict[str, Any]:
    told = {name: getattr(line, name) for name in ("title", "completed_on", "expires_on", "hours", "provider")}
    told |= {name: getattr(line, name) for name in ("format", "topics", "certificate_number", "note", "file")}
    told |= {name: getattr(line, name) for name in ("activity", "statement")}
    credits = tuple((each.body, "" if each.amount is None else str(each.amount)) for each in line.credits)
    shares = tuple((topic, str(share)) for topic, share in line.topic_hours)
    return told | {"credits": credits, "topic_hours": shares}


def _named(person: PersonWords) -> dict[str, Any]:
    # Whom only an address names is called by it until somebody says who it is.
    return {
        "name": person.full or person.email,
        "first": person.first,
        "last": person.last,
        "email": person.email,
        "also": person.also,
    }


def _at(place: Place) -> dict[str, Any]:
    return {"sheet": place.sheet, "row": place.row, "letter": place.column}


def _judged(problems: tuple[Problem, ...]) -> dict[str, Any]:
    fatal = [each.words for each in problems if each.is_fatal]
    unclear = tuple(each.words for each in problems if not each.is_fatal)
    return {"wrong": " ".join(fatal), "unclear": unclear}


def _kind(found: dict[str, Any], kind: Kind) -> Kind:
    return Kind.PROBLEM if found["wrong"] else kind
