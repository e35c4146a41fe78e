"""A site on this machine that answers as it is told, and remembers what it was asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.listening import listening


@dataclass
class Site:
    """`answers`: per path a status, or a status and where to go; an unlisted path is not found."""

    address: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def url(self, path: str = "/") -> str:
        """Return the address of a path."""
        return self.address + path


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a site while the block runs."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._answer(site.answers.get(f"HEAD {self.path}", site.answers.get(self.path, 404)))

        def do_GET(self) -> None:
            self._answer(site.answers.get(self.path, 404))

        def _answer(self, said: Any) -> None:
            site.asked.append((self.command, self.path))
            site.agents.add(self.headers["User-Agent"])
            if isinstance(said, bytes):
                self.wfile.write(said)
                return
            status, sent_to = said if isinstance(said, tuple) else (said, "")
            self.send_response(status)
            if sent_to:
                self.send_header("Location", sent_to)
            self.end_headers()

    with listening(Handler) as site.address:
        yield site
