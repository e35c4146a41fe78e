"""Nothing is asked of another host unless a setting or a command says so: the few modules that can are named."""

import ast
from collections.abc import Iterator

from tests.house.repository import texts

SPEAKERS = {
    "aiohttp",
    "authlib",
    "ftplib",
    "http.client",
    "httpx",
    "imaplib",
    "requests",
    "smtplib",
    "socket",
    "urllib.request",
    "urllib3",
}
# Each with the setting or command without which it stays silent.
MAY_SPEAK = {
    "tracker/catalog/visiting.py": "the command check-links",
    "tracker/cli/patience.py": "only answers: it never connects",
    "tracker/intake/reader/room.py": "only hears the process that opened it, on a pair without an address",
    "tracker/intake/reading_room.py": "the other one of that pair",
    "tracker/intake/scanner.py": "CLAMD",
    "tracker/mail/mailbox.py": "IMAP_URL",
    "tracker/mail/outbox.py": "SMTP_URL",
    "tracker/services/outgoing.py": "TIME_STAMPS, and the settings of single sign-on",
}


def speakers_in(source: str) -> list[str]:
    """Return the modules a source imports that can open a connection."""
    return [name for name in _imported(source) if any(f"{name}.".startswith(f"{each}.") for each in SPEAKERS)]


def _imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_only_named_modules_can_speak_to_another_host() -> None:
    found = {path for path, text in texts("tracker", ".py") if speakers_in(text)}
    unnamed = found - set(MAY_SPEAK) - {path for path in found if path.startswith("tracker/services/single_sign_on")}
    assert unnamed == set(), "a setting must say so: name the module here with it"


def test_the_guard_sees_every_way_of_importing() -> None:
    for line in ("import requests", "import http.client", "from http import client", "from urllib import request"):
        assert speakers_in(line) != [], line
    assert speakers_in("import socketserver_of_ours\nfrom urllib.parse import urlsplit") == []
