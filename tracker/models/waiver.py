"""That a requirement is set aside, or met by something else: proposed by one person, decided by another."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.keys import KEY_LENGTH, TEXT_LENGTH, TITLE_LENGTH, row_number, whole_key, within_center


class Waiver(CenterOwned, Base):
    """A decision on one requirement of one edition, for a person or (none) for the team; both days included.

    Ended early, it holds to `ended_on`. Its proof are the files that name it.
    """

    __tablename__ = "waiver"
    KEPT_WHEN_CHANGED: ClassVar = ("state", "ends_on", "ended_on")

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    kind: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int | None] = mapped_column(RowNumber)
    standard: Mapped[str] = mapped_column(String(KEY_LENGTH))
    edition: Mapped[str] = mapped_column(String(20))
    requirement: Mapped[str] = mapped_column(String(KEY_LENGTH))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(TEXT_LENGTH))
    instead: Mapped[str] = mapped_column(String(TITLE_LENGTH), default="")
    state: Mapped[str] = mapped_column(String(20))
    proposed_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcMoment)
    decided_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    decision_reason: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    ended_on: Mapped[date | None]
    ended_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    ended_reason: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        whole_key(),
        within_center("person_id", "person"),
        CheckConstraint("starts_on <= ends_on", name="ends_after_it_starts"),
        CheckConstraint("decided_by IS NULL OR decided_by <> proposed_by", name="two_people"),
        Index(None, "center_id", "state"),
        Index(None, "center_id", "person_id"),
    )
    __mapper_args__ = {"version_id_col": version}
