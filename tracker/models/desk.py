"""A desk: one packet, read on screen by somebody without an account, by a link, until a day."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import NAME_LENGTH, row_number, whole_key, within_center


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
