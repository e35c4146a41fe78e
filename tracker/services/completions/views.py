"""Completions as people see them, with everything that belongs to one, in a constant number of statements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from tracker.db import db
from tracker.domain.access import Action, may_see_person
from tracker.domain.errors import NotFound
from tracker.domain.vocabulary import CompletionState, Grade, TrainingFormat
from tracker.domain.wording import topic_labels
from tracker.models import Account, Center, Completion, Credit, Event, Person, Review, Training
from tracker.services import completion_rows, evidence_reading, history
from tracker.services.actor import Actor
from tracker.services.completions.entry import CreditLine
from tracker.services.evidence_reading import EvidenceView

NO_PERSON = "There is no such person, or their record is not yours to see."


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One decision: "accepted" or "returned", why, by whom and when."""

    decision: str
    reason: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionView:
    """A completion with its credits, files and decisions. Moments are on the center's clock.

    `person`, `training` and `event` are public ids. `event_files` are those of its event, for who sees the team.
    """

    public_id: str
    version: int
    person: str
    person_name: str
    kind: str
    title: str
    provider: str
    format: str
    completed_on: date
    expires_on: date | None
    hours: Decimal | None
    topics: frozenset[str]
    topic_hours: Mapping[str, Decimal]
    certificate_number: str
    note: str
    grade: Grade
    state: CompletionState
    training: str | None
    training_title: str | None
    event: str | None
    event_title: str | None
    recorded_by: str
    by_link: bool
    recorded_at: datetime
    submitted_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    withdrawn_reason: str
    may_change: bool
    is_own: bool
    credits: tuple[CreditLine, ...] = ()
    files: tuple[EvidenceView, ...] = ()
    event_files: tuple[EvidenceView, ...] = ()
    reviews: tuple[ReviewView, ...] = ()

    @property
    def format_words(self) -> str:
        """How it was given, as people read it; empty where that is not known."""
        return "" if self.format == TrainingFormat.UNKNOWN else TrainingFormat(self.format).label

    @property
    def recorded_words(self) -> str:
        """Who logged it, or by whose link it came."""
        return f"a one-time link of {self.recorded_by}" if self.by_link else self.recorded_by

    @property
    def topic_words(self) -> tuple[str, ...]:
        """Its topics, as people read them, each with its hours where these are told."""
        return tuple(sorted(topic_labels(self.topics, self.topic_hours)))

    @property
    def current_files(self) -> tuple[EvidenceView, ...]:
        """The files that were not withdrawn."""
        return tuple(file for file in self.files if file.withdrawn_at is None)

    @property
    def returned_reason(self) -> str:
        """Why it was returned last, where it is returned."""
        if self.state is not CompletionState.RETURNED:
            return ""
        return next((review.reason for review in reversed(self.reviews) if review.decision == "returned"), "")


def get(actor: Actor, public_id: str) -> CompletionView:
    """Return one completion. Raises NotFound for what is absent or not the actor's to see."""
    row = completion_rows.to_see(actor, public_id)
    (view,) = load(actor, Completion.id == row.id)
    if view.event and actor.may(Action.VIEW_TEAM):
        return replace(view, event_files=tuple(evidence_reading.of_event(actor, view.event)))
    return view


def of_person(actor: Actor, person: str) -> list[CompletionView]:
    """Return everything ever logged for a person, the latest first. Raises NotFound as `get`."""
    row = db.session.scalar(select(Person.id).where(Person.public_id == person))
    if row is None or not may_see_person(actor.actions, actor.person_id, row):
        raise NotFound(NO_PERSON)
    return load(actor, Completion.person_id == row)


def history_of(actor: Actor, public_id: str) -> list[history.Line]:
    """Return the lines of history of one completion, the latest first, on the center's clock."""
    completion_rows.to_see(actor, public_id)
    zone = _zone(actor)
    return [replace(line, at=line.at.astimezone(zone)) for line in history.lines(subject_id=public_id)]


def load(actor: Actor, those: ColumnElement[bool], order: Iterable[Any] = ()) -> list[CompletionView]:
    """Return the views of the completions that a condition picks; who may see them was asked before. 5 statements."""
    zone = _zone(actor)
    rows = db.session.execute(_query().where(those).order_by(*order or _LATEST_FIRST)).mappings().all()
    numbers = [row["id"] for row in rows]
    credits, reviews = _credits(numbers), _reviews(numbers, zone)
    files = evidence_reading.of_completions(numbers)
    return [
        CompletionView(
            **_plain(row, zone),
            may_change=completion_rows.may_change(actor, row["person_id"])
            and row["state"] != CompletionState.WITHDRAWN,
            is_own=row["person_id"] == actor.person_id,
            credits=tuple(credits.get(row["id"], ())),
            files=tuple(_local(file, zone) for file in files.get(row["id"], ())),
            reviews=tuple(reviews.get(row["id"], ())),
        )
        for row in rows
    ]


_LATEST_FIRST = (Completion.completed_on.desc(), Completion.id.desc())
_OWN = (
    "public_id",
    "version",
    "kind",
    "title",
    "provider",
    "format",
    "completed_on",
    "expires_on",
    "hours",
    "topics",
    "topic_hours",
    "certificate_number",
    "note",
    "withdrawn_reason",
    "by_link",
)


def _query() -> Select[Any]:
    recorder, decider = aliased(Account), aliased(Account)
    return (
        select(
            Completion.id,
            Completion.person_id,
            *(getattr(Completion, name) for name in _OWN),
            Completion.grade,
            Completion.state,
            Completion.recorded_at,
            Completion.submitted_at,
            Completion.decided_at,
            Person.public_id.label("person"),
            Person.name.label("person_name"),
            Training.public_id.label("training"),
            Training.title.label("training_title"),
            Event.public_id.label("event"),
            Event.title.label("event_title"),
            recorder.display_name.label("recorded_by"),
            func.coalesce(Completion.decided_as, decider.display_name).label("decided_by"),
        )
        .join(Person, Person.id == Completion.person_id)
        .join(recorder, recorder.id == Completion.recorded_by)
        .outerjoin(Training, Training.id == Completion.training_id)
        .outerjoin(Event, Event.id == Completion.event_id)
        .outerjoin(decider, decider.id == Completion.decided_by)
    )


def _plain(row: Any, zone: ZoneInfo) -> dict[str, Any]:
    values = {name: row[name] for name in (*_OWN, "person", "person_name", "training", "training_title")}
    values |= {name: row[name] for name in ("event", "event_title", "recorded_by", "decided_by")}
    values |= {"grade": Grade(row["grade"]), "state": CompletionState(row["state"])}
    for name in ("recorded_at", "submitted_at", "decided_at"):
        values[name] = row[name].astimezone(zone) if row[name] else None
    return values


def _credits(numbers: list[int]) -> dict[int, list[CreditLine]]:
    query = (
        select(Credit.completion_id, Credit.body, Credit.amount, Credit.number)
        .where(Credit.completion_id.in_(numbers))
        .order_by(Credit.id)
    )
    found: dict[int, list[CreditLine]] = {}
    for completion, *rest in db.session.execute(query):
        found.setdefault(completion, []).append(CreditLine(*rest))
    return found


def _reviews(numbers: list[int], zone: ZoneInfo) -> dict[int, list[ReviewView]]:
    who = func.coalesce(Review.decided_as, Account.display_name)
    query = (
        select(Review.completion_id, Review.decision, Review.reason, who, Review.decided_at)
        .outerjoin(Account, Account.id == Review.decided_by)
        .where(Review.completion_id.in_(numbers))
        .order_by(Review.id)
    )
    found: dict[int, list[ReviewView]] = {}
    for completion, decision, reason, by, at in db.session.execute(query):
        found.setdefault(completion, []).append(ReviewView(decision, reason, by, at.astimezone(zone)))
    return found


def _local(file: EvidenceView, zone: ZoneInfo) -> EvidenceView:
    withdrawn = file.withdrawn_at.astimezone(zone) if file.withdrawn_at else None
    return replace(file, added_at=file.added_at.astimezone(zone), withdrawn_at=withdrawn)


def _zone(actor: Actor) -> ZoneInfo:
    return ZoneInfo(db.session.scalar(select(Center.time_zone).where(Center.id == actor.center_id)))
