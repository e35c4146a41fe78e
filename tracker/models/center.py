"""A Children's Advocacy Center: the tenant."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import JSON, String, true
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.models.account import DIGEST_LENGTH
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
    # The letterhead: how packets and handouts look. No accent is the product's own; the logo lies in the store.
    accent: Mapped[str | None] = mapped_column(String(7))
    logo_sha256: Mapped[str | None] = mapped_column(String(DIGEST_LENGTH))
    letter: Mapped[str | None]
    letter_signed_by: Mapped[str | None] = mapped_column(String(NAME_LENGTH))
    letter_signed_as: Mapped[str | None] = mapped_column(String(NAME_LENGTH))
    # The weekly digest: whether there is one, on which weekday (0 is Monday), from which day on at the earliest, and
    # how many days before a last day it tells of what is to come.
    reminders_on: Mapped[bool] = mapped_column(default=True, server_default=true())
    reminder_weekday: Mapped[int] = mapped_column(default=0, server_default="0")
    reminders_from: Mapped[date | None]
    reminder_offsets: Mapped[str] = mapped_column(String(40), default="90, 30, 7", server_default="90, 30, 7")
    # The lists of the queue that the center keeps itself: a list of lines under the name of each.
    review_words: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict, server_default="{}")
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
