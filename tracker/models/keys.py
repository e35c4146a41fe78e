"""The keys that tables share: row numbers, and references that cannot leave their center."""

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db.tenancy import RowNumber

NAME_LENGTH = 200
TITLE_LENGTH = 300
TEXT_LENGTH = 2000
ADDRESS_LENGTH = 1000
EMAIL_LENGTH = 254
KEY_LENGTH = 120


def row_number() -> Mapped[int]:
    """Return the integer primary key; it never leaves the database."""
    return mapped_column(RowNumber, primary_key=True)


def whole_key() -> UniqueConstraint:
    """Return the key (center, row) that references from other tables of the center point at."""
    return UniqueConstraint("center_id", "id")


def within_center(column: str, table: str) -> ForeignKeyConstraint:
    """Return a reference to a row of the same center: a row of another center cannot even be pointed at."""
    return ForeignKeyConstraint(["center_id", column], [f"{table}.center_id", f"{table}.id"])
