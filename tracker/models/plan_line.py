"""That a training or a task of the plan was agreed on: for whom, who sees to it, and by which day."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, WordSet, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.keys import TEXT_LENGTH, TITLE_LENGTH, row_number, whole_key, within_center


class PlanLine(CenterOwned, Base):
    """A line of the plan that was kept. Without a person it is the team's, without a training its title says what.

    `closes` are requirements, each as its standard's key, a slash and its id. `kept_on` is the center's day. A line
    that is done because a completion was accepted says so nowhere here: that is asked of the completions.
    """

    __tablename__ = "plan_line"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    person_id: Mapped[int | None] = mapped_column(RowNumber)
    training_id: Mapped[int | None] = mapped_column(RowNumber)
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    closes: Mapped[frozenset[str]] = mapped_column(WordSet, default=frozenset())
    owner_id: Mapped[int] = mapped_column(RowNumber)
    due_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    booked_on: Mapped[date | None]
    kept_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    kept_at: Mapped[datetime] = mapped_column(UtcMoment)
    kept_on: Mapped[date]
    closed_as: Mapped[str] = mapped_column(String(12), default="")
    closed_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    closed_reason: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        whole_key(),
        within_center("person_id", "person"),
        within_center("training_id", "training"),
        within_center("owner_id", "person"),
        Index(None, "center_id", "closed_as", "due_on"),
        Index(None, "center_id", "person_id"),
        Index(None, "center_id", "owner_id"),
    )
    __mapper_args__ = {"version_id_col": version}
