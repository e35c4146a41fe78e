"""The files that lie in the store because an import names them: spreadsheets, and what came with them."""

from sqlalchemy import Connection, delete, select

from tracker.db import db
from tracker.models import Import, ImportFile
from tracker.services.imports.states import GONE


def files_in_use(connection: Connection | None = None, center_id: int | None = None) -> set[str]:
    """Return the digest of each file that is kept, over all centers or of one; of another database by its connection.

    Asked through the session, it must see all centers.
    """
    session = db.session if connection is None else connection
    books = select(Import.sha256).where(Import.cleared_at.is_(None))
    # What became evidence is named by that, until it is withdrawn from the record for good.
    papers = select(ImportFile.sha256).where(ImportFile.state.not_in(GONE), ImportFile.made.is_(None))
    if center_id is not None:
        books, papers = books.where(Import.center_id == center_id), papers.where(ImportFile.center_id == center_id)
    return {row[0] for those in (books, papers) for row in session.execute(those.distinct())}


def let_go_of(sha256: str) -> None:
    """Forget a file that must not be kept where it came with a spreadsheet of the center and waits there."""
    waits = (ImportFile.sha256 == sha256, ImportFile.made.is_(None))
    db.session.execute(delete(ImportFile).where(*waits).execution_options(synchronize_session=False))
