"""What stands in the links of mails: whose mail it is, and the secret that stops it."""

from datetime import timedelta

from sqlalchemy import select

from tests.factories import CenterWorld
from tests.house.things import Owner
from tracker import clock
from tracker.db import db
from tracker.models import Membership, Snooze
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


def snooze(center: CenterWorld, owner: Owner) -> str:
    """Let the owner snooze something for a week."""
    with center.working():
        row = Snooze(
            person_id=owner.person,
            items=frozenset({"nca-csec/csec-foundations"}),
            what="CSEC foundations",
            until=clock.now().date() + timedelta(days=7),
            reason="On the list",
            made_by=owner.account,
            made_at=clock.now(),
        )
        db.session.add(row)
        db.session.flush()
        return row.public_id


def feed(center: CenterWorld, _owner: Owner) -> str:
    """Return the secret in the address of the director's calendar, made anew."""
    director = center.actor()
    with center.working():
        return reminders.begin_calendar(director).rsplit("/", 1)[1].removesuffix(".ics")
