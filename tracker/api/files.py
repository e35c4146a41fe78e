"""Routes: the files that prove."""

import io

from flask import Response

from tracker.api.answering import handed, shown
from tracker.api.blueprint import calls
from tracker.api.declaring import call
from tracker.api.noting import of_list
from tracker.api.reading import asked
from tracker.api.shapes.base import OfPersonAsked
from tracker.api.shapes.files import FilesShown, WholeFileShown
from tracker.domain.access import Action
from tracker.intake.formats import Format
from tracker.services import evidence_reading, evidence_register, listings
from tracker.web.access import actor
from tracker.web.noting import Act, Subject, seen
from tracker.web.problems import Problem

WITHDRAWN = "This file was withdrawn and is not given out any more. What stands of it says when and why."


@calls.get("/files")
@call(Action.VIEW_TEAM, gives=FilesShown, query=OfPersonAsked)
def files() -> Response:
    """List the files that prove, withdrawn ones too, with what each stands behind and where to look in it."""
    wanted = asked(OfPersonAsked)
    found = listings.files(actor(), wanted.piece(), wanted.person)
    of_list(wanted.person, found=bool(found.items))
    return shown(FilesShown(items=[WholeFileShown.whole(each) for each in found.items], next=found.next))


@calls.get("/files/<public_id:evidence>/about")
@call(Action.VIEW_TEAM, gives=WholeFileShown)
def about_file(evidence: str) -> Response:
    """Tell of one file; the file itself is fetched one address above."""
    file = evidence_register.get(actor(), evidence)
    seen(Act.OPEN, Subject.EVIDENCE, evidence, file.person)
    return shown(WholeFileShown.whole(file))


@calls.get("/files/<public_id:evidence>")
@call(Action.VIEW_TEAM, gives=None, kinds=tuple(each.mime for each in Format))
def fetch(evidence: str) -> Response:
    """Fetch a file as it was added."""
    opened = evidence_reading.open_file(actor(), evidence)
    if opened.withdrawn_at is not None:
        raise Problem(410, WITHDRAWN)  # one that was removed too: another record may keep the same bytes
    content = opened.read()
    seen(Act.DOWNLOAD, Subject.EVIDENCE, evidence, opened.person)
    return handed(io.BytesIO(content), opened.mime, opened.file_name)
