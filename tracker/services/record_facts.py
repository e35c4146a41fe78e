"""What the check of the record looks at, read in a constant number of statements."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select

from tracker.db import db
from tracker.domain.record_checks import Facts, Offered
from tracker.domain.vocabulary import TrainingFormat
from tracker.models import Completion, Event, Evidence, Person, Training, Waiver
from tracker.services import assessments, standards
from tracker.services.actor import Actor
from tracker.services.people_views import last_day_told, leaving_told

_IS_HERE = (Evidence.withdrawn_at.is_(None), Evidence.removed_at.is_(None))


def facts(actor: Actor) -> Facts:
    """Return the record of the center in force with what lies beside it. Seven statements, and today's assessments."""
    files, acts, named = _files()
    other_names, left, listed_on = _of_people(actor)
    return Facts(
        record=assessments.record(actor),
        today=actor.today,
        assessments=tuple(assessments.of_team(actor, each, actor.today) for each in standards.followed(actor)),
        files=files,
        sheets=_sheets(),
        acts=acts,
        catalog=_catalog(),
        formats=_formats(),
        filed=_filed(),
        named=named,
        other_names=other_names,
        left=left,
        listed_on=listed_on,
    )


def _files() -> tuple[dict[str, frozenset[str]], dict[str, str], dict[str, tuple[str, ...]]]:
    """Return the digests of each completion's files, the act in which each was logged, and the names read on files."""
    files: defaultdict[str, set[str]] = defaultdict(set)
    acts, names = {}, {}
    rows = db.session.execute(
        select(Completion.public_id, Completion.recorded_at, Completion.recorded_by, Evidence.sha256, Evidence.named)
        .join(Evidence, Evidence.completion_id == Completion.id)
        .where(*_IS_HERE)
    )
    for key, recorded_at, recorded_by, digest, named in rows:
        files[key].add(digest)
        if named:
            names[digest] = named
        acts[key] = f"{recorded_by} {recorded_at.isoformat()}"
    return {key: frozenset(digests) for key, digests in files.items()}, acts, names


def _sheets() -> frozenset[str]:
    rows = select(Event.public_id).join(Evidence, Evidence.event_id == Event.id).where(*_IS_HERE)
    return frozenset(db.session.scalars(rows))


def _catalog() -> dict[str, Offered]:
    rows = db.session.execute(select(Training.key, Training.title, Training.hours).where(Training.hours.is_not(None)))
    return {key: Offered(title, hours) for key, title, hours in rows}


def _formats() -> dict[str, TrainingFormat]:
    """Return how completions were given that have hours, where that is known."""
    rows = db.session.execute(
        select(Completion.public_id, Completion.format).where(
            Completion.hours.is_not(None), Completion.format != TrainingFormat.UNKNOWN
        )
    )
    return {key: TrainingFormat(how) for key, how in rows}


def _of_people(actor: Actor) -> tuple[dict[str, tuple[str, ...]], dict[str, date], dict[str, date]]:
    """Return people's other names, the last day of who was said to have left, and when each was put on the list."""
    names: dict[str, tuple[str, ...]] = {}
    left, listed_on = {}, {}
    rows = select(Person.public_id, Person.other_names, Person.recorded_at, leaving_told().label("leaving"))
    for row in db.session.execute(rows):
        if row.other_names:
            names[row.public_id] = tuple(row.other_names)
        if row.leaving:
            left[row.public_id] = last_day_told(row.leaving)
        if row.recorded_at:
            listed_on[row.public_id] = actor.day_of(row.recorded_at)
    return names, left, listed_on


def _filed() -> frozenset[str]:
    """Return the waivers that have a file."""
    rows = select(Waiver.public_id).join(Evidence, Evidence.waiver_id == Waiver.id).where(*_IS_HERE)
    return frozenset(db.session.scalars(rows))
