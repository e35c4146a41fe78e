"""A file that proves: the row that says whose proof it is. The bytes lie in storage under their SHA-256."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import LineList, UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import NAME_LENGTH, TEXT_LENGTH, row_number, within_center

_ONE_OF_THREE = (
    "(CASE WHEN completion_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN event_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN waiver_id IS NULL THEN 0 ELSE 1 END) = 1"
)


class Evidence(CenterOwned, Base):
    """A file attached to one completion, one event or one waiver. Withdrawn with a reason.

    Its bytes are removed only where they must not be kept. `named`: the names that were read on it as those of whoever
    completed it; none where nobody read it, where none was sure, or where it looks like a file of a case.
    """

    __tablename__ = "evidence"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    completion_id: Mapped[int | None] = mapped_column(RowNumber)
    event_id: Mapped[int | None] = mapped_column(RowNumber)
    waiver_id: Mapped[int | None] = mapped_column(RowNumber)
    sha256: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    file_name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    format: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    pages: Mapped[int]
    named: Mapped[tuple[str, ...]] = mapped_column(LineList, default=(), server_default=text("''"))
    added_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    added_at: Mapped[datetime] = mapped_column(UtcMoment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    withdrawn_reason: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    # Removed: the bytes are gone for good, such as a page about a child that never belonged here. The row stays.
    removed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    removed_reason: Mapped[str | None] = mapped_column(String(TEXT_LENGTH))

    __table_args__ = (
        within_center("completion_id", "completion"),
        within_center("event_id", "event"),
        within_center("waiver_id", "waiver"),
        CheckConstraint(_ONE_OF_THREE, name="proves_one_thing"),
        # What places in a file point at.
        Index(None, "center_id", "id", unique=True),
        Index(None, "center_id", "completion_id"),
        Index(None, "center_id", "event_id"),
        Index(None, "center_id", "waiver_id"),
        # The room of a center is summed from this alone: the last two columns are there to be read, not looked for.
        Index(None, "center_id", "sha256", "size", "removed_at"),
    )
