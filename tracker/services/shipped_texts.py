"""The texts of standards as they shipped: the installation remembers each, and each center which one it has seen.

A text is remembered where the program is brought up to date, and wherever a center is said to have seen it: so what a
center has seen can be compared with what an update brings, even where `init` was not run in between.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import everywhere
from tracker.db.upserts import insert_into
from tracker.models import FollowedStandard, ShippedText
from tracker.standards import editions
from tracker.standards.shelf import File


def remember_all(now: datetime) -> None:
    """Remember every text that ships, and take it for seen by the centers of which nothing else is known.

    For `init`. The rows of all centers are read, of which there is nothing left to do from the second time on.
    """
    _remember(editions.shipped().files, now)
    with everywhere(db.session()):
        unsaid = FollowedStandard.dropped_at.is_(None), FollowedStandard.seen_digest == ""
        # Locked, so that of two that make ready at once the second waits, and then finds nothing to do.
        take_as_seen(db.session.scalars(select(FollowedStandard).where(*unsaid).with_for_update()), now)


def take_as_seen(rows: Iterable[FollowedStandard], now: datetime) -> None:
    """Say of followed editions that the center's directors have seen the text that ships. For other use cases.

    What does not ship, because it is the center's own, is left as it is. One statement.
    """
    shipped = {(file.standard.id, file.standard.edition): file for file in editions.shipped().files}
    seen = []
    for row in rows:
        if file := shipped.get((row.standard, row.edition)):
            row.seen_digest = file.digest
            seen.append(file)
    _remember(seen, now)


def texts_of(digests: Collection[str]) -> dict[str, str]:
    """Return the texts that are remembered, by their digests. One statement."""
    query = select(ShippedText.sha256, ShippedText.text).where(ShippedText.sha256.in_(digests))
    return dict(db.session.execute(query).all())


def _remember(files: Iterable[File], now: datetime) -> None:
    """Keep texts that are not kept yet; of two processes that do so at once, the second finds it done."""
    rows = [
        {
            "standard": file.standard.id,
            "edition": file.standard.edition,
            "sha256": file.digest,
            "text": file.text,
            "first_seen_at": now,
        }
        for file in files
    ]
    if rows:
        kept = insert_into(ShippedText).on_conflict_do_nothing(index_elements=[ShippedText.sha256])
        db.session.execute(kept.values(rows))
