"""Links by which somebody decides, as the use cases make them."""

from collections.abc import Callable
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import select

from tests.factories import CenterWorld
from tests.services.files import attached
from tracker import clock
from tracker.db import db
from tracker.domain.vocabulary import CompletionState
from tracker.models import Completion, DecisionLink, DecisionLinkItem
from tracker.services import completions, decision_links
from tracker.services.decision_links import Offer
from tracker.services.sessions import TOKEN_BYTES, digest

DECIDER, FUNCTION = "Pat Lee", "board treasurer"


def own(center: CenterWorld, **values: Any) -> str:
    """Send in a completion of the director, with a certificate: nobody else here may decide on it."""
    public_id = center.completion(state=CompletionState.DRAFT, **values)
    attached(center, public_id)
    with center.working():
        completions.submit(center.actor(), public_id, completions.get(center.actor(), public_id).version)
    return public_id


def give(center: CenterWorld, *chosen: str, **values: Any) -> tuple[str, str]:
    """Let somebody decide on completions; returns the link's public id and its secret."""
    usual = {"decider": DECIDER, "function": FUNCTION, "ends_on": center.actor().today + timedelta(days=7)}
    with center.working():
        return decision_links.give(center.actor(), Offer(**{**usual, "chosen": chosen, **values}))


def _at_once(center: CenterWorld) -> tuple[str, str]:
    """Let somebody decide on the director's completion, also where a colleague may; returns link and secret."""
    completion, secret = own(center, title=f"Own {clock.now().isoformat()}"), token_urlsafe(TOKEN_BYTES)
    ends_on = center.actor().today + timedelta(days=7)
    with center.working():
        row = DecisionLink(digest=digest(secret), decider=DECIDER, function=FUNCTION, ends_on=ends_on)
        row.given_by, row.given_at = center.director, clock.now()
        db.session.add(row)
        db.session.flush()
        about = db.session.scalar(select(Completion.id).where(Completion.public_id == completion))
        db.session.add(DecisionLinkItem(link_id=row.id, completion_id=about))
        return row.public_id, secret


def token(center: CenterWorld, _owner: object) -> str:
    """Let somebody decide on the director's completion; returns the secret of the link."""
    return _at_once(center)[1]


def link(center: CenterWorld, _owner: object) -> str:
    """Let somebody decide on the director's completion; returns the link."""
    return _at_once(center)[0]


def stuck(center: CenterWorld, _owner: object) -> str:
    """Send in a completion that nobody here may decide on."""
    return own(center, title=f"Own {clock.now().isoformat()}")


# What the address of a picture names.
PICTURE: dict[str, Callable[[CenterWorld, Any], str]] = {
    "token": token,
    "number": lambda _center, _owner: "1",
    "page": lambda _center, _owner: "1",
}
