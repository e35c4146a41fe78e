"""What a packet of the first center must say, counted by plain SQL over SQLite's own tables."""

import sqlite3
import tomllib
from collections import defaultdict
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

STANDARD = Path(__file__).resolve().parents[2] / "tracker/standards/data/nca-csec/2023.toml"
Row = tuple[str, str, str, str, str, str]
NOTHING = "\N{EN DASH}"


class Recount:
    """The facts, each as a page would print it."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Count everything, as of the day of the newest packet."""
        self._ask = database.execute
        (zone, visit, center) = self._ask("SELECT time_zone, site_visit_on, public_id FROM center").fetchone()
        self._standard = tomllib.loads(STANDARD.read_text("utf-8"))
        self._zone = ZoneInfo(zone)
        (self._as_of, number, sealed_at, line) = self._ask(
            "SELECT as_of, number, sealed_at, history_number FROM packet ORDER BY id DESC"
        ).fetchone()
        (digest,) = self._ask("SELECT digest FROM history_entry WHERE number = ?", [line]).fetchone()
        self.head = f"{center}:{line}:{digest}"
        self.as_of, self.site_visit, self.number = _day(self._as_of), _day(visit), str(number)
        moment = self._local(sealed_at)
        self.issued = f"{_words(moment.date())}, {moment.hour % 12 or 12}:{moment:%M} {moment:%p}"
        self.role_starts = self._role_starts()
        self.completions = self._completions()
        self.people = len(self.role_starts)
        files = self._files()
        self.digests, self.exhibit_pages = set(files), sum(files.values())
        (self.events,) = self._ask(
            "SELECT count(*) FROM event WHERE kind = 'training' AND withdrawn_at IS NULL AND held_on <= ?",
            [self._as_of],
        ).fetchone()

    def _completions(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        totals: dict[str, Decimal] = defaultdict(Decimal)
        for name, completed_on, title, hours, submitted_at, decided_at in self._ask(
            "SELECT p.name, c.completed_on, c.title, c.hours, c.submitted_at, "
            "(SELECT max(r.decided_at) FROM review r WHERE r.completion_id = c.id) "
            "FROM completion c JOIN person p ON p.id = c.person_id WHERE c.state = 'accepted' AND c.completed_on <= ? "
            "ORDER BY p.name, c.completed_on, c.id",
            [self._as_of],
        ):
            if name not in self.role_starts:
                continue  # no requirement of this standard binds them
            totals[name] += Decimal(hours or 0) / 100
            shown = (_number(Decimal(hours) / 100), _number(totals[name])) if hours else (NOTHING, NOTHING)
            decided, submitted = (_words(self._local(moment).date()) for moment in (decided_at, submitted_at))
            found[name].append((_day(completed_on), title, *shown, decided, submitted))
        return found

    def _role_starts(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        bound = {role for asked in self._standard["requirement"] for role in asked["applies"].get("roles", ())}
        for name, role, starts_on in self._ask(
            "SELECT p.name, t.role, t.starts_on FROM role_term t JOIN person p ON p.id = t.person_id "
            "WHERE t.starts_on <= :day AND (t.ends_on IS NULL OR t.ends_on >= :day)",
            {"day": self._as_of},
        ):
            if role in bound:
                found[name].append(_day(starts_on))
        return found

    def _files(self) -> dict[str, int]:
        """Return the pages of each file behind what is claimed, by its digest."""
        rows = self._ask(
            "SELECT e.sha256, e.pages, p.name FROM evidence e LEFT JOIN completion c ON c.id = e.completion_id "
            "LEFT JOIN person p ON p.id = c.person_id LEFT JOIN event v ON v.id = e.event_id "
            "WHERE e.withdrawn_at IS NULL AND e.removed_at IS NULL AND (c.state IN ('accepted', 'submitted') "
            "AND c.completed_on <= :day OR v.withdrawn_at IS NULL AND v.held_on <= :day)",
            {"day": self._as_of},
        )
        return {digest: pages for digest, pages, name in rows if name is None or name in self.role_starts}

    def _local(self, moment: str) -> datetime:
        return datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone(self._zone)


def _day(stored: str) -> str:
    return _words(date.fromisoformat(stored))


def _words(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"


def _number(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
