"""Column types that carry an idea: a moment in UTC, hours as exact hundredths, shares, words, lines, a public id."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import DateTime, Dialect, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from tracker.domain.record import NO_TOPIC_HOURS

# No vowels and no look-alikes: an id read aloud over the phone arrives, and never spells a word.
PUBLIC_ID_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
PUBLIC_ID_LENGTH = 20  # 28^20 is about 2^96: not to be guessed
_PUBLIC_IDS = len(PUBLIC_ID_ALPHABET) ** PUBLIC_ID_LENGTH
_HUNDREDTHS = Decimal(100)


class UtcMoment(TypeDecorator[datetime]):
    """A moment, aware and in UTC on both sides; a naive one is refused, for nobody could say when it was."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone.")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class HoursColumn(TypeDecorator[Decimal]):
    """Clock hours, kept as whole hundredths: exact on every database, and quick to sum."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else _hundredths(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / _HUNDREDTHS


class HourShares(TypeDecorator[Mapping[str, Decimal]]):
    """How many clock hours are on each of a few keys, as `key=hundredths` in the order of the keys, read whole."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        shares = sorted((value or NO_TOPIC_HOURS).items())
        if any(not key or " " in key or "=" in key for key, _ in shares):
            raise ValueError(f"{shares!r}: a key has neither spaces nor an equals sign.")
        return " ".join(f"{key}={_hundredths(share)}" for key, share in shares)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Mapping[str, Decimal]:
        if not value:
            return NO_TOPIC_HOURS
        shares = (share.split("=") for share in value.split())
        return {key: Decimal(hundredths) / _HUNDREDTHS for key, hundredths in shares}


class WordSet(TypeDecorator[frozenset[str]]):
    """A small set of keys from a controlled list, kept sorted in one text column and read whole."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        words = sorted(value or ())
        if any(not word or " " in word for word in words):
            raise ValueError(f"{words!r}: a key has no spaces.")
        return " ".join(words)

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[str]:
        return frozenset(value.split()) if value else frozenset()


class LineList(TypeDecorator[tuple[str, ...]]):
    """A few short texts in their order, one a line of one text column, read whole."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        lines = tuple(value or ())
        if any(not line.strip() or "\n" in line for line in lines):
            raise ValueError("A line is neither empty nor several.")
        return "\n".join(lines)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple(value.split("\n")) if value else ()


def _hundredths(hours: Decimal) -> int:
    hundredths = Decimal(hours) * _HUNDREDTHS
    if hundredths != hundredths.to_integral_value():
        raise ValueError(f"{hours} hours: at most two decimals are kept.")
    return int(hundredths)


def new_public_id() -> str:
    """Make the random id under which the outside knows a row.

    One draw among all there are, written in the alphabet: a tenth of what a draw for each letter costs, and a center
    begins with a hundred rows.
    """
    drawn, letters = secrets.randbelow(_PUBLIC_IDS), []
    for _ in range(PUBLIC_ID_LENGTH):
        drawn, letter = divmod(drawn, len(PUBLIC_ID_ALPHABET))
        letters.append(PUBLIC_ID_ALPHABET[letter])
    return "".join(letters)


def public_id_column() -> Mapped[str]:
    """Return the column for a public id: random, unique, never reused."""
    return mapped_column(String(PUBLIC_ID_LENGTH), default=new_public_id, unique=True)
