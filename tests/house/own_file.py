"""A standard of a center's own, as an address can name it."""

from tests.factories import CenterWorld
from tests.house.things import Owner
from tracker import clock
from tracker.db import db
from tracker.db.columns import new_public_id
from tracker.models import OwnStandard
from tracker.services.seeding.own_standard import TEXT
from tracker.standards.shelf import digest_of


def own_standard(center: CenterWorld, _owner: Owner) -> str:
    """Give the center a file of its own that does not apply; returns the standard's id."""
    name = f"chapter-{new_public_id()[:8]}"
    text = TEXT.replace("seed-chapter", name)
    with center.working():
        added = {"added_by": center.director, "added_at": clock.now()}
        row = OwnStandard(standard=name, edition="2026", number=1, text=text, sha256=digest_of(text), **added)
        db.session.add(row)
    return name
