"""What a whole database holds, as one digest: what was changed shows, whichever table it is in."""

import hashlib

import sqlalchemy as sa
from flask import Flask

from tests.promises.walking_centers import everything
from tracker.db import Base

NAMES = sorted(Base.metadata.tables)


def digest_of(app: Flask) -> str:
    """Return a digest of every row of every table."""
    digest = hashlib.sha256()
    with everything(app) as connection:
        for name in NAMES:
            rows = connection.execute(sa.text(f"SELECT * FROM {name} ORDER BY 1, 2"))  # noqa: S608 our own names
            digest.update(repr([tuple(row) for row in rows]).encode())
    return digest.hexdigest()
