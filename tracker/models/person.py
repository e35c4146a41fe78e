"""Anyone whose training counts, and the roles they held from a day to a day."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker import clock
from tracker.db import Base
from tracker.db.columns import LineList, UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, Removable, RowNumber
from tracker.models.keys import EMAIL_LENGTH, NAME_LENGTH, row_number, whole_key, within_center


class Person(CenterOwned, Removable, Base):
    """Staff, MDT partner, volunteer or board member; most have no account. Who left is still the same person.

    `other_names`: former and other names that certificates of theirs carry.
    """

    __tablename__ = "person"
    # Not the name: a corrected one shall be nowhere.
    KEPT_WHEN_CHANGED: ClassVar = ("discipline", "agency_id")

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    other_names: Mapped[tuple[str, ...]] = mapped_column(LineList, default=(), server_default=text("''"))
    email: Mapped[str | None] = mapped_column(String(EMAIL_LENGTH))
    discipline: Mapped[str] = mapped_column(String(40))
    agency_id: Mapped[int | None] = mapped_column(RowNumber)
    recorded_at: Mapped[datetime | None] = mapped_column(UtcMoment, default=clock.now)
    version: Mapped[int] = mapped_column()

    __table_args__ = (whole_key(), within_center("agency_id", "agency"), Index(None, "center_id", "name"))
    __mapper_args__ = {"version_id_col": version}


class RoleTerm(CenterOwned, Base):
    """A role from a day to a day, both inclusive; no last day while it lasts."""

    __tablename__ = "role_term"
    KEPT_WHEN_CHANGED: ClassVar = ("role", "starts_on", "ends_on")

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    person_id: Mapped[int] = mapped_column(RowNumber)
    role: Mapped[str] = mapped_column(String(40))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    recorded_at: Mapped[datetime | None] = mapped_column(UtcMoment, default=clock.now)
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        within_center("person_id", "person"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        Index(None, "center_id", "person_id"),
    )
    __mapper_args__ = {"version_id_col": version}
