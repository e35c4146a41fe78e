"""The catalog of a center: what can be completed, other names for it, and reports about its link.

A center's catalog is wholly its own. The shipped trainings are copied into it when the center begins, under their
stable key, so that it can retire, rename and correct them, and every query stays within the center.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import HoursColumn, UtcMoment, WordSet, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.keys import (
    ADDRESS_LENGTH,
    KEY_LENGTH,
    NAME_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    row_number,
    whole_key,
    within_center,
)


class Training(CenterOwned, Base):
    """An entry of the catalog. Unknown stays null: hours not published are not zero, a cost not stated is not free."""

    __tablename__ = "training"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    shipped: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    provider: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    topics: Mapped[frozenset[str]] = mapped_column(WordSet, default=frozenset())
    roles: Mapped[frozenset[str]] = mapped_column(WordSet, default=frozenset())
    audience: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    format: Mapped[str] = mapped_column(String(20), default="unknown")
    hours: Mapped[Decimal | None] = mapped_column(HoursColumn)
    length_as_stated: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    cost: Mapped[str] = mapped_column(String(10), default="unknown")
    cost_as_stated: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    credit_as_stated: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    past: Mapped[bool] = mapped_column(default=False)
    held_on: Mapped[date | None]
    url: Mapped[str] = mapped_column(String(ADDRESS_LENGTH), default="")
    sources: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    link_state: Mapped[str] = mapped_column(String(12), default="unchecked")
    link_seen_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    link_checked_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    retired_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    merged_into_id: Mapped[int | None] = mapped_column(RowNumber)
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        whole_key(),
        UniqueConstraint("center_id", "key"),
        within_center("merged_into_id", "training"),
    )
    __mapper_args__ = {"version_id_col": version}


class TrainingAlias(CenterOwned, Base):
    """Another name under which a training is known; what a merged duplicate was called becomes one."""

    __tablename__ = "training_alias"

    id: Mapped[int] = row_number()
    training_id: Mapped[int] = mapped_column(RowNumber)
    alias: Mapped[str] = mapped_column(String(TITLE_LENGTH))

    __table_args__ = (within_center("training_id", "training"), UniqueConstraint("center_id", "training_id", "alias"))


class LinkReport(CenterOwned, Base):
    """Somebody's word that a link is broken or its page outdated, until a director settles it."""

    __tablename__ = "link_report"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    training_id: Mapped[int] = mapped_column(RowNumber)
    kind: Mapped[str] = mapped_column(String(12))
    note: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    reported_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    reported_at: Mapped[datetime] = mapped_column(UtcMoment)
    settled_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (within_center("training_id", "training"), Index(None, "center_id", "settled_at"))
