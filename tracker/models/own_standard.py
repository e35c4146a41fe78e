"""Standards that a center wrote or was given as a file: those that ship are not kept here."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.keys import KEY_LENGTH, row_number


class OwnStandard(CenterOwned, Base):
    """A file of the center's own, as it was given; a newer one of the same edition is a row of its own.

    `number` counts the files of an edition. The one in use has no `ended_at`: replaced or taken away, it stays, because
    waivers and packets name it.
    """

    __tablename__ = "own_standard"

    id: Mapped[int] = row_number()
    standard: Mapped[str] = mapped_column(String(KEY_LENGTH))
    edition: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    added_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    added_at: Mapped[datetime] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (UniqueConstraint("center_id", "standard", "edition", "number"),)
