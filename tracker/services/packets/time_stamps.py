"""The way to the authority of time stamps, where an installation names one: it gets a digest, and nothing else."""

from tracker.reports.time_stamp import Ask, NoStamp
from tracker.services import installation, outgoing
from tracker.services.outgoing import Question, Unanswered

SECONDS = 10.0
LARGEST_ANSWER = 64 * 1024
_HEADERS = {
    "Content-Type": "application/timestamp-query",
    "Accept": "application/timestamp-reply",
    "Accept-Encoding": "identity",
    "User-Agent": "training-tracker",
}


def authority() -> Ask | None:
    """Return how the authority is asked, or None where none is named."""
    address = installation.current().time_stamps
    return (lambda request: _answer(address, request)) if address else None


def _answer(address: str, request: bytes) -> bytes:
    try:
        answer = outgoing.ask(Question(address, "POST", request, _HEADERS, SECONDS, LARGEST_ANSWER))
    except Unanswered as fault:
        raise NoStamp(str(fault)) from None
    if answer.status != 200:
        raise NoStamp(f"it answered {answer.status}")
    return answer.body
