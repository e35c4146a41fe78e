"""What is to come: the lines of the plan that were agreed on, and planned events."""

from datetime import date, datetime
from typing import Any

from tracker.api.shapes.base import Shape, exact, or_null, same
from tracker.domain.vocabulary import PlanLineState
from tracker.services.plan_lines import PlanLineView
from tracker.services.planned_events import CheckedIn, Expected, PlannedView


class PlanLineShown(Shape):
    """A training or a task that was agreed on, by a day. `person` is null for the team's, `training` for a task.

    `closes`: requirements, each as its standard, a slash and its id. `owner` sees to it. `state` is as of today: a line
    with a person and a training is done once a completion of it was accepted, completed on `done_on`. `closed_as` is
    empty, done or dropped, as people said of it.
    """

    id: str
    version: int
    state: PlanLineState
    person: str | None
    person_name: str | None
    training: str | None
    title: str
    closes: list[str]
    owner: str
    owner_name: str
    due_on: date
    booked_on: date | None
    note: str
    kept_by: str
    kept_at: datetime
    done_on: date | None
    closed_as: str
    closed_by: str | None
    closed_at: datetime | None
    closed_reason: str

    @classmethod
    def of(cls, view: PlanLineView) -> "PlanLineShown":
        """Return a line of the plan as programs see it."""
        return cls(
            **same(view, *_OF_A_LINE),
            **or_null(view, "person", "person_name", "training", "closed_by"),
            id=view.public_id,
            closes=list(view.requirements),
        )


_OF_A_LINE = (
    *("version", "state", "title", "owner", "owner_name", "due_on", "booked_on", "note", "kept_by", "kept_at"),
    *("done_on", "closed_as", "closed_at", "closed_reason"),
)


class PlanLinesShown(Shape):
    """A part of what was agreed on."""

    items: list[PlanLineShown]
    next: str | None


class PlannedEventShown(Shape):
    """An event to come, or that was to come: it counts for nothing. `event`: what was recorded of it afterwards.

    People can check in between `opens_at` and `closes_at`. `expected_count` and `checked_in_count` are of people.
    """

    id: str
    version: int
    kind: str
    title: str
    held_on: date
    provider: str
    format: str
    hours: str | None
    topics: list[str]
    note: str
    training: str | None
    opens_at: datetime | None
    closes_at: datetime | None
    canceled: bool
    event: str | None
    expected_count: int
    checked_in_count: int

    @classmethod
    def of(cls, view: PlannedView) -> "PlannedEventShown":
        """Return a planned event as programs see it."""
        return cls(**_facts(view))


class ExpectedShown(Shape):
    """Somebody who is expected, with the row on every sheet that is theirs."""

    person: str
    name: str
    agency: str
    row: int

    @classmethod
    def of(cls, view: Expected) -> "ExpectedShown":
        """Return who is expected as programs see them."""
        return cls(**same(view, "person", "name", "agency"), row=view.number)


class CheckInShown(Shape):
    """What somebody typed who checked in: a claim, and no completion."""

    id: str
    name: str
    agency: str
    checked_in_at: datetime

    @classmethod
    def of(cls, view: CheckedIn) -> "CheckInShown":
        """Return a check-in as programs see it."""
        return cls(**same(view, "name", "agency"), id=view.public_id, checked_in_at=view.at)


class WholePlannedEventShown(PlannedEventShown):
    """A planned event with who is expected and who checked in; who was there stands with the event."""

    expected: list[ExpectedShown]
    checked_in: list[CheckInShown]

    @classmethod
    def whole(cls, view: PlannedView) -> "WholePlannedEventShown":
        """Return a planned event with all that belongs to it."""
        return cls(
            **_facts(view),
            expected=[ExpectedShown.of(each) for each in view.expected],
            checked_in=[CheckInShown.of(each) for each in view.checked_in],
        )


class PlannedEventsShown(Shape):
    """A part of the list of planned events."""

    items: list[PlannedEventShown]
    next: str | None


def _facts(view: PlannedView) -> dict[str, Any]:
    told = same(view, "version", "kind", "title", "held_on", "provider", "format", "note", "opens_at", "closes_at")
    told |= same(view, "canceled", "expected_count", "checked_in_count") | or_null(view, "training", "event")
    return told | {"id": view.public_id, "hours": exact(view.hours), "topics": sorted(view.topics)}
