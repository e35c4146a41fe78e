"""Which standards a center is measured on, and who checked their text."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.keys import KEY_LENGTH, TEXT_LENGTH, row_number


class FollowedStandard(CenterOwned, Base):
    """A standard's edition that applies to the center; the checking names the digest of the text that was read."""

    __tablename__ = "followed_standard"
    KEPT_WHEN_CHANGED: ClassVar = (
        *("dropped_at", "pinned", "corrections"),
        *("checked_by", "checked_on", "checked_note", "checked_digest"),
    )

    id: Mapped[int] = row_number()
    standard: Mapped[str] = mapped_column(String(KEY_LENGTH))
    edition: Mapped[str] = mapped_column(String(20))
    followed_at: Mapped[datetime] = mapped_column(UtcMoment)
    dropped_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    checked_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    checked_on: Mapped[date | None]
    checked_note: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    checked_digest: Mapped[str] = mapped_column(String(64), default="")
    # What the center corrected, as `standards.corrections` writes it; empty where the file is taken as it ships.
    corrections: Mapped[str] = mapped_column(Text, default="")
    # The center keeps to this edition whatever the day of its visit; of one standard at most one is pinned.
    pinned: Mapped[bool] = mapped_column(default=False)
    # The digest of the shipped text that its directors have seen; empty for a file of the center's own.
    seen_digest: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))
    version: Mapped[int] = mapped_column()

    __table_args__ = (UniqueConstraint("center_id", "standard", "edition"),)
    __mapper_args__ = {"version_id_col": version}
