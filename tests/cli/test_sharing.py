"""Web workers hold as many connections as each other, however the system wakes them."""

import multiprocessing
import os
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any

import pytest
from gunicorn.config import Config

from tests.browser.installation import free_port
from tracker.cli import sharing
from tracker.cli.sharing import SharingWorker
from tracker.cli.starting import WORKERS, _Web

PEOPLE = 40
BUSY = "/busy"


def _which_worker(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    if environ["PATH_INFO"] == BUSY:
        threading.Thread(target=_calculate, args=(time.monotonic() + 5,), daemon=True).start()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "10")])
    return [f"{os.getpid():10}".encode()]


def _calculate(until: float) -> None:
    while time.monotonic() < until:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where the product's web workers serve an application that says which of them answers."""
    port = free_port()
    served = multiprocessing.get_context("fork").Process(
        target=lambda: _Web(_which_worker, "127.0.0.1", port).run()  # type: ignore[arg-type]  # any WSGI application
    )
    served.start()
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with _lines(port, WORKERS) as lines:
            if len({_ask(line) for line in lines} - {""}) == WORKERS:
                break
        time.sleep(0.05)
    yield port
    served.terminate()
    served.join()


def test_people_who_stay_are_spread_evenly(port: int) -> None:
    with _lines(port, PEOPLE) as lines:
        _ask(lines[0], BUSY)  # so that the other worker is always the first at the door
        held = Counter(_ask(line) for line in lines)
        assert len(held) == WORKERS
        assert max(held.values()) - min(held.values()) <= PEOPLE // 5
        assert Counter(_ask(line) for line in lines) == held


@contextmanager
def _lines(port: int, number: int) -> Iterator[list[HTTPConnection]]:
    lines = [HTTPConnection("127.0.0.1", port) for _ in range(number)]
    yield lines
    for line in lines:
        line.close()


def _ask(line: HTTPConnection, path: str = "/") -> str:
    """Ask over a line, which is opened at the first time; an empty answer where nobody serves yet."""
    try:
        line.request("GET", path)
        return line.getresponse().read().decode().strip()
    except ConnectionError:
        line.close()
        return ""


class _Worker:
    def __init__(self, place: int) -> None:
        self.place = place


class _Arbiter:
    def __init__(self, *places: int) -> None:
        self.WORKERS = {100 + place: _Worker(place) for place in places}


def test_a_worker_gets_a_place_that_no_other_has() -> None:
    worker = _Worker(0)
    sharing.give_a_place(_Arbiter(0, 1, 3), worker)  # type: ignore[arg-type]
    assert worker.place == 2


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> SharingWorker:
    """A worker that holds five connections, beside one that holds two."""
    monkeypatch.setattr(sharing, "_held", [5, 2])
    worker = SharingWorker.__new__(SharingWorker)
    worker.place, worker.nr_conns, worker.alive = 0, 5, True
    return worker


def test_nothing_is_left_to_a_worker_that_has_ended(two: SharingWorker) -> None:
    assert two._leaves_it_to_others()
    sharing.free_its_place(None, _Worker(1))  # type: ignore[arg-type]
    assert not two._leaves_it_to_others()


def test_what_the_others_do_not_take_in_time_is_taken(two: SharingWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(sharing, "monotonic", lambda: now[0])
    assert two._leaves_it_to_others()
    now[0] += sharing.SECONDS_LEFT_TO_OTHERS - 0.001
    assert two._leaves_it_to_others()
    now[0] += 0.002
    assert not two._leaves_it_to_others()


def test_the_next_one_is_left_to_the_others_anew(two: SharingWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(sharing, "monotonic", lambda: now[0])
    monkeypatch.setattr("tracker.cli.patience.ThreadWorker.notify", lambda _: None)
    assert two._leaves_it_to_others()
    two.notify()
    now[0] += 10
    assert two._leaves_it_to_others()


def test_one_that_ends_asks_for_nothing_more(two: SharingWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.cli.patience.ThreadWorker.notify", lambda _: None)
    two.alive = False
    two.notify()
    assert list(sharing._held) == [sharing._NOBODY, 2]


def test_serve_serves_with_it(app: object) -> None:
    web = _Web.__new__(_Web)
    web._app, web._address, web.cfg = app, "127.0.0.1:0", Config()  # type: ignore[assignment]  # only its settings are read
    web.load_config()
    assert web.cfg.worker_class is SharingWorker
    assert (web.cfg.pre_fork, web.cfg.child_exit) == (sharing.give_a_place, sharing.free_its_place)
