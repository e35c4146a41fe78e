"""The key of a create form that was carried out, so that sending it twice makes one thing."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import row_number


class Submission(CenterOwned, Base):
    """A form's key, and the public id of what it made."""

    __tablename__ = "submission"

    id: Mapped[int] = row_number()
    account_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    key: Mapped[str] = mapped_column(String(64))
    made: Mapped[str] = mapped_column(String(40))
    # What a program sent under this key, as a digest; null for a form of a page, which may differ and is the same.
    sent_digest: Mapped[str | None] = mapped_column(String(DIGEST_LENGTH))
    at: Mapped[datetime] = mapped_column(UtcMoment)

    __table_args__ = (UniqueConstraint("center_id", "account_id", "key"),)
