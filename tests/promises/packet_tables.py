"""What a center's tables say of its team on the day of its newest packet: plain SQL, plain values."""

import sqlite3
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

STANDARD = Path(__file__).resolve().parents[2] / "tracker/standards/data/nca-csec/2023.toml"
CLAIMED = ("accepted", "submitted")
TEAM = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A completion of a person, or something the team did or holds; `person` is empty for the team's.

    `shares`: the hours of each topic whose hours are told apart.
    """

    key: str
    kind: str
    title: str
    on: date
    state: str
    hours: Decimal | None
    topics: frozenset[str]
    expires_on: date | None
    person: str = TEAM
    event: str = ""
    row: Any = None
    shares: dict[str, Decimal] = field(default_factory=dict, hash=False)

    @property
    def order(self) -> tuple[date, str]:
        """Its place among others: earlier days first."""
        return self.on, self.key


class Tables:
    """The rows of one center, as they are now, up to the day of its newest packet."""

    def __init__(self, database: sqlite3.Connection, center: str) -> None:
        """Read everything; `center` is its public id. Raises ValueError for what this recount knows nothing of."""
        database.row_factory = sqlite3.Row
        self._database = database
        self.center = self.one("SELECT * FROM center WHERE public_id = ?", center)
        self.id = self.center["id"]
        self.packet = self.one("SELECT * FROM packet WHERE center_id = ? AND sealed_at > '' ORDER BY id DESC", self.id)
        self.as_of = date.fromisoformat(self.packet["as_of"])
        self.standard = tomllib.loads(STANDARD.read_text("utf-8"))
        if self.all("SELECT 1 FROM followed_standard WHERE center_id = ? AND checked_on > ''", self.id):
            raise ValueError("This recount knows no standard that somebody has checked.")
        self.head = self.one(
            "SELECT digest FROM history_entry WHERE center_id = ? AND number = ?",
            self.id,
            self.packet["history_number"],
        )["digest"]
        self.people = self.all(
            "SELECT p.*, a.name AS agency FROM person p LEFT JOIN agency a ON a.id = p.agency_id "
            "WHERE p.center_id = ? ORDER BY p.name, p.id",
            self.id,
        )
        self.terms = self.all("SELECT * FROM role_term WHERE center_id = ? ORDER BY starts_on, id", self.id)
        self.credits = self.all("SELECT * FROM credit WHERE center_id = ? ORDER BY id", self.id)
        self.completions = [self._completion(row) for row in self._completion_rows()]
        self.held = [self._event(row) for row in self._event_rows()]

    def all(self, statement: str, *values: Any) -> list[Any]:
        """Ask for rows."""
        return self._database.execute(statement, values).fetchall()

    def one(self, statement: str, *values: Any) -> Any:
        """Ask for the first row."""
        return self._database.execute(statement, values).fetchone()

    def files(self) -> list[Any]:
        """Return the files that were not withdrawn, each with what it proves, in the order of adding."""
        return self.all(
            "SELECT e.sha256, e.pages, coalesce(c.public_id, v.public_id) AS proves FROM evidence e "
            "LEFT JOIN completion c ON c.id = e.completion_id LEFT JOIN event v ON v.id = e.event_id "
            "WHERE e.center_id = ? AND e.withdrawn_at IS NULL ORDER BY e.id",
            self.id,
        )

    def places(self) -> list[Any]:
        """Return what was pointed at in files, by their digest, in the order of the pages."""
        return self.all(
            "SELECT e.sha256, c.label, c.first_page, c.last_page, c.box_left IS NOT NULL AS boxed FROM citation c "
            "JOIN evidence e ON e.id = c.evidence_id WHERE c.center_id = ? AND c.removed_at IS NULL "
            "AND e.withdrawn_at IS NULL ORDER BY c.first_page, c.last_page, c.box_top, c.id",
            self.id,
        )

    def of(self, person: str) -> list[Fact]:
        """Return what somebody claims up to the day, earliest first."""
        found = (each for each in self.completions if each.person == person)
        return sorted((each for each in found if each.state in CLAIMED and each.on <= self.as_of), key=_order)

    def events(self) -> list[Fact]:
        """Return what the team did up to the day, earliest first."""
        return [each for each in self._team() if each.kind not in _PAPERS]

    def documents(self) -> list[Fact]:
        """Return what the team holds up to the day, earliest first."""
        return [each for each in self._team() if each.kind in _PAPERS]

    def there(self, event: Fact) -> set[str]:
        """Return the people who were at an event, whoever still waits for a decision included."""
        return {each.person for each in self.completions if each.event == event.key and each.state in CLAIMED}

    def _team(self) -> Sequence[Fact]:
        return sorted((each for each in self.held if each.on <= self.as_of), key=_order)

    def _completion_rows(self) -> list[Any]:
        return self.all(
            "SELECT c.*, p.public_id AS person, v.public_id AS event, d.display_name AS decider, "
            "r.display_name AS recorder FROM completion c JOIN person p ON p.id = c.person_id "
            "LEFT JOIN event v ON v.id = c.event_id LEFT JOIN account d ON d.id = c.decided_by "
            "LEFT JOIN account r ON r.id = c.recorded_by WHERE c.center_id = ? ORDER BY c.completed_on, c.id",
            self.id,
        )

    def _event_rows(self) -> list[Any]:
        return self.all("SELECT * FROM event WHERE center_id = ? AND withdrawn_at IS NULL ORDER BY id", self.id)

    def _completion(self, row: Any) -> Fact:
        return _fact(row, row["completed_on"], row["state"], row["person"], row["event"] or "")

    def _event(self, row: Any) -> Fact:
        return _fact(row, row["held_on"], "accepted")


# These stand among the events and are papers that the team holds.
_PAPERS = ("protocol", "screening_tool", "agreement", "document")


def _fact(row: Any, on: str, state: str, person: str = TEAM, event: str = "") -> Fact:
    told = row["topic_hours"] if "topic_hours" in row.keys() else ""  # noqa: SIM118 a row of SQLite is no dictionary
    return Fact(
        key=row["public_id"],
        kind=row["kind"],
        title=row["title"],
        on=date.fromisoformat(on),
        state=state,
        hours=None if row["hours"] is None else Decimal(row["hours"]) / 100,
        topics=frozenset((row["topics"] or "").split()),
        expires_on=date.fromisoformat(row["expires_on"]) if row["expires_on"] else None,
        person=person,
        event=event,
        row=row,
        shares={topic: Decimal(share) / 100 for topic, share in (each.split("=") for each in told.split())},
    )


def _order(fact: Fact) -> tuple[date, str]:
    return fact.order
