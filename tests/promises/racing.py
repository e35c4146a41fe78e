"""Several browsers that send a form at the very same moment, and what the database holds after it."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from tests.pages.walking import FORM, Sent, Visit
from tests.promises.walking_centers import everything
from tests.promises.walking_rows import NAMES

# What each request may write besides: who was there, and what was tried.
BESIDES = {"sign_in_session", "attempt", "sighting", "known_device", "history_entry", "history_head", "submission"}


def send_at_once(visits: list[Visit], forms: list[Sent]) -> list[TestResponse]:
    """Send one form from each browser, all at the same moment, to what the first one's address names."""
    start, path = threading.Barrier(len(visits)), visits[0].path()

    def send(visit: Visit, form: Sent) -> TestResponse:
        body = visit.body(form)
        start.wait()
        return visit.browser.post(path, data=body, content_type=FORM)

    with ThreadPoolExecutor(len(visits)) as senders:
        return list(senders.map(send, visits, forms))


def rows_of(app: Flask) -> Counter[str]:
    """Return how many rows each table has, but those that any request may add to."""
    with everything(app) as connection:
        return Counter(
            {
                name: int(connection.scalar(sa.text(f"SELECT count(*) FROM {name}")))  # noqa: S608 our own names
                for name in NAMES
                if name not in BESIDES
            }
        )


def words_in(app: Flask) -> str:
    """Return all that the tables hold, the history with it, but what any request may add."""
    with everything(app) as connection:
        tables = (
            connection.execute(sa.text(f"SELECT * FROM {name}")).all()  # noqa: S608 our own names
            for name in NAMES
            if name not in BESIDES or name == "history_entry"
        )
        return "\n".join(repr(row) for rows in tables for row in rows)
