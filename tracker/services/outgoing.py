"""The one way out over HTTP: within seconds, never sent on, never a large answer.

The standard library speaks, so that no proxy, cookie or password of the machine is picked up, and an exchange can be
ended from outside.
"""

import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit


class Unanswered(Exception):
    """No answer came that may be taken; the message says why, for the log, and names nobody."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an address: by which method, with what, and how long and large the answer may be."""

    address: str
    method: str
    body: str | bytes | None
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 5.0
    largest: int = 256 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def ask(question: Question) -> Answer:
    """Ask, and return the answer whatever its status, unless it sends us elsewhere. Raises Unanswered."""
    connection = _connection(question.address, question.seconds)
    try:
        return _exchange(connection, question)
    except TimeoutError:
        raise Unanswered("no answer in time") from None
    except ssl.SSLError:
        raise Unanswered("its certificate could not be verified") from None
    except (OSError, HTTPException, ValueError):
        raise Unanswered("the connection failed or broke off") from None
    finally:
        connection.close()


def _exchange(connection: HTTPConnection, question: Question) -> Answer:
    connection.connect()
    # A time-out counts from byte to byte; this ends an answer that trickles.
    late = threading.Event()
    end = threading.Timer(question.seconds, _break_off, (connection.sock, late))
    end.start()
    try:
        parts = urlsplit(question.address)
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request(question.method, target, question.body, dict(question.headers))
        answer = _taken(connection.getresponse(), question.largest)
        if late.is_set():
            # What was broken off in its headers looks like an answer without a body.
            raise TimeoutError
        return answer
    finally:
        end.cancel()


def _connection(address: str, seconds: float) -> HTTPConnection:
    parts = urlsplit(address)
    if parts.scheme == "http":
        return HTTPConnection(parts.hostname or "", parts.port, timeout=seconds)
    return HTTPSConnection(parts.hostname or "", parts.port, timeout=seconds, context=ssl.create_default_context())


def _taken(answer: HTTPResponse, largest: int) -> Answer:
    if 300 <= answer.status < 400:
        raise Unanswered("it sends us on elsewhere")
    body = answer.read(largest + 1)
    if len(body) > largest:
        raise Unanswered("its answer is too large")
    if answer.length:
        raise Unanswered("its answer broke off")
    return Answer(answer.status, tuple(answer.getheaders()), body)


def _break_off(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):
        # Below TLS on purpose: what waits for a byte is told that none will come.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
