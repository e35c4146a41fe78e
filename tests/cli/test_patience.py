"""Who sends slowly, or takes the answer slowly, does not hold a thread of the web worker for ever."""

import socket
import threading
from collections.abc import Iterator
from time import monotonic

import pytest
from gunicorn.config import Config
from gunicorn.workers.gthread import _DEFER, DEFAULT_WORKER_DATA_TIMEOUT, TConn

from tracker.cli import patience
from tracker.cli.patience import Patient, PatientWorker


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[socket.socket, Patient]]:
    """A sender, and our end of the line, which has little patience."""
    monkeypatch.setattr(patience, "SECONDS_FOR_A_REQUEST", 0.2)
    monkeypatch.setattr(patience, "SECONDS_FOR_A_PIECE", 0.1)
    theirs, ours = socket.socketpair()
    patient = Patient(fileno=ours.detach())
    patient.begin()
    with theirs, patient:
        yield theirs, patient


def test_who_says_nothing_is_not_waited_for(line: tuple[socket.socket, Patient]) -> None:
    with pytest.raises(ConnectionResetError):
        line[1].recv(100)


def test_a_letter_now_and_then_earns_no_time(line: tuple[socket.socket, Patient]) -> None:
    theirs, ours = line
    done = threading.Event()

    def trickle() -> None:
        while not done.wait(0.02):
            theirs.send(b"a")

    sender = threading.Thread(target=trickle)
    sender.start()
    with pytest.raises(ConnectionResetError):
        for _ in range(100):
            ours.recv(100)
    done.set()
    sender.join()


def test_what_came_earns_time_for_more(line: tuple[socket.socket, Patient]) -> None:
    theirs, ours = line
    theirs.sendall(bytes(patience.BYTES_A_SECOND))
    assert len(ours.recv(8192)) == patience.BYTES_A_SECOND
    threading.Timer(0.3, theirs.sendall, (b"more",)).start()
    assert ours.recv(100) == b"more"


def test_a_line_that_was_kept_has_its_time_anew(line: tuple[socket.socket, Patient]) -> None:
    theirs, ours = line
    with pytest.raises(ConnectionResetError):
        ours.recv(1)
    ours.begin()
    theirs.sendall(b"x")
    assert ours.recv(1) == b"x"


def test_an_answer_that_nobody_takes_ends(line: tuple[socket.socket, Patient]) -> None:
    with pytest.raises(ConnectionResetError):
        line[1].sendall(bytes(50_000_000))


def test_a_connection_that_says_nothing_holds_no_thread() -> None:
    theirs, ours = socket.socketpair()
    with theirs, ours:
        conn = TConn(Config(), ours, "somebody", "here")
        worker = PatientWorker.__new__(PatientWorker)
        before = monotonic()
        assert worker.handle(conn) is _DEFER
        assert monotonic() - before < DEFAULT_WORKER_DATA_TIMEOUT / 2
        theirs.sendall(b"GET /")
        assert conn.wait_for_data(0)
