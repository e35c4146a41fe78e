"""The catalog of trainings, and the events of the team."""

from datetime import date
from typing import Any

from tracker.api.shapes.base import Shape, exact
from tracker.api.shapes.files import FileShown
from tracker.domain.vocabulary import CompletionState, Discipline
from tracker.services.event_views import Attendee, EventView
from tracker.services.evidence_reading import EvidenceView
from tracker.services.trainings import TrainingView


class TrainingShown(Shape):
    """An entry of the catalog. `hours` is null where they are not stated; `live`: whether it can be taken now."""

    id: str
    key: str
    title: str
    other_titles: list[str]
    provider: str
    topics: list[str]
    format: str
    hours: str | None
    url: str
    live: bool
    merged_into: str | None

    @classmethod
    def of(cls, view: TrainingView) -> "TrainingShown":
        """Return a training as programs see it."""
        return cls(
            id=view.public_id,
            key=view.key,
            title=view.title,
            other_titles=list(view.aliases),
            provider=view.provider,
            topics=sorted(view.topics),
            format=view.format,
            hours=exact(view.hours),
            url=view.url,
            live=view.is_live,
            merged_into=view.merged_into,
        )


class TrainingsShown(Shape):
    """A part of the catalog."""

    items: list[TrainingShown]
    next: str | None


class EventShown(Shape):
    """What the team did together, or a document it holds; `present` and `files` are counts."""

    id: str
    version: int
    kind: str
    title: str
    held_on: date
    expires_on: date | None
    provider: str
    format: str
    hours: str | None
    topics: list[str]
    note: str
    withdrawn: bool
    present: int
    files: int

    @classmethod
    def of(cls, view: EventView) -> "EventShown":
        """Return an event as programs see it."""
        return cls(**event_facts(view))


class AttendeeShown(Shape):
    """Somebody who was there, by the completion that says so, with the hours that count for them."""

    completion: str
    person: str
    name: str
    discipline: Discipline
    hours: str | None
    state: CompletionState

    @classmethod
    def of(cls, view: Attendee) -> "AttendeeShown":
        """Return an attendee as programs see them."""
        return cls(
            completion=view.completion,
            person=view.person,
            name=view.name,
            discipline=view.discipline,
            hours=exact(view.hours),
            state=view.state,
        )


class WholeEventShown(EventShown):
    """An event with who was there and its own files."""

    attendance: list[AttendeeShown]
    evidence: list[FileShown]

    @classmethod
    def whole(cls, view: EventView, files: list[EvidenceView]) -> "WholeEventShown":
        """Return an event with all that belongs to it."""
        there = [AttendeeShown.of(each) for each in view.attendees]
        return cls(**event_facts(view), attendance=there, evidence=[FileShown.of(each) for each in files])


class EventsShown(Shape):
    """A part of the list of events."""

    items: list[EventShown]
    next: str | None


def event_facts(view: EventView) -> dict[str, Any]:
    """Return what is told of an event wherever it stands."""
    same = ("version", "kind", "title", "held_on", "expires_on", "provider", "format", "note")
    told: dict[str, Any] = {name: getattr(view, name) for name in (*same, "withdrawn", "present", "files")}
    return told | {"id": view.public_id, "hours": exact(view.hours), "topics": sorted(view.topics)}
