"""What the check of the record looks at, read in a constant number of statements."""

from collections import defaultdict

from sqlalchemy import select

from tracker.db import db
from tracker.domain.record_checks import Facts, Offered
from tracker.domain.vocabulary import TrainingFormat
from tracker.models import Completion, Event, Evidence, Person, Training, Waiver
from tracker.services import assessments, standards
from tracker.services.actor import Actor

_IS_HERE = (Evidence.withdrawn_at.is_(None), Evidence.removed_at.is_(None))


def facts(actor: Actor) -> Facts:
    """Return the record of the center in force with what lies beside it. Seven statements, and today's assessments."""
    files, acts, named = _files()
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
        other_names=_other_names(),
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


def _other_names() -> dict[str, tuple[str, ...]]:
    """Return the other names of each person who has some."""
    rows = select(Person.public_id, Person.other_names).where(Person.other_names != ())
    return {key: tuple(others) for key, others in db.session.execute(rows)}


def _filed() -> frozenset[str]:
    """Return the waivers that have a file."""
    rows = select(Waiver.public_id).join(Evidence, Evidence.waiver_id == Waiver.id).where(*_IS_HERE)
    return frozenset(db.session.scalars(rows))
