"""How Alembic meets the application: its engine, its metadata, and constraint names on both databases."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

import tracker.models  # noqa: F401 registers every table
from tracker.db import Base, db
from tracker.db.columns import HoursColumn, UtcMoment, WordSet


def run() -> None:
    """Run the migrations against the application's database."""
    connection: Connection | None = context.config.attributes.get("connection")
    if connection is not None:
        _run_on(connection)
        return
    with db.engine.connect() as opened:
        _run_on(opened)
        opened.commit()


def _plain_type(kind: str, item: object, _context: object) -> str | bool:
    """Write a migration with the database's own types: it must still run when our column types are long gone."""
    if kind == "type" and isinstance(item, TypeDecorator):
        plain = {UtcMoment: "sa.DateTime(timezone=True)", HoursColumn: "sa.Integer()", WordSet: "sa.Text()"}
        return plain[type(item)]
    return False


def _run_on(connection: Connection) -> None:
    options = current_app.extensions["migrate"].configure_args
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transaction_per_migration=True,
        render_item=_plain_type,
        **options,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
