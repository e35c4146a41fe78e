"""History: whatever is forged without the key is found, eight writers are serial, and a million lines take a minute."""

import random
import resource
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from tests.application import make_app
from tests.factories import CenterWorld, begin_center
from tests.promises.figures import Figure, Size
from tests.promises.history_forgeries import FORGERIES, put_back
from tests.services.forging import ENTRY, HEAD, Forgery, written
from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.services import history, history_chain, inspection

PROMISE = "history"
LINES, BATCH = 40, 10_000
EACH = {Size.SHORT: 40, Size.LONG: 400}
MANY = {Size.SHORT: 100_000, Size.LONG: 1_000_000}
# SQLite keeps up to 64 MB of what it read.
WITHIN, MEGABYTES = 60, 128
WRITERS, WRITTEN = 8, {Size.SHORT: 25, Size.LONG: 500}


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Forge, write at once, and read many lines."""
    app = make_app(f"sqlite:///{folder}/tracker.sqlite", folder, durable=True)
    with app.app_context():
        upgrade()
    yield _forged(app, EACH[size])
    yield _written_at_once(begin_center(app), WRITTEN[size])
    yield _read(begin_center(app), MANY[size])


def _forged(app: Flask, each: int) -> Figure:
    forgery, chance = Forgery(begin_center(app), begin_center(app)), random.Random(12)
    tried, missed = Counter[str](), Counter[str]()
    with app.app_context():
        start = history.head(forgery.center.center_id).number
    written(forgery.center, LINES - start)
    with app.app_context():
        genuine, before, lines = forgery.found(), forgery.state(), forgery.lines()
        for number in range(each * (len(FORGERIES) + 1)):
            db.session.rollback()
            forge, at = (*FORGERIES, put_back)[number % (len(FORGERIES) + 1)], chance.randrange(LINES - 1)
            given = [put_back(forgery, lines, at)] if forge is put_back else []
            if forge is not put_back:
                forge(forgery, lines, at, chance)
            tried[forge.__name__] += forgery.state() != before
            missed[forge.__name__] += not forgery.found(given)
        db.session.rollback()
    kinds = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in tried.items())
    found = tried.total() - missed.total()
    told = f"{found} of {tried.total()} found ({kinds}); missed {dict(+missed)}; genuine: {len(genuine)} false alarms"
    whole = not missed.total() and not genuine and min(tried.values()) == each
    return Figure(PROMISE, "any edit, deletion, insertion, swap, cut tail or new chain is found", told, whole)


def _written_at_once(center: CenterWorld, each: int) -> Figure:
    actor = center.actor()

    def write(writer: int) -> None:
        for number in range(each):
            with center.working():
                history.append(actor, "change", "person", f"{writer}.{number}")

    with center.app.app_context():
        before = history.head(center.center_id).number
    with ThreadPoolExecutor(WRITERS) as writers:
        for done in [writers.submit(write, writer) for writer in range(WRITERS)]:
            done.result()
    with center.app.app_context(), working_for(db.session(), center.center_id):
        lines = history.head(center.center_id).number - before
        wrong = list(history.problems(center.center_id))
    told = f"{lines} of {WRITERS * each} lines by {WRITERS} writers at once, {len(wrong)} gaps, doubles or breaks"
    return Figure(PROMISE, "serial under eight writers", told, lines == WRITERS * each and not wrong)


def _read(center: CenterWorld, many: int) -> Figure:
    _fill(center, many)
    before, begun = _megabytes(), perf_counter()
    with center.app.app_context():
        wrong = inspection.history_problems()
    seconds, more = perf_counter() - begun, _megabytes() - before
    with center.app.app_context():
        read = history.head(center.center_id).number
    with center.working():
        last = sa.update(ENTRY).where(ENTRY.c.reason == f"{many}")
        db.session.connection().execute(last.values(reason="As it never was"))
    with center.app.app_context():
        noticed = inspection.history_problems()
    told = (
        f"{read:,} lines in {seconds:.1f} s, {more} MB more memory; an edit of the last of them found: {bool(noticed)}"
    )
    right = read == many and not wrong and more <= MEGABYTES and bool(noticed)
    kept = right and seconds <= WITHIN * many / 1_000_000
    return Figure(PROMISE, f"1,000,000 lines in {WITHIN} s, in bounded memory", told, kept, timed=right)


def _fill(center: CenterWorld, many: int) -> None:
    """Write lines under the key as the product does, but thousands at a time."""
    actor = center.actor()
    with center.working():
        end = history.head(center.center_id)
        number, previous = end.number, end.digest
        while number < many:
            rows: list[dict[str, Any]] = []
            for n in range(number + 1, min(number + BATCH, many) + 1):
                row = _row(center, n, previous) | {"at": actor.now + timedelta(seconds=n)}
                previous = row["digest"] = history_chain.digest(center.public_id, SimpleNamespace(**row))  # type: ignore[arg-type]  # has its fields
                rows.append(row)
            db.session.connection().execute(sa.insert(ENTRY), rows)
            number = rows[-1]["number"]
        head = sa.update(HEAD).where(HEAD.c.center_id == center.center_id)
        db.session.connection().execute(head.values(number=number, digest=previous))


def _row(center: CenterWorld, number: int, previous: str) -> dict[str, Any]:
    """Return a line as a correction of a completion leaves it."""
    return {
        "center_id": center.center_id,
        "number": number,
        "account_id": center.director,
        "action": "correct",
        "subject": "completion",
        "subject_id": f"{number:020}",
        "person_id": center.director_person,
        "detail": {"hours": ["1.5", "2"], "title": ["Trauma-informed interviewing", "Trauma-informed practice"]},
        "reason": f"{number}",
        "previous": previous,
        "digest": "",
    }


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
