"""A program that calls the API: let in by the token in its request, and by nothing that a browser sends of itself."""

import re

from flask import request

from tracker import clock
from tracker.db import db
from tracker.db.tenancy import put_in_force
from tracker.db.work import Collided, unit_of_work
from tracker.domain.errors import Refused
from tracker.services import token_use
from tracker.services.actor import Actor
from tracker.services.token_use import Caller
from tracker.web.problems import NO_TOKEN, Problem

DEAD = "This token opens nothing: it was revoked, is over, or was never made here."
_SHOWN = re.compile(r"(?i:bearer) +([A-Za-z0-9_-]{20,100})")


def enter() -> Actor:
    """Let in who shows a token that stands, and put its center in force. Raises Problem: 401, or 429 for too many."""
    shown = _SHOWN.fullmatch(request.headers.get("Authorization", "").strip())
    if shown is None:
        raise Problem(401, NO_TOKEN, headers={"WWW-Authenticate": 'Bearer realm="api"'})
    caller = token_use.find(shown[1], clock.now())
    if caller is None:
        raise Problem(401, DEAD, headers={"WWW-Authenticate": 'Bearer realm="api", error="invalid_token"'})
    put_in_force(db.session(), caller.actor.center_id)
    _count(caller)
    return caller.actor


def _count(caller: Caller) -> None:
    try:
        with unit_of_work():
            token_use.count(caller)
    except Refused as hurry:
        raise Problem(429, hurry.message, headers={"Retry-After": str(token_use.seconds_to_wait(caller))}) from None
    except Collided:
        return  # another request of this token was counted at this very moment; one more or less bears nothing
