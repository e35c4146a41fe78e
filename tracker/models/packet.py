"""A PDF evidence packet: asked for, in the making, issued and sealed, or failed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import KEY_LENGTH, TEXT_LENGTH, row_number


class Packet(CenterOwned, Base):
    """A packet and its seal: the digests of its inputs and of its PDF, and the head of history when it was made.

    `asked_by` is empty where a command of the installation asked.
    """

    __tablename__ = "packet"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    number: Mapped[int]
    standard: Mapped[str] = mapped_column(String(KEY_LENGTH))
    edition: Mapped[str] = mapped_column(String(20))
    as_of: Mapped[date]
    # As the record was known when this day ended; null where it was made from everything that was known.
    known_on: Mapped[date | None]
    # How much it tells of people.
    level: Mapped[str] = mapped_column(String(12), default="full", server_default="full")
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    progress: Mapped[str] = mapped_column(String(120), default="")
    steps_done: Mapped[int] = mapped_column(default=0)
    steps_all: Mapped[int] = mapped_column(default=0)
    asked_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcMoment)
    inputs_sha256: Mapped[str] = mapped_column(String(DIGEST_LENGTH), default="")
    sealed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    sha256: Mapped[str] = mapped_column(String(DIGEST_LENGTH), default="")
    pages: Mapped[int] = mapped_column(default=0)
    exhibits: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(default=0)
    # JSON: the exhibits whose files could not be printed, or only in part; empty where all are there.
    troubles: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    history_number: Mapped[int] = mapped_column(default=0)
    history_digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), default="")
    failure: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    # Withdrawn: it prints a file that was removed for good, and its own files are gone. The row stays.
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    withdrawn_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    withdrawn_reason: Mapped[str | None] = mapped_column(String(TEXT_LENGTH))
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        UniqueConstraint("center_id", "number"),
        Index(None, "center_id", "asked_at"),
        # The whole key of a row within its center, at which desks point.
        Index(None, "center_id", "id", unique=True),
        # Whoever makes packets looks for those that wait, whatever their center.
        Index(None, "state"),
    )
    __mapper_args__ = {"version_id_col": version}
