"""Routes: completions logged, corrected, sent in and withdrawn, and files added to them.

A program is an author like any other: a second person decides on what it wrote, and never a program.
"""

import hashlib
from typing import BinaryIO, cast

from flask import Response, request, url_for

from tracker.api.blueprint import calls
from tracker.api.completions import one
from tracker.api.declaring import KEY, VERSION, call
from tracker.api.reading import file, header, sent, version
from tracker.api.shapes.completions import CompletionShown
from tracker.api.shapes.sending import CompletionCorrected, CompletionSent, FileSent, WithdrawSent
from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.services import certificates, completions, evidence, people_views, submissions, uploads
from tracker.services.actor import Actor
from tracker.web.access import actor
from tracker.web.fields.files import MOST_BYTES, size_of
from tracker.web.problems import Problem

LOOK_AGAIN = "This looks like a file about a case. Let a person look at it; then send it with looked_at=true."
HELD = "The completion holds this very file already."


@calls.post("/completions")
@call(Action.RECORD_FOR_OTHERS, gives=CompletionShown, status=201, body=CompletionSent, headers=(KEY,))
def log() -> Response:
    """Log a completion for a person.

    Sent again under the same key it makes nothing more, and is answered with what it made.
    """
    who, wanted, key, digest = actor(), sent(CompletionSent), header(KEY), _digest(request.get_data())
    with unit_of_work():
        made = submissions.repeated(who, key, digest)
        if made is None:
            people_views.get(who, wanted.person)
            _refuse_alike(who, wanted)
            entry, submits = wanted.entry(wanted.event), wanted.state == "submitted"
            (made,) = completions.record(who, entry, [wanted.person], submit=submits, key=key)
            submissions.seal(who, key, digest)
    return one(made, 201, url_for("api.completion", completion=made))


@calls.put("/completions/<public_id:completion>")
@call(Action.RECORD_FOR_OTHERS, gives=CompletionShown, body=CompletionCorrected, headers=(VERSION,))
def correct(completion: str) -> Response:
    """Correct a completion, in whole; one that was accepted waits for a new decision."""
    with unit_of_work():
        completions.correct(actor(), completion, sent(CompletionCorrected).entry(), version())
    return one(completion)


@calls.post("/completions/<public_id:completion>/submit")
@call(Action.RECORD_FOR_OTHERS, gives=CompletionShown, headers=(VERSION,))
def submit(completion: str) -> Response:
    """Send in a draft, or a completion that was returned."""
    with unit_of_work():
        completions.submit(actor(), completion, version())
    return one(completion)


@calls.post("/completions/<public_id:completion>/withdraw")
@call(Action.RECORD_FOR_OTHERS, gives=CompletionShown, body=WithdrawSent, headers=(VERSION,))
def withdraw(completion: str) -> Response:
    """Withdraw a completion with a reason: it counts no more, and stays to be read."""
    with unit_of_work():
        completions.withdraw(actor(), completion, sent(WithdrawSent).reason, version())
    return one(completion)


@calls.post("/completions/<public_id:completion>/files")
@call(Action.RECORD_FOR_OTHERS, gives=CompletionShown, status=201, body=FileSent, headers=(KEY,), takes_file=True)
def add_file(completion: str) -> Response:
    """Add a file that proves a completion: PDF, JPEG, PNG, HEIC or WebP, at most 25 MB.

    An accepted completion then waits for a new decision. Nothing about a child, a family or a case belongs in it.
    """
    who, upload = actor(), file()
    completions.get(who, completion)  # nothing is read for what is not here
    if size_of(upload) > MOST_BYTES:
        raise Problem(413, "A file may have up to 25 MB.", [("file", "A file may have up to 25 MB.")])
    waiting = certificates.take_and_read(who, cast("BinaryIO", upload.stream), upload.filename or "")
    try:
        if waiting.signs and sent(FileSent).looked_at != "true":
            raise Conflict(LOOK_AGAIN, field="looked_at")
        _attach(who, completion, uploads.store(who, [waiting.token]))
    finally:
        uploads.discard(who, [waiting.token])
    return one(completion, 201, url_for("api.completion", completion=completion))


def _attach(who: Actor, completion: str, stored: tuple[uploads.StoredFile, ...]) -> None:
    key, digest = header(KEY), _digest(stored[0].sha256.encode())
    with unit_of_work():
        if submissions.repeated(who, key, digest) is None:
            made = evidence.attach(who, stored, completion=completion)
            if not made:
                raise Conflict(HELD, field="file")
            submissions.remember(who, key, made[0])
            submissions.seal(who, key, digest)


def _refuse_alike(who: Actor, wanted: CompletionSent) -> None:
    alike = () if wanted.even_if_alike else completions.likely_duplicates(who, wanted.entry(), [wanted.person], ())
    for each in alike:
        there = f"Completion {each.completion.public_id} may be the same: {each.why}"
        raise Conflict(f"{there} Send even_if_alike to log this one too.", field="even_if_alike")


def _digest(content: bytes) -> str:
    """Return what tells one request from another under the same key: where it went, and what it held."""
    return hashlib.sha256(request.path.encode() + b"\n" + content).hexdigest()
