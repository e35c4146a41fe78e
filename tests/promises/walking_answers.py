"""Answers without what differs at each request by itself: tokens, keys, ids made on the way, numbers counted up."""

import re

from werkzeug.test import TestResponse

from tracker.db.columns import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH

REFUSED = 400
# What an earlier form did is told on the next page, whichever that is.
FLASHES = re.compile(r'<div class="flashes".*?</div>', re.DOTALL)
CHANCE = re.compile(
    rf'name="csrf_token"[^>]*>|[0-9a-f]{{32}}|\b[{PUBLIC_ID_ALPHABET}]{{{PUBLIC_ID_LENGTH}}}\b'
    r'|[A-Za-z0-9_-]{43}|(?<=class="badge">)\d+'
    # Where older things begin: until a page has a look in it, the moment that it was asked for.
    r"|(?<=\.)\d{16}(?=\.\d)"
    r"|(?<=Words )\d+|(?<=visitor)\d+|(?<=training )\d+"
)


def plainly(answer: TestResponse, sent: str, *, whole: bool) -> str:
    """Return what an answer tells; of one that changed something only where it leads, for the next page has grown."""
    told = CHANCE.sub("…", (answer.location or "").replace(sent, "…"))
    if whole or answer.status_code >= REFUSED:
        body: str = CHANCE.sub("…", FLASHES.sub("", words_of(answer)).replace(sent, "…"))
        told += body
    return told


def words_of(answer: TestResponse) -> str:
    """Return the body of an answer as far as it is text."""
    return answer.get_data().decode(errors="replace")
