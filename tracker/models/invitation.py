"""A link that lets somebody join a center; only its digest is kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import EMAIL_LENGTH, row_number, within_center


class Invitation(CenterOwned, Base):
    """Who was asked to join, as what, by whom and until when."""

    __tablename__ = "invitation"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH))
    role: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int | None] = mapped_column(RowNumber)
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    made_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    made_at: Mapped[datetime] = mapped_column(UtcMoment)
    ends_at: Mapped[datetime] = mapped_column(UtcMoment)
    used_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (within_center("person_id", "person"), Index(None, "center_id", "made_at"))
