"""Completions: what is sent of one."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from tracker.api.shapes.base import Day, Hours, Name, Note, PublicId, Shape, SomeName, SomeNote, Title
from tracker.domain.vocabulary import Topic, TrainingFormat
from tracker.services.completions import CreditLine, Entry

MOST_CREDITS = 20
# Those that a person can complete, as `services.completions` has them; a test holds the two alike.
Kind = Literal[
    "training",
    "peer_review",
    "supervision",
    "license",
    "degree",
    "enrollment",
    "license_eligibility",
    "topic_record",
    "document",
]


class CreditSent(Shape):
    """A body's credit on the certificate; `amount` is left out where none is stated."""

    body: SomeName
    amount: Hours | None = None
    number: Name = ""


class TopicHoursSent(Shape):
    """How many of the hours are on a topic, where the certificate says so."""

    topic: Topic
    hours: Hours


def _each_once(told: list[TopicHoursSent]) -> list[TopicHoursSent]:
    topics = [each.topic for each in told]
    if len(set(topics)) < len(topics):
        raise ValueError("Each topic is named once.")
    return told


class CompletionCorrected(Shape):
    """What a completion says, in whole: what is left out is emptied.

    It is matched to the catalog by its title. `hours` are left out where they are unknown, never zero. The day is in
    the past, on the center's clock.
    """

    title: Title
    completed_on: Day
    kind: Kind = "training"
    expires_on: Day | None = None
    hours: Hours | None = None
    topics: list[Topic] = Field(default_factory=list, max_length=len(Topic))
    topic_hours: Annotated[list[TopicHoursSent], AfterValidator(_each_once)] = Field(
        default_factory=list,
        max_length=len(Topic),
        description="Where the certificate shares its hours out; a topic that is named here is among the topics.",
    )
    provider: Name = ""
    format: TrainingFormat = TrainingFormat.UNKNOWN
    certificate_number: Name = ""
    note: Note = Field("", description="Nothing about a child, a family or a case belongs here.")
    credits: list[CreditSent] = Field(default_factory=list, max_length=MOST_CREDITS)

    def entry(self, event: str | None = None) -> Entry:
        """Return what was sent as use cases take it."""
        return Entry(
            title=self.title,
            completed_on=self.completed_on,
            kind=self.kind,
            expires_on=self.expires_on,
            hours=_amount(self.hours),
            topics=frozenset(topic.value for topic in self.topics),
            topic_hours={each.topic.value: Decimal(each.hours) for each in self.topic_hours},
            provider=self.provider,
            format=self.format.value,
            certificate_number=self.certificate_number,
            note=self.note,
            credits=tuple(CreditLine(each.body, _amount(each.amount), each.number) for each in self.credits),
            event=event,
        )


class CompletionSent(CompletionCorrected):
    """A completion to log, for one person; it waits for a second person's decision, unless it is sent as a draft."""

    person: PublicId
    event: PublicId | None = Field(None, description="The event of the team at which it was.")
    state: Literal["draft", "submitted"] = "submitted"
    even_if_alike: bool = Field(
        False, description="Log it also where the person has one of the same title within a week: 409 says which."
    )


class WithdrawSent(Shape):
    """Why a completion is withdrawn."""

    reason: SomeNote


class FileSent(Shape):
    """What is said of a file."""

    looked_at: Literal["true", "false"] = Field(
        "false", description="A person looked at it: it holds nothing of a case, though it looks so. 409 asks for this."
    )


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
