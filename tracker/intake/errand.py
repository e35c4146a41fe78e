"""What the parent asks of the child, as one line of JSON."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from tracker.intake.cover import Cover
from tracker.intake.formats import Format
from tracker.intake.limits import Limits

# What a reading room says when it is through with an errand, or could not begin it.
SEEN_OFF, UNABLE = b".", b"!"


class Want(StrEnum):
    """What is to be made besides looking."""

    NOTHING = "nothing"
    DISPLAY = "display"
    PACKET = "packet"
    PICTURES = "pictures"
    LOGO = "logo"
    COVERED = "covered"
    TRANSCRIPT = "transcript"
    WORKBOOK = "workbook"
    CODES = "codes"
    CERTIFICATE = "certificate"
    MAIL_HEAD = "mail_head"
    MAIL = "mail"
    PHOTO = "photo"
    PAPER = "paper"
    UNPACKED = "unpacked"


class Exhibit(StrEnum):
    """How a file goes into a packet."""

    AS_IT_IS = "as_it_is"
    CLEANED = "cleaned"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Errand:
    """A file to read, given as an open handle, what to make of it, within which limits, and what to paint out.

    `first`: the number, from 0, of the entry to begin with in a ZIP, or of the page in a PDF that is drawn for showing.
    """

    handle: int
    form: Format
    want: Want
    limits: Limits
    covers: tuple[Cover, ...] = ()
    first: int = 0

    def to_line(self) -> bytes:
        """Return the errand as the child reads it."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: str) -> "Errand":
        """Return the errand that a line holds."""
        told = json.loads(line)
        covers = tuple(Cover(**each) for each in told["covers"])
        limits = Limits(**told["limits"])
        return cls(told["handle"], Format(told["form"]), Want(told["want"]), limits, covers, int(told["first"]))
