"""What the routes of files that prove are attached to."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from tracker.services import evidence_reading
from tracker.web.access import actor

pages = Blueprint("evidence", __name__)
Answer = str | Response | tuple[str, int]


def record_page(public_id: str) -> str:
    """Return the address of the record that a file belongs to."""
    owner = evidence_reading.owner_of(actor(), public_id)
    if owner.completion:
        return url_for("completions.show", completion=owner.completion)
    if owner.waiver:
        return url_for("waivers.show", waiver=owner.waiver)
    return url_for("events.show", event=owner.event)
