"""A spreadsheet that a center brings in: what is known of the file, and what each of its rows says and came to."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.db.columns import PUBLIC_ID_LENGTH, UtcMoment, public_id_column
from tracker.db.tenancy import CenterOwned, RowNumber
from tracker.models.account import DIGEST_LENGTH
from tracker.models.keys import KEY_LENGTH, NAME_LENGTH, TEXT_LENGTH, TITLE_LENGTH, row_number, whole_key, within_center


class Import(CenterOwned, Base):
    """A file that was dropped. It lies in the store under `sha256` until `cleared_at`; its rows go at the same time.

    `plan` is what its sheets and columns are taken for; null until it was read.
    """

    __tablename__ = "import"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    file_name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    sha256: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    size: Mapped[int]
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    progress: Mapped[str] = mapped_column(String(KEY_LENGTH), default="")
    steps_done: Mapped[int] = mapped_column(default=0)
    steps_all: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    plan: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    # Counts by what came of it, told when its rows are gone too.
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    dropped_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    dropped_at: Mapped[datetime] = mapped_column(UtcMoment)
    # Since when nobody worked on it: its names are kept for so long after.
    touched_at: Mapped[datetime] = mapped_column(UtcMoment)
    saved_by: Mapped[int | None] = mapped_column(RowNumber, ForeignKey("account.id"))
    saved_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    # The line of history that tells of the first saving: what was issued later may tell of what it made.
    saved_number: Mapped[int] = mapped_column(default=0)
    cleared_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    version: Mapped[int] = mapped_column()

    __table_args__ = (
        whole_key(),
        Index(None, "center_id", "dropped_at"),
        # Whoever reads files looks for those that wait, whatever their center.
        Index(None, "state"),
    )
    __mapper_args__ = {"version_id_col": version}


class ImportLine(CenterOwned, Base):
    """A row of the file (or a cell, where a column is a training): what it says, what was chosen, what it made.

    `person_key` and `title_key` are the folded name and title, by which one choice holds for all rows of a name.
    `made` is the public id of what it made, or changed where `before` keeps what stood there.
    """

    __tablename__ = "import_line"

    id: Mapped[int] = row_number()
    import_id: Mapped[int] = mapped_column(RowNumber)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    person_key: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    title_key: Mapped[str] = mapped_column(String(TITLE_LENGTH), default="")
    said: Mapped[dict[str, Any]] = mapped_column(JSON)
    fingerprint: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    person_choice: Mapped[str] = mapped_column(String(PUBLIC_ID_LENGTH), default="")
    title_choice: Mapped[str] = mapped_column(String(PUBLIC_ID_LENGTH), default="")
    choice: Mapped[str] = mapped_column(String(12), default="")
    made: Mapped[str | None] = mapped_column(String(PUBLIC_ID_LENGTH))
    made_version: Mapped[int] = mapped_column(default=0)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    __table_args__ = (
        within_center("import_id", "import"),
        Index(None, "center_id", "import_id", "number", unique=True),
        Index(None, "center_id", "fingerprint"),
    )


class ImportFile(CenterOwned, Base):
    """A file that came with a spreadsheet, or a ZIP of them, in the store under `sha256`.

    `pack` and `entry`: the ZIP that it lay in, and where. `told`: what its text proposes, for pairing. `chosen`: the
    fingerprint of the row that somebody said, or `later`. `made` is the public id of the evidence that it became.
    """

    __tablename__ = "import_file"

    id: Mapped[int] = row_number()
    public_id: Mapped[str] = public_id_column()
    import_id: Mapped[int] = mapped_column(RowNumber)
    pack: Mapped[str] = mapped_column(String(DIGEST_LENGTH), default="")
    entry: Mapped[int] = mapped_column(default=0)
    file_name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    folder: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")
    sha256: Mapped[str] = mapped_column(String(DIGEST_LENGTH), default="")
    size: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    failure: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    format: Mapped[str] = mapped_column(String(10), default="")
    pages: Mapped[int] = mapped_column(default=0)
    told: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    chosen: Mapped[str] = mapped_column(String(DIGEST_LENGTH), default="")
    made: Mapped[str | None] = mapped_column(String(PUBLIC_ID_LENGTH))
    dropped_by: Mapped[int] = mapped_column(RowNumber, ForeignKey("account.id"))
    dropped_at: Mapped[datetime] = mapped_column(UtcMoment)

    __table_args__ = (
        within_center("import_id", "import"),
        # One content once, and each entry of a ZIP once, however often its unpacking began.
        Index(None, "center_id", "import_id", "sha256", "pack", "entry", unique=True),
        # Whoever reads files looks for those that wait, whatever their center.
        Index(None, "state"),
    )
