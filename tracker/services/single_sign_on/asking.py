"""The one way out to a provider: to its own hosts only, within seconds, never sent on, never a large answer.

Below Authlib, as the adapter of its session: whatever it sends takes this way. The standard library speaks, so that no
proxy, cookie or password of the machine is picked up, and an exchange can be ended from outside.
"""

import socket
import ssl
import threading
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, cast
from urllib.parse import urlsplit

from authlib.integrations.requests_client import OAuth2Session
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from requests.exceptions import RequestException

from tracker.domain.single_sign_on import Provider

SECONDS = 5.0
LARGEST_ANSWER = 256 * 1024
USER_AGENT = "training-tracker"


class Unasked(RequestException):
    """The question was not asked, or its answer not taken; the message says why, for the log."""


class _WayOut(BaseAdapter):
    """Carries a question of Authlib's to a provider, and its answer back."""

    def __init__(self, provider: Provider, seconds: float) -> None:
        super().__init__()
        self._provider, self._seconds = provider, seconds

    def send(self, request: PreparedRequest, *_options: Any, **_more: Any) -> Response:
        """Ask. Raises Unasked."""
        if not self._provider.may_be_asked(request.url):
            raise Unasked("it lies at another host")
        connection = _connection(str(request.url), self._seconds)
        try:
            return self._exchange(connection, request)
        except TimeoutError:
            raise Unasked("no answer in time") from None
        except ssl.SSLError:
            raise Unasked("its certificate could not be verified") from None
        except (OSError, HTTPException, ValueError):
            raise Unasked("the connection failed or broke off") from None
        finally:
            connection.close()

    def close(self) -> None:
        """Keep nothing open between two questions."""

    def _exchange(self, connection: HTTPConnection, request: PreparedRequest) -> Response:
        connection.connect()
        # A time-out counts from byte to byte; this ends an answer that trickles.
        late = threading.Event()
        end = threading.Timer(self._seconds, _break_off, (connection.sock, late))
        end.start()
        try:
            parts = urlsplit(str(request.url))
            target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
            body = cast("str | bytes | None", request.body)  # Authlib sends forms only
            connection.request(str(request.method), target, body, dict(request.headers))
            answer = _taken(connection.getresponse(), request)
            if late.is_set():
                # What was broken off in its headers looks like an answer without a body.
                raise TimeoutError
            return answer
        finally:
            end.cancel()


def session(provider: Provider, **options: Any) -> OAuth2Session:
    """Return Authlib's session with a provider, whose every question takes our way."""
    made = OAuth2Session(provider.client_id, provider.client_secret, **options)
    made.trust_env = False
    made.headers.update({"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": "identity"})
    for scheme in list(made.adapters):
        made.mount(scheme, _WayOut(provider, SECONDS))
    return made


def _connection(address: str, seconds: float) -> HTTPConnection:
    parts = urlsplit(address)
    if parts.scheme == "http":
        return HTTPConnection(parts.hostname or "", parts.port, timeout=seconds)
    return HTTPSConnection(parts.hostname or "", parts.port, timeout=seconds, context=ssl.create_default_context())


def _taken(answer: HTTPResponse, request: PreparedRequest) -> Response:
    if 300 <= answer.status < 400:
        raise Unasked("it sends us on elsewhere")
    body = answer.read(LARGEST_ANSWER + 1)
    if len(body) > LARGEST_ANSWER:
        raise Unasked("its answer is too large")
    if answer.length:
        raise Unasked("its answer broke off")
    taken = Response()
    taken.status_code, taken.url, taken.request = answer.status, str(request.url), request
    taken.headers.update(answer.getheaders())
    taken._content, taken.encoding = body, "utf-8"
    return taken


def _break_off(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):
        # Below TLS on purpose: what waits for a byte is told that none will come.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
