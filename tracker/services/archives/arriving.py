"""The rows of an archive as they come back: read a line at a time, each value by its column, nothing guessed."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Table

from tracker.db import Base
from tracker.domain.errors import UnreadableFile
from tracker.services.archives import holdings, values
from tracker.services.archives.snapshot import ACCOUNT, CENTER
from tracker.storage.archives import ArchiveReader

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Arriving:
    """The rows of a table: what each holds, ready to be written, and what points at a row of the same table."""

    table: Table
    name: str

    @property
    def within(self) -> list[str]:
        """Columns that point at a row of the same table: written once all of them are there."""
        table = self.table
        return [
            column.name
            for column in table.columns
            if column.name != "center_id" and any(key.column.table is table for key in column.foreign_keys)
        ]

    def rows(self, archive: ArchiveReader, center_id: int) -> Iterator[Values]:
        """Yield them. Raises UnreadableFile naming the line that is not as archives write it."""
        member = f"data/{self.name}.json"
        for number, line in archive.lines(member):
            try:
                yield self._row(json.loads(line), center_id)
            except (ValueError, RecursionError) as wrong:
                said = "it is no row" if isinstance(wrong, json.JSONDecodeError | RecursionError) else str(wrong)
                raise UnreadableFile(f"{member}, line {number}: {said}. Nothing was changed.") from None

    def _row(self, told: Any, center_id: int) -> Values:
        wanted = holdings.columns_of(self.name)
        if not isinstance(told, dict) or set(told) != set(wanted):
            raise ValueError("its columns are not those of this version")
        if self.name == ACCOUNT and told["email"] is None:
            # Who did something and was no member: nobody can type this, and the column must hold something of its own.
            told["email"] = f"elsewhere {told['public_id']}"
        row = {name: values.read(self.table.columns[name], told[name]) for name in wanted}
        if self.name not in {ACCOUNT, CENTER}:
            row["center_id"] = center_id
        for column in self.table.columns:
            if f"{self.name}.{column.name}" in holdings.MADE_ANEW:
                row[column.name] = sha256(secrets.token_bytes(32)).hexdigest()
        return row


def of(name: str) -> Arriving:
    """Return how the rows of a table come back."""
    return Arriving(Base.metadata.tables[name], name)
