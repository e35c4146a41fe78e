"""What tests spare themselves of what the product owes its people: waiting for the disk."""

from typing import Any

from flask import Flask
from sqlalchemy import event

from tracker.db import db


def spare_the_disk(app: Flask) -> None:
    """Let SQLite under an application of a test's own process leave its bytes to the system.

    Durability is the product's promise, held by tests/db/test_connections.py and tests/storage; a database that ends
    with its test needs none, and each commit waits for the disk otherwise, 22 of them in a test of a page.
    """
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            # After the product's own listener, which has set the connection up and looked whether it is durable.
            event.listen(db.engine, "connect", _leave_it)


def _leave_it(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")
