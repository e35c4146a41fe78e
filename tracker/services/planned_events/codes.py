"""The code on the wall by which people check in: a secret in an address, from a moment to a moment.

It has to be shown and printed again and again, so it is worked out from the installation's key whenever it is shown,
and the database holds its digest alone: a copy of it opens no check-in.
"""

import hmac
from base64 import urlsafe_b64encode
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.models import PlannedEvent
from tracker.services import history, installation
from tracker.services.actor import Actor
from tracker.services.planned_events.rows import NOT_YOURS, found, open_one
from tracker.services.sessions import digest

LABEL = "tracker: code of a planned event"
# Nobody draws so many codes for one event by hand.
FURTHER = 1000


def draw(row: PlannedEvent) -> None:
    """Let the code of a row be the one of its number: the one before opens nothing more."""
    row.code_digest = digest(_secret(row))


def draw_all_anew() -> None:
    """Give each event of the center a code that it never had: after a restore, which does not know those drawn since.

    The numbers leap, for the next one may be a code that was drawn after the backup, and ended. A statement each.
    """
    for row in db.session.scalars(select(PlannedEvent).order_by(PlannedEvent.id)).all():
        row.code_number += FURTHER
        draw(row)
    db.session.flush()


def secret(actor: Actor, public_id: str) -> str:
    """Return the secret that the code of an event holds. Raises NotFound, Refused."""
    actor.must(Action.MANAGE_EVENTS, NOT_YOURS)
    return _secret(found(public_id))


def open_between(actor: Actor, public_id: str, opens: time, closes: time, version: int) -> None:
    """Let the code open the check-in on the event's day, between two times on the center's clock.

    Raises Conflict where it closes before it opens, or somebody changed the event meanwhile; NotFound.
    """
    row = _to_change(actor, public_id, version)
    if closes <= opens:
        raise Conflict("It must close after it opens.", field="closes")
    zone = ZoneInfo(actor.zone)
    row.opens_at, row.closes_at = (datetime.combine(row.held_on, each, zone) for each in (opens, closes))
    db.session.flush()
    detail = {"from": opens.isoformat("minutes"), "until": closes.isoformat("minutes")}
    history.append(actor, "open_check_in", "planned_event", public_id, detail=detail)


def close(actor: Actor, public_id: str) -> None:
    """Close the check-in now; what is closed stays so. Raises NotFound, Conflict."""
    row = _to_change(actor, public_id)
    if row.closes_at is not None and row.closes_at > actor.now:
        row.closes_at = actor.now
        row.opens_at = min(row.opens_at or actor.now, actor.now)
        db.session.flush()
        history.append(actor, "close_check_in", "planned_event", public_id)


def renew(actor: Actor, public_id: str, version: int) -> None:
    """Give the event another code: whoever has the one before opens nothing with it. Raises NotFound, Conflict."""
    row = _to_change(actor, public_id, version)
    row.code_number += 1
    draw(row)
    db.session.flush()
    history.append(actor, "renew_code", "planned_event", public_id)


def _to_change(actor: Actor, public_id: str, version: int | None = None) -> PlannedEvent:
    actor.must(Action.MANAGE_EVENTS, NOT_YOURS)
    history.hold(actor)
    return open_one(public_id, version)


def _secret(row: PlannedEvent) -> str:
    said = f"{LABEL}\n{row.public_id}\n{row.code_number}".encode()
    key = installation.current().secret_key
    return urlsafe_b64encode(hmac.digest(key, said, "sha256")).decode().rstrip("=")
