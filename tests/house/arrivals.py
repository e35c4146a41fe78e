"""Files that wait to become somebody's, made for the one who is to reach them."""

import io

from tests.factories import CenterWorld
from tests.house.things import Owner
from tests.intake import making
from tracker.services import accounts, uploads


def upload(center: CenterWorld, owner: Owner) -> str:
    """Let a certificate of the owner wait to be logged, or of the director for a stranger; returns its token."""
    with center.app.app_context():
        is_here = accounts.center_of(owner.account, center.public_id) is not None
        actor = center.actor(owner.account if is_here else None)
        return uploads.take(actor, io.BytesIO(making.pdf()), "certificate.pdf").token
