"""The address by which a calendar program reads somebody's due dates."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import row_number


class CalendarFeed(CenterOwned, Base):
    """One address: of its secret only the digest is kept. An account has one at a center that is not ended."""

    __tablename__ = "calendar_feed"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    account_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (Index(None, "center_id", "account_id"),)
