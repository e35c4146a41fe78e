"""How quick the pages are: a center among a thousand others against the same center alone, and against bare Flask.

Cold: the center's record changed since it was last read, so it is read and judged anew. Warm: it stands as it was.
What is compared is asked for in turns, and the best of each counts, so that whatever else the machine does meets all.
"""

import gc
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from flask.testing import FlaskClient

from tests.bench.installations import Installation, Size, alone, among_others
from tests.bench.serving import Ask, bare, cookie_of, through_gunicorn, through_wsgi
from tests.statements import counted
from tracker import clock, memory
from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.db.work import unit_of_work
from tracker.services import accounts, centers, history

MEASURED, OTHERS, SMALL = Size(60, 40), Size(50, 40), Size(12, 10)
TURNS = 24
TIMED = ("matrix", "home")
PAGES = (
    *("home", "matrix", "my-training", "my-record", "queue", "people", "events", "catalog", "resources"),
    *("standards", "packets", "history", "members", "settings", "completions/new"),
)


@dataclass(frozen=True)
class Timed:
    """The best time of a page, cold and warm."""

    cold: float
    warm: float


def figures(others: int) -> Iterator[str]:
    """Yield lines of figures, ratios first. Takes four minutes for 1,000 others, nearly all to make them."""
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        single = alone(Path(folder, "alone"), MEASURED)
        crowded = among_others(Path(folder, "crowded"), MEASURED, others, OTHERS)
        people, completions = others * OTHERS.people, others * OTHERS.people * OTHERS.completions
        yield (
            f"A center of {MEASURED.people} people with {MEASURED.completions} completions each, among {others:,} "
            f"centers with {people:,} people and {completions:,} completions, against the same center alone:"
        )
        for page in TIMED:
            yield from _compared(page, single, crowded)
        small = alone(Path(folder, "small"), SMALL)
        yield from _statements(small, single, crowded)


def _compared(page: str, single: Installation, crowded: Installation) -> Iterator[str]:
    cookies = [cookie_of(each.browse()) for each in (single, crowded)]
    ways = [through_wsgi(each.app, cookie) for each, cookie in zip((single, crowded), cookies, strict=True)]
    yield from _lines(page, "through WSGI (processor time)", _race(page, single, crowded, [*ways, through_wsgi(bare)]))
    with ExitStack() as servers:
        ways = [
            servers.enter_context(through_gunicorn("tracker.app:serving_app()", each.environment, cookie))
            for each, cookie in zip((single, crowded), cookies, strict=True)
        ]
        ways.append(servers.enter_context(through_gunicorn("tests.bench.serving:bare", {})))
        yield from _lines(page, "through gunicorn (by the clock)", _race(page, single, crowded, ways))


def _race(page: str, single: Installation, crowded: Installation, ways: list[Ask]) -> list[Timed]:
    """Return the times of the center alone, of the center among others, and of bare Flask."""
    cold: list[list[float]] = [[], [], []]
    warm: list[list[float]] = [[], [], []]
    gc.collect()
    memory.settle()  # as where we serve
    for turn in range(TURNS):
        for place, installation in _in_turns(turn, (single, crowded)):
            _change(installation)
            cold[place].append(ways[place](installation.path(page)))
            warm[place].append(ways[place](installation.path(page)))
        cold[2].append(ways[2]("/"))
        warm[2].append(ways[2]("/"))
    return [Timed(min(first), min(second)) for first, second in zip(cold, warm, strict=True)]


def _in_turns(turn: int, both: tuple[Installation, Installation]) -> list[tuple[int, Installation]]:
    places = list(enumerate(both))
    return places if turn % 2 else places[::-1]


def _lines(page: str, way: str, timed: list[Timed]) -> Iterator[str]:
    single, crowded, nothing = timed
    for state in ("cold", "warm"):
        one, many = getattr(single, state), getattr(crowded, state)
        yield (
            f"  {page} page {way}, {state}: {many / one:.2f} times ({many * 1000:.1f} ms against {one * 1000:.1f} ms), "
            f"{many / nothing.warm:.0f} times a bare Flask page ({nothing.warm * 1000:.2f} ms)"
        )


def _change(installation: Installation) -> None:
    """Add a line of history, so that what was kept of the center's record holds no longer."""
    with installation.app.app_context(), unit_of_work():
        choice = accounts.center_of(installation.director, installation.center)
        if choice is None:
            raise RuntimeError("The director is no member of the center.")
        with working_for(db.session(), choice.center_id):
            center = db.session.get_one(centers.Center, choice.center_id)
            actor = centers.actor_for(
                center, installation.director, "Bench", choice.role, choice.person_id, clock.now()
            )
            history.append(actor, "measure", "center", installation.center)


def _statements(small: Installation, single: Installation, crowded: Installation) -> Iterator[str]:
    yield (
        f"SQL statements a page, cold and warm: {SMALL.people} people with {SMALL.completions} completions each; "
        f"{MEASURED.people} with {MEASURED.completions}; the same among others:"
    )
    browsers = [(each, each.browse()) for each in (small, single, crowded)]
    for page in PAGES:
        counts = [_count(installation, client, page) for installation, client in browsers]
        verdict = "the same" if len(set(counts)) == 1 else "NOT THE SAME"
        yield f"  {page}: {verdict} (" + "; ".join(f"{cold} and {warm}" for cold, warm in counts) + ")"


def _count(installation: Installation, client: FlaskClient, page: str) -> tuple[int, int]:
    found = []
    _change(installation)
    for _ in ("cold", "warm"):
        with installation.app.app_context(), counted() as asked:
            answer = client.get(installation.path(page))
        if answer.status_code != 200:
            raise RuntimeError(f"{page} answered {answer.status_code}.")
        found.append(sum(not statement.startswith(("BEGIN", "PRAGMA")) for statement in asked))
    return found[0], found[1]
