"""A site on this machine that answers as it is told, and remembers what it was asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


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

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
