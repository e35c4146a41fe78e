"""Leave of absence: days on which somebody did not work. Why is asked nowhere and has no column."""

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.keys import row_number, within_center


class Leave(CenterOwned, Base):
    """A leave from a day to a day, both inclusive; no last day while nobody knows it."""

    __tablename__ = "leave"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    person_id: Mapped[int] = mapped_column(RowNumber)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        within_center("person_id", "person"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        Index(None, "center_id", "person_id"),
    )
    __mapper_args__ = {"version_id_col": version}
