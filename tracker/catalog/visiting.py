"""Asks an address on the web whether it still leads somewhere, politely and without trusting it.

The standard library serves better than a client library here: the connection goes to the very address that was found
to be public, so that a name cannot point elsewhere a moment later, and no proxy, cookie or password is picked up on
the way. Of an answer only its status and where it sends us on is read.

What is not certain is said to be so: a site that keeps programs out (403), that is overloaded or slow may work well
for a person.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import SplitResult, quote, urljoin, urlsplit

USER_AGENT = "training-tracker (checks now and then whether a link still works)"
PAUSE_SECONDS = 2.0
TIMEOUT_SECONDS = 8.0
MOST_SECONDS = 20.0
MOST_REDIRECTS = 4
# Some sites answer a question for the head alone with a refusal, or with a page not found.
_ASK_AGAIN = frozenset({400, 403, 404, 405, 406, 501})
_GONE = frozenset({404, 410})
_BUSY = frozenset({429, 503})
_MOVED = frozenset({301, 302, 303, 307, 308})
_SAFE = "/%:@!$&'()*+,;=~?[]"


class Verdict(StrEnum):
    """What a visit tells of a link."""

    WORKING = "working"
    DEAD = "dead"
    UNSURE = "unsure"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Visit:
    """A verdict on an address, and what was seen, in plain words. `answered`: somebody out there said something."""

    url: str
    verdict: Verdict
    seen: str
    answered: bool = False


class _Turned(Exception):
    """The visit ends here without an answer, with this verdict."""

    def __init__(self, verdict: Verdict, seen: str) -> None:
        super().__init__(seen)
        self.verdict, self.seen = verdict, seen


@dataclass(slots=True)
class Visitor:
    """Asks one address after the other: never two at once, each host with a pause, a busy host no more.

    `private_too` lets tests ask a server on this machine; nothing else sets it.
    """

    pause: float = PAUSE_SECONDS
    timeout: float = TIMEOUT_SECONDS
    most_seconds: float = MOST_SECONDS
    private_too: bool = False
    wait: Callable[[float], None] = time.sleep
    _asked_at: dict[str, float] = field(default_factory=dict)
    _busy: set[str] = field(default_factory=set)

    def visit(self, url: str) -> Visit:
        """Ask one address; whatever the other side does, the answer is a verdict."""
        try:
            return Visit(url, *self._follow(url), answered=True)
        except _Turned as end:
            return Visit(url, end.verdict, end.seen)

    def _follow(self, url: str) -> tuple[Verdict, str]:
        here, hops = url, 0
        while True:
            status, sent_to = self._ask(here)
            if status not in _MOVED or not sent_to:
                return self._judged(url, here, status)
            hops += 1
            if hops > MOST_REDIRECTS:
                return Verdict.UNSURE, f"it was sent on more than {MOST_REDIRECTS} times"
            here = urljoin(here, sent_to)

    def _judged(self, url: str, here: str, status: int) -> tuple[Verdict, str]:
        if status in _GONE:
            return Verdict.DEAD, f"the site says that it is not there ({status})"
        if not 200 <= status < 300:
            return Verdict.UNSURE, f"the site answered {status}"
        if urlsplit(here).path in {"", "/"} and urlsplit(url).path not in {"", "/"}:
            # What was taken down is often sent on to the front page rather than said to be gone.
            return Verdict.UNSURE, "it leads to the front page of a site now"
        return Verdict.WORKING, "it works" if here == url else f"it works, and leads to {here}"

    def _ask(self, url: str) -> tuple[int, str]:
        """Return the status of an address and where it sends us on; the head first, the page where that is refused."""
        status, sent_to = self._request("HEAD", url)
        if status in _ASK_AGAIN:
            status, sent_to = self._request("GET", url)
        if status in _BUSY:
            self._busy.add(_parts(url).hostname or "")
        return status, sent_to

    def _request(self, method: str, url: str) -> tuple[int, str]:
        parts = _parts(url)
        address = self._address(parts)
        self._take_turn(parts.hostname or "")
        connection = _Connection(parts, address, self.timeout)
        # A time-out counts from byte to byte; this ends a site that sends one now and then.
        end = threading.Timer(self.most_seconds, connection.break_off)
        end.start()
        try:
            connection.request(method, _target(parts), headers={"User-Agent": USER_AGENT, "Accept": "*/*"})
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location", "")
        except TimeoutError:
            raise _Turned(Verdict.UNSURE, f"no answer within {self.timeout:g} seconds") from None
        except ssl.SSLError:
            raise _Turned(Verdict.UNSURE, "its certificate for https could not be verified") from None
        except ConnectionRefusedError:
            raise _Turned(Verdict.DEAD, "the connection was refused") from None
        except (OSError, http.client.HTTPException, ValueError):
            raise _Turned(Verdict.UNSURE, "the connection broke off, or the answer was not understood") from None
        finally:
            end.cancel()
            connection.close()

    def _take_turn(self, host: str) -> None:
        if host in self._busy:
            raise _Turned(Verdict.UNSURE, "the site asked for fewer questions; it is left alone for now")
        since = time.monotonic() - self._asked_at.get(host, float("-inf"))
        if since < self.pause:
            self.wait(self.pause - since)
        self._asked_at[host] = time.monotonic()

    def _address(self, parts: SplitResult) -> str:
        """Return the number to connect to. Ends the visit where the name is unknown or any of its numbers private."""
        try:
            found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as fault:
            if getattr(fault, "errno", None) == socket.EAI_AGAIN:
                raise _Turned(Verdict.UNSURE, f"{parts.hostname} could not be looked up just now") from None
            raise _Turned(Verdict.DEAD, f"no site is called {parts.hostname}") from None
        numbers = [str(each[4][0]) for each in found]
        if not self.private_too and not all(map(is_public, numbers)):
            raise _Turned(Verdict.LEFT, f"{parts.hostname} is not on the public web")
        return numbers[0]


def is_public(number: str) -> bool:
    """Tell whether an IP address belongs to the public internet; one wrapped in another is judged as itself."""
    address = ipaddress.ip_address(number.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return bool(address.is_global and inner.is_global and not inner.is_multicast)


class _Connection(http.client.HTTPConnection):
    """A connection to a number that was chosen before, under the name that the address gives."""

    def __init__(self, parts: SplitResult, address: str, timeout: float) -> None:
        self.secure = parts.scheme == "https"
        self.default_port = 443 if self.secure else 80
        super().__init__(parts.hostname or "", parts.port, timeout=timeout)
        self._number = address

    def connect(self) -> None:
        """Open the connection, for https verified against the name."""
        self.sock = socket.create_connection((self._number, self.port), self.timeout)
        if self.secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def break_off(self) -> None:
        """End the exchange from another thread."""
        sock = self.sock
        if sock is not None:
            try:
                # Below TLS on purpose: what waits for a byte is told that none will come.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
            except OSError:
                return


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0:
            return parts
    except ValueError:
        pass  # a port that is no number, or half an IPv6 address
    raise _Turned(Verdict.LEFT, "it is no address of a web page")


def _target(parts: SplitResult) -> str:
    """Return path and query as they stand on the first line of a request: nothing in them can end that line."""
    path = quote(parts.path or "/", safe=_SAFE)
    return f"{path}?{quote(parts.query, safe=_SAFE)}" if parts.query else path
