"""Asks once more where wapiti judged by a time, or by two answers that were alike, while it kept the machine busy.

Then a page that draws a PDF may take the seconds for which it wanted the database to sleep, and all may be answered
by the same page that says to wait.
"""

import re
from http import HTTPStatus
from http.client import HTTPConnection
from time import perf_counter

SLEEPS = 6.0  # wapiti asks for a second more, and gives up waiting after these
LONGEST = 120
_TOKEN = re.compile(r'csrf_token(?:"\s+|=)([\w.-]+)')
_BY_TIME, _BY_LIKENESS = "Blind SQL", "not properly checked"


def happens_again(one: dict[str, str], url: str, cookie: str, sleeps: float = SLEEPS) -> bool:
    """Tell whether a finding of wapiti's holds; what it judged otherwise than by time or likeness does."""
    asked, _, body = one["http_request"].partition("\n\n")
    if _BY_TIME in one["info"]:
        return _took(asked, body, url, cookie)[1] >= sleeps
    if _BY_LIKENESS in one["info"] and (token := _TOKEN.search(body)):
        # Whoever is refused for the token is refused before anything is looked at.
        return _took(asked, body.replace(token[1], "wapiti"), url, cookie)[0] != HTTPStatus.BAD_REQUEST
    return True


def _took(asked: str, body: str, url: str, cookie: str) -> tuple[int, float]:
    """Send a request as wapiti wrote it down; return the status and the seconds that it took."""
    first, *lines = asked.splitlines()
    method, path, _ = first.split(" ")
    headers = dict(line.split(": ", 1) for line in lines) | {"Cookie": cookie}
    connection = HTTPConnection(url.removeprefix("http://"), timeout=LONGEST)
    begun = perf_counter()
    connection.request(method, path, body.replace("\n", "\r\n").encode(), headers)
    status = connection.getresponse().status
    connection.close()
    return status, perf_counter() - begun
