"""Routes: the files that prove."""

import io

from flask import Response, send_file

from tracker.api.blueprint import calls
from tracker.api.declaring import call
from tracker.domain.access import Action
from tracker.services import evidence_reading
from tracker.web.access import actor
from tracker.web.headers import shut_in
from tracker.web.noting import Act, Subject, seen


@calls.get("/files/<public_id:evidence>")
@call(Action.VIEW_TEAM, gives=None)
def fetch(evidence: str) -> Response:
    """Fetch a file as it was added."""
    opened = evidence_reading.open_file(actor(), evidence)
    content = opened.read()
    seen(Act.DOWNLOAD, Subject.EVIDENCE, evidence, opened.person)
    answer = send_file(
        io.BytesIO(content),
        mimetype=opened.mime,
        as_attachment=True,
        download_name=opened.file_name,
        conditional=False,
        etag=False,
    )
    return shut_in(answer)
