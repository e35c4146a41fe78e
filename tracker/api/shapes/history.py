"""The history of the center: one line a change."""

from dataclasses import replace
from datetime import datetime

from pydantic import Field, JsonValue

from tracker.api.shapes.base import OfPersonAsked, PublicId, Shape, same
from tracker.services.history import Line
from tracker.services.listings import HistoryPart

# What programs do not read, the history does not tell them either: that it was done, and neither where nor why.
IN_CONFIDENCE = frozenset({"redact", "take_back_redaction", "report", "set_aside", "settle", "snooze", "wake"})


class LineShown(Shape):
    """Who changed what, when and why. `subject`: of which kind the thing is, `subject_id`: which one it is.

    `person`: whose record it concerns, null where it is nobody's or they were removed. `detail`: what changed, by
    field. With time come more words of `action` and `subject`, and more fields of `detail`. `reason` and `where` in
    `detail` are empty for parts that are not printed, reports on links, snoozes and what was set aside in a check.
    """

    number: int
    at: datetime
    who: str
    action: str
    subject: str
    subject_id: str
    person: str | None
    person_name: str | None
    reason: str
    detail: dict[str, JsonValue]

    @classmethod
    def of(cls, line: Line) -> "LineShown":
        """Return a line as programs see it."""
        if line.action in IN_CONFIDENCE:
            line = replace(line, reason="", detail=line.detail | ({"where": ""} if "where" in line.detail else {}))
        return cls(**same(line, *cls.model_fields))


class HeadShown(Shape):
    """The end of the chain of history: kept elsewhere, it tells later whether lines before it are as they were."""

    number: int
    digest: str


class HistoryAsked(OfPersonAsked):
    """Which lines."""

    about: PublicId | None = Field(None, description="Only what was done with the thing of this id.")


class HistoryShown(Shape):
    """A part of the history, the oldest first. The `number` of a line is the cursor to go on behind it, also later."""

    items: list[LineShown]
    next: str | None
    head: HeadShown

    @classmethod
    def of(cls, part: HistoryPart) -> "HistoryShown":
        """Return a part as programs see it."""
        head = HeadShown(number=part.head.number, digest=part.head.digest)
        return cls(items=[LineShown.of(each) for each in part.lines.items], next=part.lines.next, head=head)
