"""The certificates of one account that wait in a list to be logged, each with what it proposes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from tracker.domain.certificates import Field
from tracker.services import uploads
from tracker.services.actor import Actor
from tracker.services.certificates import reading
from tracker.services.certificates.matching import known
from tracker.services.certificates.proposing import Proposed, propose
from tracker.services.certificates.reading import WaitingRead, read
from tracker.services.completions import PersonChoice
from tracker.services.uploads import CERTIFICATES, Stay, Waiting

FROM_PICTURE = "It was read from a picture: hold each field against the certificate before you log it."
NO_WORDS = "No words were found in its picture."
PHOTOS_NOT_READ = "It is a photo or a scan, and those are not read on this installation."


@dataclass(frozen=True, slots=True)
class Listed:
    """A certificate in the list: the file, what was read, what that proposes, and what is not sure of it."""

    file: Waiting
    read: WaitingRead
    proposed: Proposed
    doubts: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        """Whether a person need only look and confirm."""
        return not self.doubts


def take(actor: Actor, source: BinaryIO, file_name: str, stay: Stay | None = None) -> Waiting:
    """Take a certificate into the list and read it. Raises as `uploads.take`."""
    return reading.take(actor, source, file_name, CERTIFICATES, stay)


def listed(actor: Actor, people: Sequence[PersonChoice]) -> tuple[Listed, ...]:
    """Return what waits in the actor's list, in the order in which it came; what is not read yet is read."""
    tokens = uploads.in_pile(actor, CERTIFICATES)
    if not tokens:
        return ()
    knows, files = known(people), uploads.waiting(actor, tokens, CERTIFICATES)
    reads = read(actor, tokens, CERTIFICATES)
    found = [(file, its, propose(its.reading, knows)) for file, its in zip(files, reads, strict=True)]
    earlier: set[str] = set()
    lines = []
    for file, its, proposed in found:
        lines.append(Listed(file, its, proposed, _doubts(file, its, proposed, file.sha256 in earlier)))
        earlier.add(file.sha256)
    return tuple(lines)


def _doubts(file: Waiting, its: WaitingRead, proposed: Proposed, is_twice: bool) -> tuple[str, ...]:
    if its.reading.kind is not None:
        return (*file.signs, its.reading.kind.words)
    doubts = list(file.signs)
    if is_twice:
        doubts.append("The very same file is in this list already.")
    if not its.was_read:
        doubts.append("It could not be read just now.")
    elif not its.reading.has_words:
        doubts.append(NO_WORDS if its.reading.from_picture else PHOTOS_NOT_READ)
    elif its.reading.from_picture:
        # Letters are mistaken for others that look alike, at times without a doubt: a person looks at each of them.
        doubts.append(FROM_PICTURE)
    if its.reading.has_words and not proposed.person:
        named = f"Nobody to choose here is called “{proposed.person_name}”." if proposed.person_name else ""
        doubts.append(named or "No name was found.")
    for field in (Field.PERSON, Field.TITLE, Field.COMPLETED_ON, Field.HOURS):
        if field in proposed.rests_on and not proposed.is_sure(field):
            doubts.append(f"{field.label}: {proposed.rests_on[field].reason.words}")
    missing = [each.label.lower() for each in (Field.TITLE, Field.COMPLETED_ON) if each not in proposed.rests_on]
    if missing and its.reading.has_words:
        doubts.append(f"Not found: {' and '.join(missing)}.")
    return tuple(doubts)
