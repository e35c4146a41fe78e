"""The texts of the standards as they shipped with this version of the program and with those before."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment
from tracker.models.keys import KEY_LENGTH, row_number


class ShippedText(Base):
    """A shipped file's text by its digest: public, of no center, and never changed, so that updates can be compared."""

    __tablename__ = "shipped_text"

    id: Mapped[int] = row_number()
    standard: Mapped[str] = mapped_column(String(KEY_LENGTH))
    edition: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    text: Mapped[str] = mapped_column(Text)
    first_seen_at: Mapped[datetime] = mapped_column(UtcMoment)
