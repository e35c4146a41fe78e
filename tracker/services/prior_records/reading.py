"""Taking a transcript in: the file waits as uploads do, and what is inside is read in a child process each time."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select

from tracker.db import db
from tracker.domain.access import may_see_person
from tracker.domain.errors import NotFound, TrackerError
from tracker.domain.transcripts import MOST_BYTES, Transcript, read
from tracker.intake.inspection import transcript_in
from tracker.models import Person
from tracker.services import completion_rows, packets, uploads
from tracker.services.actor import Actor
from tracker.services.completions.views import NO_PERSON

NOT_CHECKED = "Not checked: nothing in this file proves that it is unchanged since that center made it."
_PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class Opened:
    """A transcript that waits, for whom it was brought, and whether anything proves that it is unchanged."""

    token: str
    person: str
    person_name: str
    transcript: Transcript
    is_pdf: bool
    proof: str


def take(actor: Actor, person: str, source: BinaryIO, file_name: str) -> Opened:
    """Take a transcript in, as PDF or JSON, and let it wait. Costs two child processes, some tenths of a second.

    Raises UnreadableFile, in plain words, for what is none; NotFound, Refused where the record is not the actor's to
    add to, Conflict where the center has no room for the file.
    """
    whom(actor, person)
    is_pdf = source.read(len(_PDF)) == _PDF
    source.seek(0)
    token = (
        uploads.take(actor, source, file_name).token
        if is_pdf
        else uploads.take_data(actor, source, file_name, MOST_BYTES)
    )
    try:
        return open_again(actor, person, token)
    except TrackerError:
        uploads.discard(actor, [token])
        raise


def open_again(actor: Actor, person: str, token: str) -> Opened:
    """Read what waits under a token. Raises NotFound where it is gone, and as `take`."""
    _, name = whom(actor, person)
    path = uploads.path_waiting(actor, token)
    with path.open("rb") as stream:
        is_pdf = stream.read(len(_PDF)) == _PDF
    transcript = read(transcript_in(path))
    return Opened(token, person, name, transcript, is_pdf, proof_of(path) if is_pdf else NOT_CHECKED)


def whom(actor: Actor, person: str) -> tuple[int, str]:
    """Return row and name of whose record the actor may add to. Raises NotFound, Refused."""
    row = db.session.execute(select(Person.id, Person.name).where(Person.public_id == person)).first()
    if row is None or not may_see_person(actor.actions, actor.person_id, row.id):
        raise NotFound(NO_PERSON)
    completion_rows.refuse_others(actor, {row.id})
    return row.id, row.name


def proof_of(path: Path) -> str:
    """Say whether a seal of this installation proves the file; that of another one proves nothing here."""
    verdict = packets.here(path)
    if verdict.stands and verdict.facts is not None:
        return f"Unchanged since {verdict.facts.center} issued it, {verdict.facts.issued_at}."
    return NOT_CHECKED
