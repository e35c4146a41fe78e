"""A file that was asked for too long after signing in: once it is confirmed who asks, its page opens and it comes.

A file opens no page, so whoever confirmed and was led to it would still stand before the question. The way there goes
over the page that the file's link stands on, which fetches it by itself, without a script.
"""

from urllib.parse import SplitResult, urlsplit

from flask import request, session

from tracker import clock
from tracker.services.sessions import FRESH

PUT_OFF = "download"


def put_off() -> str:
    """Remember the file that this request asks for; return the page its link stands on, nothing where none is told."""
    came_from = page_before()
    if came_from is None or not came_from.path.startswith("/") or came_from.path.startswith("//"):
        return ""
    page = f"{came_from.path}?{came_from.query}".rstrip("?")
    session[PUT_OFF] = {"file": address_asked(), "page": page, "at": clock.now().timestamp()}
    return page


def coming() -> str:
    """Return the file that the page shown now fetches, once; nothing where none was put off from here, or long ago."""
    waits = session.get(PUT_OFF)
    if not waits or waits["page"] != address_asked():
        return ""
    del session[PUT_OFF]
    is_recent = clock.now().timestamp() - waits["at"] <= FRESH.total_seconds()
    return str(waits["file"]) if is_recent else ""


def page_before() -> SplitResult | None:
    """Return the page that this request came from, where the browser tells and it is one of this host."""
    came_from = urlsplit(request.referrer or "")
    return came_from if came_from.netloc == request.host else None


def address_asked() -> str:
    """Return what this request asks for: path and query, as a page to come back to."""
    return request.full_path.rstrip("?")
