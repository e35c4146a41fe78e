"""Everything of a center as one file: asked for, in the making, ready for some days, failed, or removed."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import TEXT_LENGTH, row_number


class CenterArchive(CenterOwned, Base):
    """An archive and how far it is. Its file lies in the data folder under its public id, as long as it is ready."""

    __tablename__ = "center_archive"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    progress: Mapped[str] = mapped_column(String(120), default="")
    steps_done: Mapped[int] = mapped_column(default=0)
    steps_all: Mapped[int] = mapped_column(default=0)
    asked_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcMoment)
    made_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    sha256: Mapped[str] = mapped_column(String(DIGEST_LENGTH), default="")
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    files: Mapped[int] = mapped_column(default=0)
    # How many files were gone from the store already, so that they are not in it.
    missing: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")

    __table_args__ = (
        Index(None, "center_id", "asked_at"),
        # Whoever makes archives looks for those that wait, whatever their center.
        Index(None, "state"),
    )
