"""A history that comes from another installation: held against its own end, chained anew under the key of this one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.domain.errors import UnreadableFile
from tracker.models import HistoryEntry
from tracker.services import history_chain

CUT = "data/history_entry.json: line {} of the history does not follow the one before. Lines were taken out or changed."


@dataclass
class Chain:
    """How far a history was carried over. `sealed`: the digests that packets were sealed on, by the number of the line.

    Whether lines were forged before they left, only the old key could tell; that they follow each other is seen here.
    """

    center: str
    sealed: Mapping[int, str]
    number: int = 0
    digest: str = ""
    end_before: str = ""
    anew: dict[int, str] = field(default_factory=dict)

    def carry(self, rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield each line with its place in the new chain. Raises UnreadableFile where one is missing."""
        for row in rows:
            if row["number"] != self.number + 1 or row["previous"] != self.end_before:
                raise UnreadableFile(CUT.format(row["number"]))
            self.number, self.end_before = row["number"], row["digest"]
            row["previous"], row["detail"] = self.digest, history_chain.settled(row["detail"])
            line = {name: value for name, value in row.items() if name != "digest"}
            self.digest = history_chain.digest(self.center, HistoryEntry(**line))
            if self.sealed.get(self.number) == self.end_before:
                self.anew[self.number] = self.digest
            yield {**row, "digest": self.digest}

    def end(self, told: tuple[int, str]) -> None:
        """Raise UnreadableFile where the history does not end as the manifest says."""
        if (self.number, self.end_before) != told:
            raise UnreadableFile(CUT.format(told[0]))
