"""Installations to back up and to restore onto, used by their real commands; and what a restored one must hold."""

import io
import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from tests.browser.installation import OURS, ROOT, Installation
from tests.promises.durability_load import Ledger, Login
from tracker.storage import EvidenceStore

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Done:
    """What a command printed, its exit code, and the seconds it took."""

    code: int
    text: str
    seconds: float


def command(data: Path, *words: str) -> Done:
    """Run a command with a data folder, as on a machine that has nothing else."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    begun = perf_counter()
    done = subprocess.run(  # noqa: S603 our own commands
        [sys.executable, "-m", "flask", "--app", "wsgi", *words],
        cwd=ROOT,
        env={**kept, "TRACKER_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout + done.stderr, perf_counter() - begun)


def small(folder: Path) -> tuple[Installation, str, dict[str, Login]]:
    """Make an installation with one center; returns it, the center and who signs in."""
    installation = Installation(folder)
    made = json.loads(installation.run("seed", "--centers", "1", "--people", "4", "--completions", "3", "--json"))
    with closing(sqlite3.connect(folder / "tracker.sqlite")) as database, database:
        # Signing in with a second factor is another matter; here each sign-in is one form.
        database.execute("UPDATE center SET second_factor = 'nobody'")
    logins = {login["role"]: Login(login["email"], login["password"]) for login in made["logins"]}
    return installation, made["logins"][1]["center"], logins


def swell(data: Path, size: int) -> None:
    """Let the files of an installation that is not served come to about so many bytes.

    Those of seed: where history tells of a file, `check` would name what is laid in its place.
    """
    store, chance = EvidenceStore(data / "evidence"), random.Random(1)
    with closing(sqlite3.connect(data / "tracker.sqlite")) as database, database:
        untold = (
            "SELECT id FROM evidence WHERE public_id NOT IN"
            " (SELECT json_extract(detail, '$.file') FROM history_entry WHERE action = 'attach')"
        )
        rows = [row for (row,) in database.execute(untold)]
        for row in rows:
            stored = store.put(io.BytesIO(chance.randbytes(size // len(rows))))
            database.execute("UPDATE evidence SET sha256 = ?, size = ? WHERE id = ?", (stored.sha256, stored.size, row))


@dataclass(frozen=True)
class Acknowledged:
    """What people had been told was saved at a moment."""

    titles: frozenset[str]
    decided: frozenset[str]
    packets: frozenset[str]

    @classmethod
    def by_now(cls, ledger: Ledger) -> "Acknowledged":
        """Take down what the ledger says now, while others go on writing into it."""
        titles = frozenset(title for title, sent in list(ledger.logged.items()) if sent.saved)
        return cls(titles, frozenset(list(ledger.decided)), frozenset(list(ledger.packets)))

    def __len__(self) -> int:
        return len(self.titles) + len(self.decided) + len(self.packets)

    def missing_in(self, data: Path) -> list[str]:
        """Return what a restored installation does not hold. Files are for its `check`."""
        with closing(sqlite3.connect(f"file:{data / 'tracker.sqlite'}?mode=ro", uri=True)) as database:

            def found(query: str) -> set[str]:
                return {value for (value,) in database.execute(query)}

            proved = "SELECT title FROM completion c JOIN evidence e ON e.completion_id = c.id"
            reviewed = "SELECT c.public_id FROM completion c JOIN review r ON r.completion_id = c.id"
            lost = (
                *(self.titles - found(proved)),
                *(self.decided - found(reviewed)),
                *(self.packets - found("SELECT public_id FROM packet")),
            )
        return sorted(lost)


class Watch:
    """Looks at a ledger twenty times a second, to tell later what had been acknowledged at a moment."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._over = ledger, threading.Event()
        self._seen: list[tuple[datetime, Acknowledged]] = []
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def around(self, moment: datetime) -> tuple[Acknowledged, int]:
        """Return what had been acknowledged just before a moment, and how many more things until the watch ended."""
        before = [known for at, known in self._seen if at < moment][-1]
        return before, len(self._seen[-1][1]) - len(before)

    def _look(self) -> None:
        while not self._over.is_set():
            known = Acknowledged.by_now(self._ledger)
            self._seen.append((datetime.now(UTC), known))  # after the look: no earlier than what was seen
            self._over.wait(0.05)
