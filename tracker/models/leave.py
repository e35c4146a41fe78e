"""Leave of absence: days on which somebody did not work. Why is asked nowhere and has no column."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker import clock
from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.keys import row_number, within_center


class Leave(CenterOwned, Base):
    """A leave from a day to a day, both inclusive; no last day while nobody knows it. Taken back, it counts no more."""

    __tablename__ = "leave"
    KEPT_WHEN_CHANGED: ClassVar = ("starts_on", "ends_on", "taken_back_at")

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    person_id: Mapped[int] = mapped_column(RowNumber)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    recorded_at: Mapped[datetime | None] = mapped_column(UtcMoment, default=clock.now)
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        within_center("person_id", "person"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        Index(None, "center_id", "person_id"),
    )
    __mapper_args__ = {"version_id_col": version}
