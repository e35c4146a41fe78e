"""What signing in leaves: devices seen before, identities at other providers, and steps that are under way."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import EMAIL_LENGTH, row_number


class KnownDevice(Base):
    """A browser that an account signed in with before; another one is told to the owner by mail."""

    __tablename__ = "known_device"

    id: Mapped[int] = row_number()
    account_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    device: Mapped[str] = mapped_column(String(80))
    first_at: Mapped[datetime] = mapped_column(UtcMoment)
    last_at: Mapped[datetime] = mapped_column(UtcMoment)

    __table_args__ = (UniqueConstraint("account_id", "digest"),)


class Identity(Base):
    """Who an account is at another provider, such as Microsoft 365 or Google."""

    __tablename__ = "identity"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    account_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(255))
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH))
    added_at: Mapped[datetime] = mapped_column(UtcMoment)
    used_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (UniqueConstraint("issuer", "subject"), Index(None, "account_id"))


class SignInStep(Base):
    """A step of signing in that waits for its answer: a challenge, or a password given and a second factor to come.

    The browser holds the secret; the row holds its digest, is answered once, and ends after minutes.
    """

    __tablename__ = "sign_in_step"

    id: Mapped[int] = row_number()
    purpose: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    account_id: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcMoment)
    ends_at: Mapped[datetime] = mapped_column(UtcMoment)
    used_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (Index(None, "ends_at"),)
