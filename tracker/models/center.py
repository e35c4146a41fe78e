"""A Children's Advocacy Center: the tenant."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.models.keys import NAME_LENGTH, row_number


class Center(Base):
    """A center, the zone its days are counted in, and the day of its site visit."""

    __tablename__ = "center"
    KEPT_WHEN_CHANGED: ClassVar = ("site_visit_on",)

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    time_zone: Mapped[str] = mapped_column(String(64))
    site_visit_on: Mapped[date | None]
    contact: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    own_resources: Mapped[str] = mapped_column(default="")
    # Who must have a second factor: leaders (directors and deputies), everybody, or nobody.
    second_factor: Mapped[str] = mapped_column(String(10), default="leaders", server_default="leaders")
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
