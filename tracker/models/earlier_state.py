"""What the facts of the record said before they were changed, so that a day is answered as it was known then.

A class that is kept so names its columns in `KEPT_WHEN_CHANGED`. Before a changed row is written, what stands in the
table is kept with the moment until which it stood. What a row says now stands in the row alone. A class without a
public id goes by its number, which backups and archives keep.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ColumnElement, Index, String, event, insert, inspect, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker import clock
from tracker.db import Base
from tracker.db.columns import PUBLIC_ID_LENGTH, UtcMoment
from tracker.db.tenancy import CenterOwned
from tracker.models.keys import row_number


class EarlierState(CenterOwned, Base):
    """What a row said until a moment, by column; `of` is its table and `public_id` its own, or its number."""

    __tablename__ = "earlier_state"

    id: Mapped[int] = row_number()
    of: Mapped[str] = mapped_column(String(20))
    public_id: Mapped[str] = mapped_column(String(PUBLIC_ID_LENGTH))
    said: Mapped[dict[str, Any]] = mapped_column(JSON)
    held_until: Mapped[datetime] = mapped_column(UtcMoment)

    __table_args__ = (Index(None, "center_id", "held_until"),)


def keep_those(session: Session, cls: Any, those: Sequence[ColumnElement[bool]]) -> None:
    """Keep what stands in the table for rows of a class that a statement is about to change past their objects.

    Two statements.
    """
    columns = [getattr(cls, name) for name in cls.KEPT_WHEN_CHANGED]
    center_id = cls.center_id if issubclass(cls, CenterOwned) else cls.id
    name = getattr(cls, "public_id", cls.id)
    standing = session.execute(select(center_id, name, *columns).where(*those)).all()
    now = clock.now()
    kept = [
        {
            "center_id": center,
            "of": cls.__tablename__,
            "public_id": str(name),
            "said": dict(zip(cls.KEPT_WHEN_CHANGED, map(plain, values), strict=True)),
            "held_until": now,
        }
        for center, name, *values in standing
    ]
    if kept:
        session.execute(insert(EarlierState), kept)


@event.listens_for(Session, "before_flush")
def _keep_what_changes(session: Session, _context: Any, _instances: Any) -> None:
    changed: dict[Any, list[int]] = {}
    for row in session.dirty:
        names: Iterable[str] = getattr(type(row), "KEPT_WHEN_CHANGED", ())
        if any(inspect(row).attrs[name].history.has_changes() for name in names):
            changed.setdefault(type(row), []).append(row.id)
    for cls, rows in changed.items():
        keep_those(session, cls, [cls.id.in_(rows)])


def plain(value: Any) -> Any:
    """Write a value so that JSON holds it: days and moments as ISO 8601, hours as text, words as a sorted list.

    What is shared out in hours keeps its keys.
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {key: str(share) for key, share in value.items()}
    return sorted(value) if isinstance(value, frozenset) else value
