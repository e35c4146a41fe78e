"""A link by which somebody without an account decides once on chosen completions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import NAME_LENGTH, row_number, whole_key, within_center


class DecisionLink(CenterOwned, Base):
    """Who decides, in which function, until when. Of the secret only the digest is kept."""

    __tablename__ = "decision_link"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    decider: Mapped[str] = mapped_column(String(NAME_LENGTH))
    function: Mapped[str] = mapped_column(String(NAME_LENGTH))
    # The last day on which it opens, on the center's clock.
    ends_on: Mapped[date]
    given_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    given_at: Mapped[datetime] = mapped_column(UtcMoment)
    used_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    revoked_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (whole_key(),)


class DecisionLinkItem(CenterOwned, Base):
    """A completion that the link is about. Only what is in the row's version as it is shown is decided on."""

    __tablename__ = "decision_link_item"

    id: Mapped[int] = row_number()
    link_id: Mapped[int] = mapped_column(RowNumber)
    completion_id: Mapped[int] = mapped_column(RowNumber)

    __table_args__ = (
        within_center("link_id", "decision_link"),
        within_center("completion_id", "completion"),
        UniqueConstraint("center_id", "link_id", "completion_id"),
        Index(None, "center_id", "completion_id"),
    )
