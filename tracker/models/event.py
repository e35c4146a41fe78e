"""One holding of a training, with its attendance; or a dated document of the team."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker import clock
from tracker.db import Base
from tracker.db.columns import HoursColumn, UtcMoment, WordSet, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.keys import NAME_LENGTH, TEXT_LENGTH, TITLE_LENGTH, row_number, whole_key, within_center


class Event(CenterOwned, Base):
    """What the team did together on a day. Who was there are the completions that name it."""

    __tablename__ = "event"
    KEPT_WHEN_CHANGED: ClassVar = (
        *("kind", "training_id", "title", "held_on", "expires_on", "hours", "topics"),
        "withdrawn_at",
    )

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    kind: Mapped[str] = mapped_column(String(20), default="training")
    training_id: Mapped[int | None] = mapped_column(RowNumber)
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    provider: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    format: Mapped[str] = mapped_column(String(20), default="unknown")
    held_on: Mapped[date]
    expires_on: Mapped[date | None]
    hours: Mapped[Decimal | None] = mapped_column(HoursColumn)
    topics: Mapped[frozenset[str]] = mapped_column(WordSet, default=frozenset())
    note: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    recorded_at: Mapped[datetime | None] = mapped_column(UtcMoment, default=clock.now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        whole_key(),
        within_center("training_id", "training"),
        Index(None, "center_id", "held_on"),
    )
    __mapper_args__ = {"version_id_col": version}
