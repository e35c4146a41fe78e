"""What stands in the links of mails: whose mail it is, and the secret that stops it."""

from sqlalchemy import select

from tests.factories import CenterWorld
from tests.house.things import Owner
from tracker.db import db
from tracker.models import Membership
from tracker.services import reminders


def member(center: CenterWorld, owner: Owner) -> str:
    """Return the membership of whoever is to reach it; of somebody who is none here, the director's."""
    with center.working():
        found = select(Membership.public_id).where(Membership.account_id.in_((owner.account, center.director)))
        return str(db.session.scalars(found.order_by(Membership.account_id != owner.account)).first())


def stop_secret(center: CenterWorld, owner: Owner) -> str:
    """Return the secret of the link that stops the mails to that membership."""
    of = member(center, owner)
    with center.app.app_context():
        return reminders.stop_address(of).rsplit("/", 1)[1]
