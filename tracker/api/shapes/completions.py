"""Completions: what is given of one."""

from datetime import date, datetime

from pydantic import Field

from tracker.api.shapes.base import Day, PieceAsked, PublicId, Shape, exact
from tracker.api.shapes.files import FileShown
from tracker.domain.vocabulary import CompletionState, Grade
from tracker.services.completions import CompletionView, CreditLine, ReviewView
from tracker.services.listings import Narrowed


class CreditShown(Shape):
    """A body's credit on the certificate; `amount` is null where none is stated."""

    body: str
    amount: str | None
    number: str

    @classmethod
    def of(cls, line: CreditLine) -> "CreditShown":
        """Return a credit as programs see it."""
        return cls(body=line.body, amount=exact(line.amount), number=line.number)


class TopicHoursShown(Shape):
    """How many of the hours are on a topic, where the certificate says so."""

    topic: str
    hours: str


class ReviewShown(Shape):
    """What a second person decided: accepted, or returned with a reason."""

    decision: str
    reason: str
    decided_by: str
    decided_at: datetime

    @classmethod
    def of(cls, view: ReviewView) -> "ReviewShown":
        """Return a decision as programs see it."""
        return cls(decision=view.decision, reason=view.reason, decided_by=view.decided_by, decided_at=view.decided_at)


class CompletionShown(Shape):
    """That a person completed a training on a day, with its credits, files and decisions.

    `hours` is null where they are unknown. `grade` says how strong the proof is. `version` is what If-Match takes.
    """

    id: str
    version: int
    person: str
    person_name: str
    kind: str
    title: str
    provider: str
    format: str
    completed_on: date
    expires_on: date | None
    hours: str | None
    topics: list[str]
    topic_hours: list[TopicHoursShown]
    certificate_number: str
    note: str
    credits: list[CreditShown]
    training: str | None
    event: str | None
    grade: Grade
    state: CompletionState
    recorded_by: str
    recorded_at: datetime
    submitted_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    withdrawn_reason: str
    reviews: list[ReviewShown]
    evidence: list[FileShown]

    @classmethod
    def of(cls, view: CompletionView) -> "CompletionShown":
        """Return a completion as programs see it."""
        told = {name: getattr(view, name) for name in _SAME}
        return cls(
            **told,
            id=view.public_id,
            hours=exact(view.hours),
            topics=sorted(view.topics),
            topic_hours=[
                TopicHoursShown(topic=key, hours=exact(share) or "") for key, share in view.topic_hours.items()
            ],
            credits=[CreditShown.of(each) for each in view.credits],
            reviews=[ReviewShown.of(each) for each in view.reviews],
            evidence=[FileShown.of(each) for each in view.files],
        )


_SAME = (
    *("version", "person", "person_name", "kind", "title", "provider", "format", "completed_on", "expires_on"),
    *("certificate_number", "note", "training", "event", "grade", "state", "recorded_by", "recorded_at"),
    *("submitted_at", "decided_by", "decided_at", "withdrawn_reason"),
)


class CompletionsAsked(PieceAsked):
    """Which completions."""

    person: PublicId | None = Field(None, description="Only this person's.")
    state: CompletionState | None = Field(None, description="Only those in this state.")
    completed_from: Day | None = Field(None, description="Only those completed on this day or later.")
    completed_to: Day | None = Field(None, description="Only those completed on this day or earlier.")

    def narrowed(self) -> Narrowed:
        """Return what is asked for as use cases take it."""
        return Narrowed(person=self.person, state=self.state, first=self.completed_from, last=self.completed_to)


class CompletionsShown(Shape):
    """A part of the list of completions."""

    items: list[CompletionShown]
    next: str | None
