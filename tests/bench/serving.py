"""Two ways to ask for a page: through the application's WSGI entry, and through gunicorn over loopback."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from time import perf_counter, process_time, sleep

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, run_wsgi_app

PATIENCE = 30.0
Ask = Callable[[str], float]

bare = Flask("bare")


@bare.get("/")
def _answer() -> str:
    """Answer, and nothing else: what Flask itself costs."""
    return "Hello"


def cookie_of(client: FlaskClient) -> str:
    """Return the cookie by which a client is signed in."""
    cookie = client.get_cookie("session")
    return f"session={cookie.value}" if cookie else ""


def through_wsgi(app: Flask, cookie: str = "") -> Ask:
    """Return a function that asks for a page inside this process and returns the seconds of processor it took.

    Of the processor, not by the clock: what else the machine does then hardly matters.
    """

    def ask(path: str) -> float:
        environ = EnvironBuilder(path, "http://localhost", headers={"Cookie": cookie}).get_environ()
        begun = process_time()
        answer, status, _ = run_wsgi_app(app, environ)
        body = b"".join(answer)
        taken = process_time() - begun
        _refuse(path, int(status.split()[0]), body)
        return taken

    return ask


@contextmanager
def through_gunicorn(entry: str, environment: dict[str, str], cookie: str = "") -> Iterator[Ask]:
    """Serve an application with one gunicorn worker; yield a function like that of `through_wsgi`."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--log-level", "error", entry]
    server = subprocess.Popen(command, env=os.environ | environment)  # noqa: S603 our own command
    try:
        _wait_for(port, server)
        yield lambda path: _ask_over_loopback(port, path, cookie)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _ask_over_loopback(port: int, path: str, cookie: str) -> float:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    begun = perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    body = answer.read()
    taken = perf_counter() - begun
    connection.close()
    _refuse(path, answer.status, body)
    return taken


def _refuse(path: str, status: int, body: bytes) -> None:
    if status != 200 or not body:
        raise RuntimeError(f"{path} answered {status} with {len(body)} bytes: that is not the page to be timed.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    begun = perf_counter()
    while perf_counter() - begun < PATIENCE:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        sleep(0.05)
    raise RuntimeError("gunicorn did not start.")
