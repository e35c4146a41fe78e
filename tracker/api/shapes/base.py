"""What shapes are made of: strict, without room for what nobody declared, and words of a bounded length."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from tracker.db.columns import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH
from tracker.services.listings import Piece
from tracker.web.fields.text import clean_line, clean_paragraphs

ID_PATTERN = f"^[{PUBLIC_ID_ALPHABET}]{{{PUBLIC_ID_LENGTH}}}$"
HOURS_PATTERN = r"^[0-9]{1,4}(\.[0-9]{1,2})?$"
PLACE_PATTERN = r"^[a-z0-9][a-z0-9_.-]{0,160}$"
# Something is left of it once it is cleaned, as `web.fields.text` cleans: a test holds the two alike.
SOMETHING_PATTERN = r"[^\s\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
FORMS = {
    SOMETHING_PATTERN: "more than blanks",
    ID_PATTERN: "an id as this API gives it",
    HOURS_PATTERN: 'a number in quotes, such as "1.5", with at most two decimals',
    PLACE_PATTERN: "a cursor as this API gives it",
}
MOST = 100
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Shape(BaseModel):
    """Something that is sent or given: of the stated kinds only, and nothing beside."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _no_longer_than(most: int, text: str) -> str:
    if len(text) > most:
        raise ValueError(f"must be {most} characters or fewer.")
    return text


def _as_written(day: Any) -> date:
    """Read a day as it is written and nothing else: a bare number would count as seconds since 1970."""
    try:
        return date.fromisoformat(_DAY.fullmatch(day)[0])  # type: ignore[index]  # None is caught below
    except (TypeError, ValueError):
        raise ValueError("must be a day such as 2026-11-24.") from None


Day = Annotated[date, BeforeValidator(_as_written)]
PublicId = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Hours = Annotated[str, StringConstraints(pattern=HOURS_PATTERN)]
_A_NAME = AfterValidator(lambda text: _no_longer_than(200, clean_line(text)))
_A_NOTE = AfterValidator(lambda text: _no_longer_than(2000, clean_paragraphs(text)))
Name = Annotated[str, StringConstraints(max_length=200), _A_NAME]
Title = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300, pattern=SOMETHING_PATTERN),
    AfterValidator(lambda text: _no_longer_than(300, clean_line(text))),
]
Note = Annotated[str, StringConstraints(max_length=2000), _A_NOTE]


# The same, and not left empty.
SomeName = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=SOMETHING_PATTERN), _A_NAME]
SomeNote = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=SOMETHING_PATTERN), _A_NOTE]


class PieceAsked(Shape):
    """Which part of a list."""

    cursor: Annotated[str, StringConstraints(pattern=PLACE_PATTERN)] | None = Field(
        None, description="`next` of the part before; left out for the beginning."
    )
    limit: int = Field(50, ge=1, le=MOST, description="How many at most.")

    def piece(self) -> Piece:
        """Return the part as use cases take it."""
        return Piece(self.cursor or "", self.limit)


class OfPersonAsked(PieceAsked):
    """Which part of a list, and of whom."""

    person: PublicId | None = Field(None, description="Only what is this person's.")


def exact(amount: Decimal | None) -> str | None:
    """Return hours or credits as text, for JSON has no exact numbers."""
    return None if amount is None else f"{amount.normalize():f}"


def same(view: object, *names: str) -> dict[str, Any]:
    """Return what a view tells under the names that programs read too."""
    return {name: getattr(view, name) for name in names}


def or_null(view: object, *names: str) -> dict[str, Any]:
    """Return the same, null for words that are empty because there is nobody or nothing."""
    return {name: getattr(view, name) or None for name in names}
