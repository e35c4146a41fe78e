"""A token for a program, for the doors that name one."""

from itertools import count

from sqlalchemy import select, update

from tests.factories import CenterWorld
from tests.house.things import Owner
from tracker import clock
from tracker.db import db
from tracker.domain.access import TokenMay
from tracker.models import ApiToken
from tracker.services import api_tokens

_numbers = count(1)


def api_token(center: CenterWorld, _owner: Owner) -> str:
    """Make a token for a program."""
    actor, name = center.actor(), f"Program {next(_numbers)}"
    with center.working():
        db.session.execute(update(ApiToken).values(revoked_at=clock.now()))  # a center has so many at most
        api_tokens.make(actor, name, TokenMay.READ, actor.today)
        return str(db.session.scalar(select(ApiToken.public_id).where(ApiToken.name == name)))
