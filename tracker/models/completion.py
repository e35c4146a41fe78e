"""That a person completed a training on a day; the credits on the certificate; what a second person decided."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import HoursColumn, HourShares, UtcMoment, WordSet, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.domain.record import NO_TOPIC_HOURS
from tracker.models.keys import NAME_LENGTH, TEXT_LENGTH, TITLE_LENGTH, row_number, whole_key, within_center

DECIDED_AS_LENGTH = 500


class Completion(CenterOwned, Base):
    """A completion. Completed, submitted and decided are three dates; validity counts from the first."""

    __tablename__ = "completion"
    KEPT_WHEN_CHANGED: ClassVar = (
        *("title", "completed_on", "state", "training_id", "kind"),
        *("hours", "topics", "topic_hours", "grade", "event_id", "expires_on"),
    )

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    person_id: Mapped[int] = mapped_column(RowNumber)
    training_id: Mapped[int | None] = mapped_column(RowNumber)
    event_id: Mapped[int | None] = mapped_column(RowNumber)
    kind: Mapped[str] = mapped_column(String(20), default="training")
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    provider: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    format: Mapped[str] = mapped_column(String(20), default="unknown")
    completed_on: Mapped[date]
    expires_on: Mapped[date | None]
    hours: Mapped[Decimal | None] = mapped_column(HoursColumn)
    topics: Mapped[frozenset[str]] = mapped_column(WordSet, default=frozenset())
    # Where the certificate says how many of its hours are on which topic; each of these is among the topics.
    topic_hours: Mapped[Mapping[str, Decimal]] = mapped_column(
        HourShares, default=NO_TOPIC_HOURS, server_default=text("''")
    )
    certificate_number: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    note: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    grade: Mapped[str] = mapped_column(String(20), default="own_word")
    # The prior center that states it in a transcript, where one does.
    stated_by: Mapped[str | None] = mapped_column(String(NAME_LENGTH))
    # Whether it came by a link that `recorded_by` gave, and so perhaps from somebody else.
    by_link: Mapped[bool] = mapped_column(default=False, server_default=false())
    state: Mapped[str] = mapped_column(String(12))
    recorded_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcMoment)
    changed_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    submitted_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    decided_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    # Who decided without an account, in which function and by which way.
    decided_as: Mapped[str | None] = mapped_column(String(DECIDED_AS_LENGTH))
    decided_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    withdrawn_reason: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        whole_key(),
        within_center("person_id", "person"),
        within_center("training_id", "training"),
        within_center("event_id", "event"),
        Index(None, "center_id", "person_id", "completed_on"),
        Index(None, "center_id", "state", "submitted_at"),
        Index(None, "center_id", "event_id"),
    )
    __mapper_args__ = {"version_id_col": version}


class Credit(CenterOwned, Base):
    """A body's credit on the certificate, kept apart from hours; several are normal."""

    __tablename__ = "credit"

    id: Mapped[int] = row_number()
    completion_id: Mapped[int] = mapped_column(RowNumber)
    body: Mapped[str] = mapped_column(String(NAME_LENGTH))
    amount: Mapped[Decimal | None] = mapped_column(HoursColumn)
    number: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")

    __table_args__ = (within_center("completion_id", "completion"), Index(None, "center_id", "completion_id"))


class Review(CenterOwned, Base):
    """One decision of a second person on a completion: accepted, or returned with a reason."""

    __tablename__ = "review"

    id: Mapped[int] = row_number()
    completion_id: Mapped[int] = mapped_column(RowNumber)
    decision: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    # An account, or who decided without one.
    decided_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    decided_as: Mapped[str | None] = mapped_column(String(DECIDED_AS_LENGTH))
    decided_at: Mapped[datetime] = mapped_column(UtcMoment)

    __table_args__ = (within_center("completion_id", "completion"), Index(None, "center_id", "completion_id"))
