"""The record held against its history: whatever stands in the tables and is not what the lines say, in plain words.

    problems = list(against_history.problems())

The chain shows whether lines were changed; this shows whether somebody changed the rows and wrote no line. What history
does not hold cannot be compared; docs/operating.md names it. A center that `seed` filled with invented records has
lines for none of them: there, rows without any line are passed over.
"""

from collections.abc import Iterator

from sqlalchemy import select

from tracker.db import db
from tracker.db.tenancy import working_for
from tracker.models import Center
from tracker.services.against_history import completions, files, packets, roles, waivers
from tracker.services.against_history.lines import was_seeded

__all__ = ["problems"]


def problems() -> Iterator[str]:
    """Yield every deviation, by center. Reads all lines and rows once, a thousand rows at a time; some ten statements
    for each thousand, a few megabytes however many there are."""
    for center_id in db.session.scalars(select(Center.id).order_by(Center.id)).all():
        with working_for(db.session(), center_id):
            seeded = was_seeded()
            yield from completions.problems(seeded=seeded)
            yield from files.problems(seeded=seeded)
            yield from waivers.problems(seeded=seeded)
            yield from roles.problems(seeded=seeded)
            yield from packets.problems(seeded=seeded)
