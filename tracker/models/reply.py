"""Mails that were read from the mailbox, and what became of those that answer a reminder."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import row_number


class ReceivedMail(Base):
    """A mail of the mailbox, whoever sent it, by a digest: read once, however often it comes or its reader is killed.

    `outcome` is empty until it is settled; `tries` counts how often somebody began to.
    """

    __tablename__ = "received_mail"

    id: Mapped[int] = row_number()
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), unique=True)
    outcome: Mapped[str] = mapped_column(String(20), default="")
    tries: Mapped[int] = mapped_column(default=0)
    came_at: Mapped[datetime] = mapped_column(UtcMoment)


class MailReply(CenterOwned, Base):
    """What became of a mail that is somebody's, and whether they were answered. Its words are kept nowhere.

    `told`: what our answer has to say of its files, by name; emptied once the answer is settled.
    """

    __tablename__ = "mail_reply"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    account_id: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    outcome: Mapped[str] = mapped_column(String(20))
    files: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    answer: Mapped[str] = mapped_column(String(12))
    told: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    tries: Mapped[int] = mapped_column(default=0)
    came_at: Mapped[datetime] = mapped_column(UtcMoment)
    settled_at: Mapped[datetime | None] = mapped_column(UtcMoment)

    __table_args__ = (Index(None, "center_id", "came_at"),)
