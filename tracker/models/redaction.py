"""That a box on a page of a file goes into no copy that is printed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import TEXT_LENGTH, row_number


class Redaction(CenterOwned, Base):
    """A box, by the file's own SHA-256: it holds wherever this center has that file. Taken back, never changed.

    In thousandths of the page as it is shown upright.
    """

    __tablename__ = "redaction"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    sha256: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    page: Mapped[int]
    box_left: Mapped[int]
    box_top: Mapped[int]
    box_right: Mapped[int]
    box_bottom: Mapped[int]
    reason: Mapped[str] = mapped_column(String(TEXT_LENGTH))
    made_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    made_at: Mapped[datetime] = mapped_column(UtcMoment)
    taken_back_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    taken_back_reason: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")

    __table_args__ = (Index(None, "center_id", "sha256"),)
