"""What was sent to whom in which week and what became of it, and what somebody does not want to be told yet."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, WordSet, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.keys import TEXT_LENGTH, TITLE_LENGTH, row_number, within_center


class ReminderDigest(CenterOwned, Base):
    """One digest: it is claimed here before it is sent, so that whatever happens meanwhile it is not sent again.

    `week_of` is the day on which it was due. `told` are the marks of what it told of days to come. No address and no
    words of it are kept.
    """

    __tablename__ = "reminder_digest"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    account_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    kind: Mapped[str] = mapped_column(String(12))
    week_of: Mapped[date]
    state: Mapped[str] = mapped_column(String(12))
    line_count: Mapped[int] = mapped_column(default=0)
    told: Mapped[frozenset[str]] = mapped_column(WordSet, default=frozenset())
    tries: Mapped[int] = mapped_column(default=1)
    claimed_at: Mapped[datetime] = mapped_column(UtcMoment)
    settled_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (
        UniqueConstraint("center_id", "account_id", "kind", "week_of"),
        Index(None, "center_id", "claimed_at"),
    )


class Snooze(CenterOwned, Base):
    """That somebody does not want to be told of something before a day, and why. What must be done stays the same.

    `items` are the keys of what is left out of their mail, `what` its words at the time.
    """

    __tablename__ = "snooze"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    person_id: Mapped[int] = mapped_column(RowNumber)
    items: Mapped[frozenset[str]] = mapped_column(WordSet)
    what: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    until: Mapped[date]
    reason: Mapped[str] = mapped_column(String(TEXT_LENGTH))
    made_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    made_at: Mapped[datetime] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (within_center("person_id", "person"), Index(None, "center_id", "person_id"))
