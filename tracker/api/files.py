"""Routes: the files that prove."""

import io

from flask import Response

from tracker.api.answering import handed
from tracker.api.blueprint import calls
from tracker.api.declaring import call
from tracker.domain.access import Action
from tracker.services import evidence_reading
from tracker.web.access import actor
from tracker.web.noting import Act, Subject, seen
from tracker.web.problems import Problem

WITHDRAWN = "This file was withdrawn and is not given out any more. What stands of it says when and why."


@calls.get("/files/<public_id:evidence>")
@call(Action.VIEW_TEAM, gives=None)
def fetch(evidence: str) -> Response:
    """Fetch a file as it was added."""
    opened = evidence_reading.open_file(actor(), evidence)
    if opened.withdrawn_at is not None:
        raise Problem(410, WITHDRAWN)  # one that was removed too: another record may keep the same bytes
    content = opened.read()
    seen(Act.DOWNLOAD, Subject.EVIDENCE, evidence, opened.person)
    return handed(io.BytesIO(content), opened.mime, opened.file_name)
