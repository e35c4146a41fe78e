"""Who looked at what: records of others opened, files and packets downloaded. One row a day, not one a click."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.keys import row_number, within_center

SEEN_AS_LENGTH = 500


class Sighting(CenterOwned, Base):
    """An account that saw a thing of a center on a day, how often, and whose record it was.

    `seen_as`: who looked, where they came by a link that the account gave; empty where the account itself did.
    """

    __tablename__ = "sighting"

    id: Mapped[int] = row_number()
    account_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    seen_as: Mapped[str] = mapped_column(String(SEEN_AS_LENGTH), default="", server_default=text("''"))
    act: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int | None] = mapped_column(RowNumber)
    seen_on: Mapped[date]
    times: Mapped[int] = mapped_column(default=1)
    first_at: Mapped[datetime] = mapped_column(UtcMoment)
    last_at: Mapped[datetime] = mapped_column(UtcMoment)

    __table_args__ = (
        within_center("person_id", "person"),
        UniqueConstraint(
            *("center_id", "account_id", "act", "subject", "subject_id", "seen_on", "seen_as"), name="once_a_day"
        ),
        Index(None, "center_id", "person_id"),
        Index(None, "center_id", "last_at"),
    )
