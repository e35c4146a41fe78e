"""Who signs in, and the sessions in which they are signed in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import RowNumber
from tracker.models.keys import EMAIL_LENGTH, NAME_LENGTH, row_number

DIGEST_LENGTH = 64


class Account(Base):
    """Somebody who signs in. Belongs to no center: memberships say where and as what."""

    __tablename__ = "account"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH), unique=True)
    display_name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_administrator: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class SignInSession(Base):
    """One browser in which an account is signed in; ending the row ends the access at the next request."""

    __tablename__ = "sign_in_session"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    account_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    token_digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    device: Mapped[str] = mapped_column(String(80))
    started_at: Mapped[datetime] = mapped_column(UtcMoment)
    confirmed_at: Mapped[datetime] = mapped_column(UtcMoment)
    # Whether it began with a second factor, or one was set up in it. False for sessions from before there were any.
    proved_twice: Mapped[bool] = mapped_column(default=False, server_default=false())
    seen_at: Mapped[datetime] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (Index(None, "account_id", "ended_at"),)
