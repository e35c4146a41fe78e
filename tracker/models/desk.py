"""A desk: one packet, read on screen by somebody without an account, by a link, until a day."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import (
    KEY_LENGTH,
    NAME_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    row_number,
    whole_key,
    within_center,
)


class Desk(CenterOwned, Base):
    """What a link opens: of its secret only the digest is kept, of its passphrase only the Argon2id hash."""

    __tablename__ = "desk"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    packet_id: Mapped[int] = mapped_column(RowNumber)
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    kind: Mapped[str] = mapped_column(String(12))
    reviewer: Mapped[str] = mapped_column(String(NAME_LENGTH))
    # The last day on which it opens, on the center's clock.
    ends_on: Mapped[date]
    passphrase_hash: Mapped[str | None] = mapped_column(String(200))
    given_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    given_at: Mapped[datetime] = mapped_column(UtcMoment)
    revoked_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column()

    __table_args__ = (whole_key(), within_center("packet_id", "packet"), Index(None, "center_id", "packet_id"))
    __mapper_args__ = {"version_id_col": version}


class DeskVisit(CenterOwned, Base):
    """A browser in which a desk is open: as a signed-in session, but for this desk and for nothing else."""

    __tablename__ = "desk_visit"

    id: Mapped[int] = row_number()
    desk_id: Mapped[int] = mapped_column(RowNumber)
    token_digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    began_at: Mapped[datetime] = mapped_column(UtcMoment)
    seen_at: Mapped[datetime] = mapped_column(UtcMoment)

    __table_args__ = (within_center("desk_id", "desk"), Index(None, "center_id", "desk_id"))


class DeskView(CenterOwned, Base):
    """That a kind of page was looked at on a desk: one row a day, with how often. No address of who looked."""

    __tablename__ = "desk_view"

    id: Mapped[int] = row_number()
    desk_id: Mapped[int] = mapped_column(RowNumber)
    page: Mapped[str] = mapped_column(String(20))
    seen_on: Mapped[date]
    times: Mapped[int] = mapped_column(default=1)
    first_at: Mapped[datetime] = mapped_column(UtcMoment)
    last_at: Mapped[datetime] = mapped_column(UtcMoment)

    __table_args__ = (
        within_center("desk_id", "desk"),
        UniqueConstraint("center_id", "desk_id", "page", "seen_on"),
    )


class DeskMark(CenterOwned, Base):
    """What a reader thinks of a requirement, a finding under it, a person or an exhibit, with a note.

    Person and exhibit count from 1. Without a requirement it is about the person or the exhibit itself.
    """

    __tablename__ = "desk_mark"

    id: Mapped[int] = row_number()
    desk_id: Mapped[int] = mapped_column(RowNumber)
    requirement: Mapped[str] = mapped_column(String(KEY_LENGTH))
    person: Mapped[int] = mapped_column(default=0)
    exhibit: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    mark: Mapped[str] = mapped_column(String(12))
    note: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    marked_at: Mapped[datetime] = mapped_column(UtcMoment)

    __table_args__ = (
        within_center("desk_id", "desk"),
        UniqueConstraint("center_id", "desk_id", "requirement", "person", "exhibit"),
    )


class DeskSample(CenterOwned, Base):
    """What a reader drew at random: by the seed anybody draws the same from the same packet."""

    __tablename__ = "desk_sample"

    id: Mapped[int] = row_number()
    desk_id: Mapped[int] = mapped_column(RowNumber)
    of: Mapped[str] = mapped_column(String(12))
    seed: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    # The numbers that were drawn, in the order of the packet: "3 7 12".
    drawn: Mapped[str] = mapped_column(String(TEXT_LENGTH))
    drawn_at: Mapped[datetime] = mapped_column(UtcMoment)
    # The form that asked, so that one sent twice draws once.
    key: Mapped[str] = mapped_column(String(32))

    __table_args__ = (within_center("desk_id", "desk"), UniqueConstraint("center_id", "desk_id", "key"))


class DeskQuestion(CenterOwned, Base):
    """What a reader asks the center about what can be marked, and what the center answers."""

    __tablename__ = "desk_question"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    desk_id: Mapped[int] = mapped_column(RowNumber)
    requirement: Mapped[str] = mapped_column(String(KEY_LENGTH))
    # As the packet has them: the record may know both by other names now.
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    about: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    person: Mapped[int] = mapped_column(default=0)
    exhibit: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    words: Mapped[str] = mapped_column(String(TEXT_LENGTH))
    asked_at: Mapped[datetime] = mapped_column(UtcMoment)
    key: Mapped[str] = mapped_column(String(32))
    answer: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    answered_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (
        within_center("desk_id", "desk"),
        UniqueConstraint("center_id", "desk_id", "key"),
        Index(None, "center_id", "answered_at"),
    )
