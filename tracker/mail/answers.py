"""What somebody is told whose mail was read: what waits for them, and what was not taken and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.replies import LASTS, ReplyOutcome
from tracker.formatting import format_count, format_date
from tracker.mail.outbox import Mail

HOW = "Answer a reminder mail itself, from the address with which you sign in, with a photo or PDF of the certificate."
_WHY = {
    ReplyOutcome.NOTHING: "There was no photo or PDF in it that could be taken.",
    ReplyOutcome.OTHER_ADDRESS: (
        "It came from an address that is not yours here. If it was you: send it from the address to which this mail "
        "came. If it was not, there is nothing to do."
    ),
    ReplyOutcome.EXPIRED: f"It answered a mail older than {LASTS.days} days. Answer a newer one.",
    ReplyOutcome.NO_MARK: "It was no answer to a reminder, so it may not be from you.",
    ReplyOutcome.TOO_LARGE: "It was larger than 40 MB. Send fewer files at once, 25 MB in all.",
    ReplyOutcome.UNREADABLE: "It could not be read. Write a new mail rather than sending the same one again.",
}
SMALL = "Small pictures such as the logo of a signature are left out."


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer tells: names of what waits, and until when; of what was not taken with the reason; where to go."""

    names: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    small: bool
    link: str
    until: date
    answer_to: str = ""
    answers: str = ""


def answer(to: str, name: str, outcome: ReplyOutcome, told: Told) -> Mail:
    """Return the answer to a mail, which a mail program answers by itself to nobody."""
    headers = {"Auto-Submitted": "auto-replied"}
    if told.answers:
        headers |= {"In-Reply-To": told.answers, "References": told.answers}
    if told.answer_to:
        headers["Reply-To"] = told.answer_to
    is_taken = outcome is ReplyOutcome.TAKEN
    subject = (
        f"{format_count(len(told.names), 'certificate')} arrived" if is_taken else "Nothing was taken from your mail"
    )
    paragraphs = _taken(told) if is_taken else _not_taken(outcome, told)
    return Mail(to, subject, "\n\n".join((f"Hello {name},", *paragraphs)) + "\n", headers=headers)


def _taken(told: Told) -> Iterator[str]:
    yield "This came by mail and waits for you:"
    yield _listed(told.names)
    yield "Nothing is logged yet. Look at what was read, correct it, and log it:"
    yield told.link
    yield f"It waits until {format_date(told.until)}."
    yield from _refused(told)


def _not_taken(outcome: ReplyOutcome, told: Told) -> Iterator[str]:
    yield f"A mail came in your name, and nothing was taken from it. {_WHY[outcome]}"
    yield from _refused(told)
    if told.small and outcome is ReplyOutcome.NOTHING:
        yield SMALL
    yield f"{HOW} Or add it here:"
    yield told.link


def _refused(told: Told) -> Iterator[str]:
    if told.refused:
        yield "Not taken:"
        yield _listed(f"{name}: {why}" for name, why in told.refused)


def _listed(lines: Iterator[str] | tuple[str, ...]) -> str:
    return "\n".join(f"  - {line}" for line in lines)
