"""Values as an archive writes them, faithful to their column: days and moments in ISO 8601, hours as exact decimals."""

import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, String
from sqlalchemy.types import TypeEngine

from tracker.db.columns import HoursColumn, HourShares, LineList, UtcMoment, WordSet

Read = Callable[[Any], Any]
Plain = None | str | int | bool | list[Any] | dict[str, Any]
# What a column of whole numbers holds on every database, and one of hours.
_LARGEST, _LARGEST_HOURS = 2**63 - 1, Decimal(20_000_000)


def write(value: Any) -> Plain:
    """Return a value of a row as JSON has it. Raises TypeError for a kind that no column has."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, frozenset | tuple):
        return sorted(value) if isinstance(value, frozenset) else list(value)
    if value is None or isinstance(value, str | int | bool | list):
        return value
    if isinstance(value, Mapping):
        return {name: write(each) if isinstance(each, Decimal) else each for name, each in value.items()}
    raise TypeError(f"No archive holds a {type(value).__name__}.")


def read(column: Column[Any], value: Any) -> Any:
    """Return a value for a column as `write` gave it. Raises ValueError for anything else."""
    if value is None:
        if not column.nullable:
            raise ValueError(f"{column.name} is empty")
        return None
    try:
        found = _reader_of(column.type)(value)
    except (TypeError, AttributeError, InvalidOperation, OverflowError):
        raise ValueError(f"{column.name} is not what that column holds") from None
    # Written again it must be the same: what a lenient reader takes for alike is something else.
    if write(found) != value or (isinstance(value, bool) != isinstance(found, bool)):
        raise ValueError(f"{column.name} is not written as archives write it")
    return found


def is_known(kind: TypeEngine[Any]) -> bool:
    """Tell whether an archive can hold a column of a type."""
    try:
        _reader_of(kind)
    except TypeError:
        return False
    return True


def _reader_of(kind: TypeEngine[Any]) -> Read:
    for known, reader in _READERS:
        if isinstance(kind, known):
            if isinstance(kind, String) and kind.length:
                return _text_of(kind.length)
            return reader
    raise TypeError(f"No archive holds a column of {kind!r}.")


def _text_of(length: int) -> Read:
    def read_text(value: Any) -> str:
        text = _text(value)
        if len(text) > length:
            raise ValueError(f"a text is longer than {length} characters")
        return text

    return read_text


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise TypeError
    value.encode()  # half of a pair is no letter
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LARGEST:
        raise TypeError
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _moment(value: Any) -> datetime:
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError("a moment has no time zone")
    return found


def _hours(value: Any) -> Decimal:
    found = Decimal(_text(value))
    if not found.is_finite() or abs(found) > _LARGEST_HOURS or found * 100 != int(found * 100):
        raise ValueError("hours are hundredths at most")
    return found


def _words(value: Any) -> frozenset[str]:
    return frozenset(map(_text, value))


def _shares(value: Any) -> dict[str, Decimal]:
    found = {_text(key): _hours(share) for key, share in value.items()}
    if any(not key or " " in key or "=" in key for key in found):
        raise ValueError("what hours are shared out to is a key")
    return found


def _lines(value: Any) -> tuple[str, ...]:
    found = tuple(map(_text, value))
    if any(not line.strip() or "\n" in line for line in found):
        raise ValueError("a line is neither empty nor several")
    return found


def _json(value: Any) -> Any:
    """Take what JSON holds, without the numbers that it has not, and letters that no database keeps."""
    if isinstance(value, dict):
        return {_text(name): _json(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_json(each) for each in value]
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise TypeError
    return value


# In this order: a type of ours is written as one of SQLAlchemy's.
_READERS: tuple[tuple[type[TypeEngine[Any]], Read], ...] = (
    (UtcMoment, _moment),
    (HoursColumn, _hours),
    (HourShares, _shares),
    (WordSet, _words),
    (LineList, _lines),
    (JSON, _json),
    (Boolean, _truth),
    (Date, date.fromisoformat),
    (Integer, _whole),
    (String, _text),
)
