"""What was looked at on a desk: one row a kind of page and day, with how often; never from where."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from tracker.db import db
from tracker.db.upserts import insert_into
from tracker.models import Desk, DeskView
from tracker.services.desks.visiting import Reader


class Page(StrEnum):
    """The kinds of page that a desk has."""

    SUMMARY = "summary"
    REQUIREMENT = "requirement"
    PERSON = "person"
    EXHIBIT = "exhibit"
    PDF = "pdf"

    @property
    def label(self) -> str:
        """The words people read."""
        return _LABELS[self]


_LABELS = {
    Page.SUMMARY: "The summary",
    Page.REQUIREMENT: "A requirement",
    Page.PERSON: "A person",
    Page.EXHIBIT: "An exhibit",
    Page.PDF: "The PDF, downloaded",
}


@dataclass(frozen=True, slots=True)
class Viewed:
    """That a kind of page was looked at on a day, how often, and when last."""

    page: Page
    day: date
    times: int
    last_at: datetime


def note(reader: Reader, page: Page) -> None:
    """Note a look: the day's first makes a row, every further one counts. One statement writes."""
    actor = reader.actor
    noted = insert_into(DeskView).on_conflict_do_update(
        index_elements=["center_id", "desk_id", "page", "seen_on"],
        set_={"times": DeskView.times + 1, "last_at": actor.now},
    )
    row: dict[str, Any] = {
        "center_id": actor.center_id,
        "desk_id": reader.desk_id,
        "page": page.value,
        "seen_on": actor.today,
        "times": 1,
        "first_at": actor.now,
        "last_at": actor.now,
    }
    db.session.execute(noted, [row])


def viewed(desk: str) -> list[Viewed]:
    """Return what was looked at on a desk of the center in force, the latest first. At most a row a page and day."""
    query = (
        select(DeskView.page, DeskView.seen_on, DeskView.times, DeskView.last_at)
        .join(Desk, Desk.id == DeskView.desk_id)
        .where(Desk.public_id == desk)
        .order_by(DeskView.last_at.desc())
    )
    return [Viewed(Page(page), *rest) for page, *rest in db.session.execute(query)]
