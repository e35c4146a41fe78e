"""That somebody looked at what the check of the record says, found it right, and why."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import TEXT_LENGTH, row_number


class RecordCheckSetAside(CenterOwned, Base):
    """A line that is set aside. `line` is the digest of what was looked at: other facts are another line."""

    __tablename__ = "record_check_set_aside"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    check: Mapped[str] = mapped_column(String(20))
    line: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    reason: Mapped[str] = mapped_column(String(TEXT_LENGTH))
    set_aside_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    set_aside_at: Mapped[datetime] = mapped_column(UtcMoment)
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    taken_back_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))

    __table_args__ = (Index(None, "center_id", "line"),)
