"""A token by which a program reads, or writes, what is a center's."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import NAME_LENGTH, row_number


class ApiToken(CenterOwned, Base):
    """What a program shows at each request: only its digest is kept, and how it begins, so that people recognise it.

    `account_id`: the account under which what it does stands in the record. Nobody signs in with that.
    """

    __tablename__ = "api_token"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    may: Mapped[str] = mapped_column(String(10))
    beginning: Mapped[str] = mapped_column(String(16))
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    account_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"), unique=True)
    made_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    made_at: Mapped[datetime] = mapped_column(UtcMoment)
    # The last day on which it opens anything, on the center's clock.
    ends_on: Mapped[date]
    # The day, not the moment: to see which are used no more, that is enough.
    last_used_on: Mapped[date | None]
    revoked_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (Index(None, "center_id", "made_by"),)
