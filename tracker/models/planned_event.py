"""An event to come: what is planned, who is expected, and who said on the day that they were there."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import HoursColumn, UtcMoment, WordSet, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import NAME_LENGTH, TEXT_LENGTH, TITLE_LENGTH, row_number, whole_key, within_center


class PlannedEvent(CenterOwned, Base):
    """What the team means to do on a day. It counts for nothing; one act makes an event and its completions of it."""

    __tablename__ = "planned_event"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    kind: Mapped[str] = mapped_column(String(20), default="training")
    training_id: Mapped[int | None] = mapped_column(RowNumber)
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    provider: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    format: Mapped[str] = mapped_column(String(20), default="unknown")
    held_on: Mapped[date]
    hours: Mapped[Decimal | None] = mapped_column(HoursColumn)
    topics: Mapped[frozenset[str]] = mapped_column(WordSet, default=frozenset())
    note: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    # Which of its codes opens the check-in; the secret in it is worked out anew, and only its digest is kept.
    code_number: Mapped[int] = mapped_column(default=1)
    code_digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    opens_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    closes_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    planned_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    planned_at: Mapped[datetime] = mapped_column(UtcMoment)
    canceled_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    # The event that was made of it.
    event_id: Mapped[int | None] = mapped_column(RowNumber)
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        whole_key(),
        within_center("training_id", "training"),
        within_center("event_id", "event"),
        CheckConstraint("(opens_at IS NULL) = (closes_at IS NULL)", name="a_window_has_two_ends"),
        Index(None, "center_id", "held_on"),
    )
    __mapper_args__ = {"version_id_col": version}


class ExpectedPerson(CenterOwned, Base):
    """Somebody of the list who is expected. `number` is their row on every sheet that is printed, and stays theirs."""

    __tablename__ = "expected_person"

    id: Mapped[int] = row_number()
    planned_event_id: Mapped[int] = mapped_column(RowNumber)
    person_id: Mapped[int] = mapped_column(RowNumber)
    number: Mapped[int]

    __table_args__ = (
        within_center("planned_event_id", "planned_event"),
        within_center("person_id", "person"),
        UniqueConstraint("center_id", "planned_event_id", "person_id"),
        UniqueConstraint("center_id", "planned_event_id", "number"),
    )


class CheckIn(CenterOwned, Base):
    """That somebody typed a name where the event's code led them: a claim, and no completion."""

    __tablename__ = "check_in"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    planned_event_id: Mapped[int] = mapped_column(RowNumber)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    agency: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    checked_in_at: Mapped[datetime] = mapped_column(UtcMoment)
    # The form that was sent, so that one sent twice is one.
    key: Mapped[str] = mapped_column(String(32))
    # Whom it was taken for, once the event was recorded.
    person_id: Mapped[int | None] = mapped_column(RowNumber)

    __table_args__ = (
        within_center("planned_event_id", "planned_event"),
        within_center("person_id", "person"),
        UniqueConstraint("center_id", "planned_event_id", "key"),
        Index(None, "center_id", "planned_event_id"),
    )
