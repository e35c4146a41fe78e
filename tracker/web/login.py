"""Who is signed in: Flask-Login over sessions that live on the server.

The signed cookie carries the secret of a row in `sign_in_session`, and Flask-Login asks that row at each request. A
cookie that was copied before a sign-out is therefore dead after it.
"""

from contextlib import suppress
from datetime import datetime

from flask import Flask, Request, request, session
from flask_login import LoginManager, UserMixin, login_user, logout_user

from tracker import clock
from tracker.db.work import Collided, unit_of_work
from tracker.domain.errors import TrackerError
from tracker.services import sessions
from tracker.services.sessions import SignedIn

BROWSERS = ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


class SignedInUser(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """The signed-in account as Flask-Login wants it; its id is the session's secret."""

    def __init__(self, token: str, signed_in: SignedIn) -> None:
        """Hold the secret and the session that it names."""
        self.token = token
        self.signed_in = signed_in

    def get_id(self) -> str:
        """Return what the cookie carries."""
        return self.token


def install(app: Flask) -> None:
    """Attach Flask-Login."""
    manager = LoginManager(app)
    manager.session_protection = None  # it compares addresses, which phones change; the row on the server decides
    manager.user_loader(_load)


def begin(account_id: int, token: str) -> None:
    """Put a new session into the cookie; whatever the cookie held before is dropped, the CSRF token with it."""
    session.clear()
    found = sessions.find(token, clock.now())
    if found is not None and found.account_id == account_id:
        login_user(SignedInUser(token, found))


def leave() -> None:
    """Empty the cookie; ending the row is the caller's use case."""
    logout_user()
    session.clear()


def device(asked: Request | None = None) -> str:
    """Return a few words for the browser, such as "Chrome on Windows"; nothing finer is kept."""
    agent = (asked or request).headers.get("User-Agent", "")
    browser = next((name for mark, name in BROWSERS if mark in agent), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{browser} on {system}" if system else browser


def _load(token: str) -> SignedInUser | None:
    now = clock.now()
    found = sessions.find(token, now)
    if found is None:
        return None
    if found.is_due_a_touch(now):
        _touch(found.session_id, now)
    return SignedInUser(token, found)


def _touch(session_id: int, now: datetime) -> None:
    """Write when a session was seen. On a full disk people go on reading, and their session ends a little early."""
    with suppress(TrackerError, Collided), unit_of_work():
        sessions.touch(session_id, now)
