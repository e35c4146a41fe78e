"""What stands around every page: who is signed in, at which center, where they can go, and what must be said."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, g, request
from flask_login import current_user

from tracker.domain.access import Action
from tracker.services import reviews, standards
from tracker.services.actor import Actor
from tracker.web import downloads
from tracker.web.navigation import navigation


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page around a page says of the account and of the center."""

    display_name: str = ""
    name: str = ""
    public_id: str = ""


def install(app: Flask) -> None:
    """Give every template `account`, `center`, `actor`, `nav`, `today`, `unchecked`, and `coming`: a file to fetch."""
    app.context_processor(_surroundings)


def _surroundings() -> dict[str, Any]:
    # current_user asks the database; a page for nobody (a style sheet's 404) should not.
    signed_in = current_user.is_authenticated
    found: dict[str, Any] = {"account": Shown(display_name=current_user.signed_in.name) if signed_in else None}
    found["coming"] = downloads.coming() if signed_in else ""
    actor: Actor | None = g.get("actor")
    if actor is None:
        return found
    waiting = reviews.waiting_count(actor) if actor.may(Action.DECIDE) else 0
    return found | {
        "actor": actor,
        "center": Shown(name=actor.center_name, public_id=actor.center),
        "nav": navigation(frozenset(actor.actions), request.endpoint or "", waiting),
        "today": actor.today,
        "unchecked": standards.unchecked(actor),
        "Action": Action,
    }
