"""One line a change, chained by a keyed digest; and the head of each center's chain."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import TEXT_LENGTH, row_number


class HistoryEntry(CenterOwned, Base):
    """Who changed what, when and why. Its number, not its time, says what came first."""

    __tablename__ = "history_entry"

    id: Mapped[int] = row_number()
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcMoment)
    account_id: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int | None] = mapped_column(RowNumber)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    previous: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH))

    __table_args__ = (
        UniqueConstraint("center_id", "number"),
        # With the number: what was the last decision on each of many things is asked on every page of a director.
        Index(None, "center_id", "subject_id", "number"),
        Index(None, "center_id", "person_id"),
    )


class HistoryHead(Base):
    """The last line of a center's chain; locked while the next one is written, so that lines are serial.

    Its number is also the center's version stamp: it changes with every change and with nothing else.
    """

    __tablename__ = "history_head"

    center_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("center.id"), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), default="")
