"""Mails: read in the child, and what it says believed only after each word of it was checked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.domain.errors import UnreadableFile
from tracker.intake.answer import Answer, told_in
from tracker.intake.errand import Want
from tracker.intake.formats import Format
from tracker.intake.limits import MAIL, MAIL_HEAD
from tracker.intake.sandbox import read_apart
from tracker.intake.words import Refusal

LONGEST = 4000
MOST = 60


@dataclass(frozen=True, slots=True)
class MailHead:
    """What a header says: one sender or none, where the mail went to, what it answers, whether a machine wrote it.

    Addresses are in small letters. `answers`: the ids of what it answers, in one text.
    """

    sender: str
    goes_to: tuple[str, ...]
    answers: str
    message_id: str
    date: str
    is_automatic: bool


@dataclass(frozen=True, slots=True)
class MailFiles:
    """The files of a mail with their names as sent; how many pictures of a signature, and files too many, were left."""

    files: tuple[tuple[str, bytes], ...]
    small: int
    left_over: int


def head_of(path: Path) -> MailHead:
    """Return what the header says that stands in a file. Raises UnreadableFile. Costs a process of 0.1 s."""
    # The child reads a mail, whatever format it is told.
    told = _told(read_apart(path, Format.PDF, Want.MAIL_HEAD, MAIL_HEAD))
    try:
        return MailHead(
            _text(told["from"]),
            tuple(_text(each) for each in told["to"][:MOST]),
            _text(told["answers"]),
            _text(told["message_id"]),
            _text(told["date"]),
            told["automatic"] is not False,
        )
    except (KeyError, TypeError) as error:
        raise UnreadableFile(Refusal.TOO_HEAVY.words) from error


def files_of(path: Path) -> MailFiles:
    """Return the files in a mail, whatever they are. Raises UnreadableFile. Holds up to 30 MB in memory."""
    answer = read_apart(path, Format.PDF, Want.MAIL, MAIL)
    told, (_, *contents) = _told(answer), answer.copies
    try:
        names = [_text(each["name"]) for each in told["parts"]]
        small, left_over = int(told["small"]), int(told["left_over"])
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableFile(Refusal.TOO_HEAVY.words) from error
    if len(names) != len(contents):
        raise UnreadableFile(Refusal.TOO_HEAVY.words)
    return MailFiles(tuple(zip(names, contents, strict=True)), small, left_over)


def _told(answer: Answer) -> dict[str, Any]:
    told = told_in(answer)
    if not isinstance(told, dict):
        raise UnreadableFile(Refusal.TOO_HEAVY.words)
    return told


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST or not value.isprintable():
        raise TypeError("not a text within bounds")
    return value
