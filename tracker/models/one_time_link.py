"""Secrets that open one door once: the set-up code and password resets. Only their digests are kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment
from tracker.db.tenancy import RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import row_number


class OneTimeLink(Base):
    """A secret with a purpose and an end, consumed by one conditional UPDATE."""

    __tablename__ = "one_time_link"

    id: Mapped[int] = row_number()
    purpose: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    account_id: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    made_at: Mapped[datetime] = mapped_column(UtcMoment)
    ends_at: Mapped[datetime] = mapped_column(UtcMoment)
    used_at: Mapped[datetime | None] = mapped_column(UtcMoment)
