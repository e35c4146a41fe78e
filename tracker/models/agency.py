"""A partner agency on the multidisciplinary team."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned
from tracker.models.keys import NAME_LENGTH, row_number, whole_key


class Agency(CenterOwned, Base):
    """An agency other than the center, with its professional field."""

    __tablename__ = "agency"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    discipline: Mapped[str] = mapped_column(String(40))
    retired_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column()

    __table_args__ = (whole_key(), UniqueConstraint("center_id", "name"))
    __mapper_args__ = {"version_id_col": version}
