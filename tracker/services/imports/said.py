"""What a row of a file says, as this product keeps it: flat, as JSON can carry it, and the same however it was read."""

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.domain.titles import fold
from tracker.services.imports.states import Kind

_DAYS = {"completed_on", "expires_on", "since", "until"}
# Neither where it stands nor what was made of it is what it says.
_PLACE = {"sheet", "row", "letter", "wrong", "unclear", "assumed", "also"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one row says. What it does not say is empty, or None for days and hours.

    `also`: other names of the person that stand beside the name. `credits`: each body with its amount, empty where it
    is not said; `topic_hours`: each topic that has hours of its own, with them. `wrong`: why the row cannot be brought
    in; `unclear`: what else could not be understood; `assumed`: what stands nowhere in the row itself.
    """

    kind: Kind
    sheet: str = ""
    row: int = 0
    letter: str = ""
    name: str = ""
    first: str = ""
    last: str = ""
    email: str = ""
    also: tuple[str, ...] = ()
    title: str = ""
    completed_on: date | None = None
    expires_on: date | None = None
    hours: Decimal | None = None
    provider: str = ""
    format: str = ""
    topics: tuple[str, ...] = ()
    topic_hours: tuple[tuple[str, str], ...] = ()
    certificate_number: str = ""
    note: str = ""
    file: str = ""
    activity: str = ""
    statement: str = ""
    agency: str = ""
    discipline: str = ""
    role: str = ""
    since: date | None = None
    until: date | None = None
    credits: tuple[tuple[str, str], ...] = ()
    wrong: str = ""
    unclear: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands, as people find it in their spreadsheet."""
        words = f"Sheet “{self.sheet}”, row {self.row}"
        return f"{words}, column {self.letter}" if self.letter else words

    @property
    def person_key(self) -> str:
        """The name without case, accents and punctuation, by which one choice holds for all rows of it."""
        return fold(self.name)[:200]

    @property
    def title_key(self) -> str:
        """The title likewise."""
        return fold(self.title)[:300]

    @property
    def fingerprint(self) -> str:
        """A digest of all that it says, wherever it stands: by it a row is known again.

        A statement of a learning system never changes, and is known by its number alone.
        """
        if self.statement:
            return hashlib.sha256(f"statement {self.statement.casefold()}".encode()).hexdigest()
        plain = {name: value for name, value in to_json(self).items() if name not in _PLACE}
        return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def to_json(said: Said) -> dict[str, Any]:
    """Return what is said, without what is not."""
    found = {}
    for field in fields(said):
        value = getattr(said, field.name)
        if value in (None, "", ()):
            continue
        found[field.name] = list(value) if isinstance(value, tuple) else value if field.name == "row" else str(value)
    return found


def from_json(kept: dict[str, Any]) -> Said:
    """Return what is said from what `to_json` gave."""
    values: dict[str, Any] = dict(kept)
    for name in _DAYS & values.keys():
        values[name] = date.fromisoformat(values[name])
    if "hours" in values:
        values["hours"] = Decimal(values["hours"])
    for name in ("also", "topics", "unclear", "assumed"):
        values[name] = tuple(values.get(name, ()))
    for name in ("credits", "topic_hours"):
        values[name] = tuple((of, amount) for of, amount in values.get(name, ()))
    return Said(**values | {"kind": Kind(values["kind"])})
