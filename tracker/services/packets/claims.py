"""What people claim to have completed: submitted or accepted, up to a day, with what a reviewer reads of each.

Drafts, and what was returned or withdrawn, nobody claims.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select

from tracker.db import db
from tracker.db.aliases import shared_alias
from tracker.domain.record import Completion as Fact
from tracker.domain.record import CompletionKind, Record
from tracker.domain.vocabulary import CLAIMED, CompletionState, Grade, TrainingFormat
from tracker.domain.wording import topic_labels
from tracker.formatting import format_number
from tracker.models import Account, Completion, Credit, Event, Person
from tracker.reports import context as printed
from tracker.reports.context import Word
from tracker.services.packets.proof import Behind

WAITING = "Waiting for review"
_Recorder = shared_alias(Account)
_COLUMNS = (
    Completion.id,
    Completion.public_id,
    Person.public_id.label("person"),
    Event.public_id.label("event"),
    *(Completion.kind, Completion.title, Completion.provider, Completion.format, Completion.completed_on),
    *(Completion.hours, Completion.topics, Completion.topic_hours, Completion.certificate_number, Completion.note),
    Completion.grade,
    *(Completion.state, Completion.submitted_at, Completion.decided_at),
    func.coalesce(Completion.decided_as, Account.display_name).label("decided_by"),
    _Recorder.display_name.label("recorded_by"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedCompletion:
    """A completion as a packet needs it. `person` and `event` are public ids; moments are in UTC."""

    id: int
    public_id: str
    person: str
    event: str | None
    kind: str
    title: str
    provider: str
    format: str
    completed_on: date
    hours: Decimal | None
    topics: frozenset[str]
    topic_hours: Mapping[str, Decimal]
    certificate_number: str
    note: str
    grade: str
    state: str
    submitted_at: datetime | None
    decided_at: datetime | None
    decided_by: str | None
    recorded_by: str | None

    def printed(
        self,
        zone: ZoneInfo,
        credits: tuple[str, ...],
        behind: Behind,
        counted_for: tuple[str, ...],
    ) -> printed.Completion:
        """Return it in a packet's words; days are those of the center's clock."""
        accepted = self.state == CompletionState.ACCEPTED
        grade = Grade(self.grade)
        return printed.Completion(
            title=self.title,
            provider=self.provider,
            completed_on=self.completed_on,
            state=Word(self.state, CompletionState.ACCEPTED.label if accepted else WAITING),
            grade=Word(grade.value, grade.label),
            hours=self.hours,
            training=self.kind == CompletionKind.TRAINING,
            recorded_by=self.recorded_by or "",
            submitted_on=_day(self.submitted_at, zone),
            decided_on=_day(self.decided_at, zone) if accepted else None,
            decided_by=(self.decided_by or "") if accepted else "",
            topics=topic_labels(self.topics, self.topic_hours),
            credits=credits,
            note=self._detail,
            requirement_ids=counted_for,
            exhibits=behind.exhibits,
            citations=behind.citations,
        )

    def as_it_was(self, then: Fact, moment: datetime) -> "ClaimedCompletion":
        """Return it with what it said at a moment, and without a decision that came later."""
        decided = self.decided_at if self.decided_at and self.decided_at < moment else None
        return replace(
            self,
            event=then.event,
            kind=then.kind,
            title=then.title,
            completed_on=then.completed_on,
            hours=then.hours,
            topics=then.topics,
            topic_hours=then.topic_hours,
            grade=(then.grade or Grade.OWN_WORD).value,
            state=then.state.value,
            submitted_at=self.submitted_at if self.submitted_at and self.submitted_at < moment else None,
            decided_at=decided,
            decided_by=self.decided_by if decided else None,
        )

    @property
    def _detail(self) -> str:
        """What else a reviewer reads, in one line."""
        kind = "" if self.kind == CompletionKind.TRAINING else CompletionKind(self.kind).label.capitalize()
        form = "" if self.format == TrainingFormat.UNKNOWN else TrainingFormat(self.format).label
        number = f"Certificate {self.certificate_number}" if self.certificate_number else ""
        return " · ".join(filter(None, (kind, form, number, self.note)))


def claimed(as_of: date) -> dict[str, list[ClaimedCompletion]]:
    """Return what each person of the center in force claims up to a day, by public id, in the order of the days.

    One statement.
    """
    found: defaultdict[str, list[ClaimedCompletion]] = defaultdict(list)
    for each in _rows(Completion.state.in_(CLAIMED), Completion.completed_on <= as_of):
        found[each.person].append(each)
    return found


def claimed_then(as_of: date, record: Record, moment: datetime) -> dict[str, list[ClaimedCompletion]]:
    """Return what each person of a record as it was known at a moment claimed up to a day, as `claimed` does.

    Provider, format, number and note are as they are now: no verdict rests on them. One statement.
    """
    then = {entry.key: entry for person in record.people for entry in person.completions}
    found: defaultdict[str, list[ClaimedCompletion]] = defaultdict(list)
    for each in _rows():
        entry = then.get(each.public_id)
        if entry is not None and entry.state in CLAIMED and entry.completed_on <= as_of:
            found[each.person].append(each.as_it_was(entry, moment))
    return {person: sorted(those, key=lambda each: (each.completed_on, each.id)) for person, those in found.items()}


def _rows(*those: ColumnElement[bool]) -> Iterator[ClaimedCompletion]:
    query = (
        select(*_COLUMNS)
        .join(Person, Person.id == Completion.person_id)
        .outerjoin(Event, Event.id == Completion.event_id)
        .outerjoin(Account, Account.id == Completion.decided_by)
        .outerjoin(_Recorder, _Recorder.id == Completion.recorded_by)
        .where(*those)
        .order_by(Completion.completed_on, Completion.id)
    )
    for row in db.session.execute(query).mappings():
        yield ClaimedCompletion(**row)


def credits() -> dict[int, tuple[str, ...]]:
    """Return the credits of the center in force as people read them, by the row number of the completion.

    One statement.
    """
    rows = db.session.execute(
        select(Credit.completion_id, Credit.body, Credit.amount, Credit.number).order_by(Credit.id)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for completion, body, amount, number in rows:
        stated = f"{format_number(amount)} {body}" if amount is not None else body
        found[completion].append(f"{stated} (number {number})" if number else stated)
    return {completion: tuple(words) for completion, words in found.items()}


def _day(moment: datetime | None, zone: ZoneInfo) -> date | None:
    return moment.astimezone(zone).date() if moment else None
