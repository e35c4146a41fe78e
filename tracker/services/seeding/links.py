"""A link of each kind by which somebody without an account does one thing."""

from sqlalchemy import select

from tracker.db import db
from tracker.db.columns import new_public_id
from tracker.models import Completion, DecisionLink, DecisionLinkItem, Person, PhoneLink
from tracker.services import sessions
from tracker.services.actor import Actor


def decided_by_link(director: Actor) -> None:
    """Add a link that is over, about a completion that there is."""
    link = DecisionLink(
        digest=sessions.digest(new_public_id()),
        decider="Nobody, invented by seed",
        function="board member",
        ends_on=director.today,
        given_by=director.account_id,
        given_at=director.now,
        revoked_at=director.now,
        revoked_by=director.account_id,
    )
    db.session.add(link)
    db.session.flush()
    first = db.session.scalar(select(Completion.id).order_by(Completion.id).limit(1))
    db.session.add_all(DecisionLinkItem(link_id=link.id, completion_id=each) for each in ([first] if first else []))
    db.session.flush()


def logged_by_phone(director: Actor) -> None:
    """Add a link that is over, by which somebody could have logged from a phone."""
    person = db.session.scalar(select(Person.id).order_by(Person.id).limit(1))
    if person is None:
        return
    over = {"given_by": director.account_id, "given_at": director.now, "ends_at": director.now}
    db.session.add(PhoneLink(digest=sessions.digest(new_public_id()), person_id=person, **over))
    db.session.flush()
