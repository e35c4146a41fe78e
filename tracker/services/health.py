"""Whether the installation can answer, asked in a way that costs almost nothing."""

from sqlalchemy.exc import SQLAlchemyError

from tracker.db import db
from tracker.services import centers


def database_answers() -> bool:
    """Tell whether the database can be reached and has its tables: one look-up of at most one row."""
    try:
        centers.any_exists()
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return True
