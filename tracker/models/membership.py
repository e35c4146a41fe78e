"""What an account may do at a center, and which person of the center it is."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.keys import row_number, within_center


class Membership(CenterOwned, Base):
    """An account at a center. Ended, not erased."""

    __tablename__ = "membership"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    account_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    person_id: Mapped[int | None] = mapped_column(RowNumber)
    role: Mapped[str] = mapped_column(String(20))
    began_at: Mapped[datetime] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    # Whether the weekly digest comes by mail; its owner switches it off and on.
    reminded: Mapped[bool] = mapped_column(default=True, server_default=true())
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        UniqueConstraint("center_id", "account_id"),
        within_center("person_id", "person"),
        Index(None, "account_id"),
    )
    __mapper_args__ = {"version_id_col": version}
