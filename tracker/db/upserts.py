"""Inserts that may meet a row of their key: what SQLite and PostgreSQL both have, and SQLAlchemy has for each alone."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from tracker.db import db


def insert_into(table: Any) -> Any:
    """Return an insert that can say ON CONFLICT, for the database in use."""
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    return dialect.insert(table)
