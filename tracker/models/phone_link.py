"""A link by which one person logs one completion from a phone, without a password."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import row_number, within_center

KEY_LENGTH = 32


class PhoneLink(CenterOwned, Base):
    """For whom, given by which account, until when. Of the secret only the digest is kept.

    `used_key`: the key of the form that used it up, by which the same form sent again is known.
    """

    __tablename__ = "phone_link"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    person_id: Mapped[int] = mapped_column(RowNumber)
    given_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    given_at: Mapped[datetime] = mapped_column(UtcMoment)
    ends_at: Mapped[datetime] = mapped_column(UtcMoment)
    used_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    used_key: Mapped[str | None] = mapped_column(String(KEY_LENGTH))
    revoked_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (within_center("person_id", "person"), Index(None, "center_id", "person_id"))
