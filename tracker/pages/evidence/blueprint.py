"""What the routes of files that prove are attached to, and how each answer with such a file is shut in."""

import io

from flask import Blueprint, send_file, url_for
from werkzeug.wrappers import Response

from tracker.services import evidence_reading
from tracker.services.evidence_reading import OpenedFile
from tracker.web.access import actor
from tracker.web.headers import shut_in

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


def send(opened: OpenedFile, *, save: bool) -> Response:
    """Send a file under a policy that allows nothing, as a download or to be looked at."""
    answer = send_file(
        io.BytesIO(opened.read()),
        mimetype=opened.mime,
        as_attachment=save,
        download_name=opened.file_name,
        conditional=False,
        etag=False,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return shut_in(answer)
