"""That a place in a file of evidence says something: a page, pages, or a box on one page, with a short label."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import PUBLIC_ID_LENGTH, UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.domain.place import LABEL_LENGTH
from tracker.models.keys import row_number, within_center


class Citation(CenterOwned, Base):
    """A place in a file. Never changed: a correction removes one and adds another, so that what was so stays known.

    The box is in thousandths of the page as it is shown upright; empty for the whole page.
    """

    __tablename__ = "citation"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    evidence_id: Mapped[int] = mapped_column(RowNumber)
    label: Mapped[str] = mapped_column(String(LABEL_LENGTH))
    first_page: Mapped[int]
    last_page: Mapped[int]
    box_left: Mapped[int | None]
    box_top: Mapped[int | None]
    box_right: Mapped[int | None]
    box_bottom: Mapped[int | None]
    # The completion, by public id, that this row of a sheet is about; empty where it is about all who were there.
    completion: Mapped[str | None] = mapped_column(String(PUBLIC_ID_LENGTH))
    added_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    added_at: Mapped[datetime] = mapped_column(UtcMoment)
    removed_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    removed_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (
        within_center("evidence_id", "evidence"),
        CheckConstraint("first_page BETWEEN 1 AND last_page", name="pages_in_order"),
        CheckConstraint("box_left IS NULL OR first_page = last_page", name="a_box_is_on_one_page"),
        Index(None, "center_id", "evidence_id"),
    )
