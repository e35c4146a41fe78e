"""What may be there already: shown beside the new one before anything is saved."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.titles import fold
from tracker.domain.vocabulary import CompletionState
from tracker.models import Completion, Evidence, Person, Training
from tracker.services import completion_rows
from tracker.services.actor import Actor
from tracker.services.completions.entry import Entry, match
from tracker.services.completions.views import CompletionView, load

NEAR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A completion that may be the same one, and why it looks so."""

    completion: CompletionView
    why: str


def likely_duplicates(
    actor: Actor, entry: Entry, people: Collection[str], digests: Collection[str], *, but: str = ""
) -> list[Duplicate]:
    """Return what may be the same for these people: training or title within a week, or the very same file.

    `people` are public ids, `digests` those of the files at hand, `but` a completion that is not to be compared with
    itself. A constant number of statements.
    """
    if not actor.may(Action.RECORD_FOR_OTHERS):
        people = [person for person in people if completion_rows.is_own(actor, person)]
    same_file = set(_with_files(people, digests)) - {but}
    same_title = set(_near(entry, people)) - {but}
    if not same_file | same_title:
        return []
    views = load(actor, Completion.public_id.in_(same_file | same_title))
    return [Duplicate(view, _why(view, same_file, same_title)) for view in views]


def _with_files(people: Collection[str], digests: Collection[str]) -> list[str]:
    if not digests:
        return []
    return list(
        db.session.scalars(
            select(Completion.public_id)
            .join(Person, Person.id == Completion.person_id)
            .join(Evidence, Evidence.completion_id == Completion.id)
            .where(
                Person.public_id.in_(people),
                Completion.state != CompletionState.WITHDRAWN,
                Evidence.sha256.in_(digests),
                Evidence.withdrawn_at.is_(None),
            )
        )
    )


def _near(entry: Entry, people: Collection[str]) -> list[str]:
    found, title = match(entry), fold(entry.title)
    rows = db.session.execute(
        select(Completion.public_id, Completion.title, Completion.kind, Training.id)
        .join(Person, Person.id == Completion.person_id)
        .outerjoin(Training, Training.id == Completion.training_id)
        .where(
            Person.public_id.in_(people),
            Completion.state != CompletionState.WITHDRAWN,
            Completion.completed_on.between(entry.completed_on - NEAR, entry.completed_on + NEAR),
        )
    )
    return [
        public_id
        for public_id, its_title, kind, training in rows
        if kind == entry.kind and (fold(its_title) == title or (found is not None and training == found.row))
    ]


def _why(view: CompletionView, same_file: set[str], same_title: set[str]) -> str:
    if view.public_id not in same_title:
        return "It has the very same file."
    if view.public_id in same_file:
        return "Same training, the day within a week, and the very same file."
    return "Same training, and the day within a week."
