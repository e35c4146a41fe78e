"""The spreadsheets that lie in the store because an import names them."""

from sqlalchemy import Connection, select

from tracker.db import db
from tracker.models import Import


def files_in_use(connection: Connection | None = None) -> set[str]:
    """Return the digest of each spreadsheet that is kept, over all centers; of another database by its connection.

    Asked through the session, it must see all centers.
    """
    kept = select(Import.sha256).where(Import.cleared_at.is_(None)).distinct()
    return set(db.session.scalars(kept) if connection is None else connection.scalars(kept))
