"""Files that wait to become somebody's, made for the one who is to reach them."""

import io

from tests.factories import CenterWorld
from tests.house.things import Owner
from tests.intake import making
from tracker.services import uploads


def upload(center: CenterWorld, owner: Owner) -> str:
    """Let a certificate of the owner wait to be logged; returns its token."""
    with center.app.app_context():
        return uploads.take(center.actor(owner.account), io.BytesIO(making.pdf()), "certificate.pdf").token
