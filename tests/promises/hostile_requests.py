"""Hostile requests: thousands, each with one part out of order, sent by raw sockets to a served installation.

Half of them come from somebody who is signed in, with a token that is good, so that they get further than the door.
What gunicorn refuses by itself, before the application has seen it, is counted apart: it shows none of our pages.
"""

import json
import random
import re
import socket
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bs4 import BeautifulSoup

from tests.browser.installation import Installation
from tests.promises.figures import Figure, Size
from tests.promises.hostile_shapes import Request, drawn
from tests.promises.rights_people import cookie_of
from tests.requesting import Browser
from tests.scan.target import PARAMETER

REQUESTS = {Size.SHORT: 1_500, Size.LONG: 10_000}
AT_ONCE, SLOWEST, PATIENCE = 6, 5.0, 20
PROTECTION = (
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "permissions-policy",
)
# How gunicorn's own refusals begin; the application's pages begin otherwise.
BY_THE_SERVER = b"<html>\n  <head>\n    <title>"
FAULT = 500
# The statuses of whoever got past the door, to a page or into a form.
KINDS = ("person", "completion", "training", "event", "agency", "evidence", "packet", "waiver", "desk", "citation")
INSIDE = (200, 303, 409, 422)
# gunicorn's answer to a Transfer-Encoding that there is not, as the standard of HTTP asks for.
NO_SUCH_CODING = 501
# Kinds whose bodies may end before what was said of them: nobody waits for an answer to half a request.
UNFINISHED = {"odd_body", "odd_chunks", "odd_header", "odd_method", "odd_multipart"}
# Signing out would make guests of all that follow.
NEVER = {
    "sign_in.sign_out",
    "account.end_others",
    "account.end",
    "account.change_password",
    "account.app",
    "members.end",
}


@dataclass
class Answer:
    """What came back. `status` 0: nothing."""

    request: Request
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0.0

    @property
    def by_the_server(self) -> bool:
        """Whether gunicorn answered by itself."""
        return self.body.startswith(BY_THE_SERVER)

    def faults(self) -> list[str]:
        """Return what is wrong with it."""
        told = f"{self.request.kind}: {self.request.head()[:120]!r}: {self.status}"
        wrong = []
        if self.status >= FAULT and not (self.by_the_server and self.status == NO_SUCH_CODING):
            wrong.append(f"fault: {told}")
        if self.seconds > SLOWEST:
            wrong.append(f"{self.seconds:.1f} s: {told}")
        if self.status == 0 and self.request.kind not in UNFINISHED:
            wrong.append(f"no answer: {told}")
        if self.status and not self.by_the_server and any(name not in self.headers for name in PROTECTION):
            wrong.append(f"without protection: {told}")
        return wrong


def figures(size: Size, folder: Path) -> Iterator[Figure]:
    """Send them, several at once, and look whether people are still served."""
    installation = Installation(folder / "data")
    made = json.loads(installation.run("seed", "--centers", "1", "--people", "5", "--completions", "4", "--json"))
    routes = json.loads(installation.run("routes", "--json"))
    login = next(each for each in made["logins"] if each["role"] == "director")
    with installation.serving():
        requests = list(_requests(installation, routes, login, REQUESTS[size]))
        with ThreadPoolExecutor(AT_ONCE) as senders:
            answers = list(senders.map(lambda request: _send(installation.port, request), requests))
        served = Browser(installation.url).sign_in(login["email"], login["password"])
    yield _figure(answers, REQUESTS[size], served=served)


def _figure(answers: list[Answer], due: int, *, served: bool) -> Figure:
    wrong = [fault for answer in answers for fault in answer.faults()]
    kinds = Counter(fault.split(":")[0] for fault in wrong)
    statuses = Counter(answer.status for answer in answers if not answer.by_the_server)
    ours = ", ".join(f"{count:,} of {status}" for status, count in sorted(statuses.items()) if status)
    slowest, before = max(each.seconds for each in answers), sum(each.by_the_server for each in answers)
    told = (
        f"{dict(kinds) or 'nothing wrong'} in {len(answers):,}; slowest {slowest:.1f} s; answers of the application: "
        f"{ours}; refused by the server before: {before:,}; broken off without an answer: {statuses[0]:,}; "
        f"people served after: {'yes' if served else 'no'}"
    )
    goal = f"{due:,}: 0 answers of 500 or above, none over {SLOWEST:g} s, security headers on all of the application"
    kept = not wrong and served and len(answers) == due and sum(statuses[each] for each in INSIDE) > due / 20
    return Figure("hostile requests", goal, told + "".join(f"\n    {fault}" for fault in wrong[:8]), kept)


def _requests(
    installation: Installation, routes: list[dict[str, object]], login: dict[str, str], count: int
) -> Iterator[Request]:
    chance = random.Random(10)
    browser = Browser(installation.url)
    browser.sign_in(login["email"], login["password"])
    page = BeautifulSoup(browser.get("/account").text, "lxml")
    token = str(page.select("input[name=csrf_token]")[0]["value"])
    cookie = cookie_of(browser).encode()
    host = (b"Host", f"127.0.0.1:{installation.port}".encode())
    there = _there(installation, login["center"])
    open_routes = [route for route in routes if route["endpoint"] not in NEVER]
    for number in range(count):
        route = open_routes[number % len(open_routes)]
        headers = (host, (b"Connection", b"close"), *(((b"Cookie", cookie),) if number % 2 else ()))
        names = [str(each["name"]) for each in route["fields"] if each["in"] == "form"]  # type: ignore[attr-defined]
        fields = tuple((name, token.encode() if name == "csrf_token" else b"1") for name in names)
        target = _path(str(route["rule"]), there).encode()
        method = str(chance.choice(route["methods"])).encode()  # type: ignore[arg-type]
        yield drawn(Request(method, target, headers, fields=fields), chance)


def _there(installation: Installation, center: str) -> dict[str, str]:
    """Return what the center has, as an address names it."""
    found = {"center": center, "key": "nca-csec", "edition": "2023", "number": "1"}
    with closing(sqlite3.connect(installation.data / "tracker.sqlite")) as database:
        for kind in KINDS:
            row = database.execute(f"SELECT public_id FROM {kind} LIMIT 1").fetchone()  # noqa: S608 ours
            found |= {kind: row[0]} if row else {}
    return found


def _path(rule: str, there: Mapping[str, str]) -> str:
    """Fill an address in, with an id that nobody has for what the center has none of."""

    def filled(parameter: re.Match[str]) -> str:
        among = parameter["among"]
        return among.split(",")[0].strip(" '") if among else there.get(parameter["name"], "2" * 20)

    return PARAMETER.sub(filled, rule)


def _send(port: int, request: Request) -> Answer:
    answer = Answer(request)
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as wire:
        begun = time.perf_counter()
        received = b""
        try:
            wire.sendall(request.head())
            _send_body(wire, request)
            begun = time.perf_counter()
            wire.shutdown(socket.SHUT_WR)
            received = _received(wire)
        except OSError:  # the server may close before it has read all that was sent
            received = received or _rest(wire)
        answer.seconds = time.perf_counter() - begun
    head, _, answer.body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    if first.startswith("HTTP/"):
        answer.status = int(first.split(" ")[1])
        answer.headers = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in lines}
    return answer


def _send_body(wire: socket.socket, request: Request) -> None:
    if not request.slowly:
        wire.sendall(request.body)
        return
    for number in range(len(request.body[:20])):
        wire.sendall(request.body[number : number + 1])
        time.sleep(request.slowly / 20)
    wire.sendall(request.body[20:])


def _received(wire: socket.socket) -> bytes:
    parts = []
    while part := wire.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def _rest(wire: socket.socket) -> bytes:
    try:
        return _received(wire)
    except OSError:
        return b""
