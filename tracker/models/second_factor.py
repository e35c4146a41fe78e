"""What an account proves itself with beside its password: an authenticator app, passkeys, recovery codes."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import row_number

PASSKEY_NAME_LENGTH = 80


class Authenticator(Base):
    """An app that shows six digits. Its secret is sealed under a key that is not in the database."""

    __tablename__ = "authenticator"

    id: Mapped[int] = row_number()
    account_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"), unique=True)
    sealed_secret: Mapped[str] = mapped_column(String(300))
    begun_at: Mapped[datetime] = mapped_column(UtcMoment)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    # The half minute whose digits were used last: the same digits do not work twice.
    last_step: Mapped[int] = mapped_column(default=0)


class Passkey(Base):
    """A public key of a phone, computer or security key that its owner signs in with."""

    __tablename__ = "passkey"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    account_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary(2000))
    sign_count: Mapped[int] = mapped_column(RowNumber, default=0)
    name: Mapped[str] = mapped_column(String(PASSKEY_NAME_LENGTH))
    added_at: Mapped[datetime] = mapped_column(UtcMoment)
    used_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (Index(None, "account_id"),)


class RecoveryCode(Base):
    """A code on paper that stands in for a lost second factor, once. Only its digest is kept."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = row_number()
    account_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcMoment)
    used_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (Index(None, "account_id"),)
