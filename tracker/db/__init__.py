"""The database as the rest of the package sees it: the session and the declarative base."""

from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

# Without names of our own, SQLite and PostgreSQL name constraints differently (or not at all), and a migration
# that drops one could not be written for both.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What every table's class inherits."""

    metadata = MetaData(naming_convention=NAMING)


# autoflush stays on, expire_on_commit too: what a use case returns to a page is plain data, never a live row.
db: Any = SQLAlchemy(model_class=Base)
