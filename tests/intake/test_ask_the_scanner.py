"""The virus scanner sees the very bytes that were sent; no verdict is never taken for a good one."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.intake import making
from tests.intake.clamd import HARMFUL, Scanner, clamd
from tracker.domain.errors import Refused
from tracker.domain.virus_scanner import ScannerAddress, scanner_from
from tracker.intake import scanner as asking
from tracker.intake.scanner import ScannerFailed, answers, scan

OnDisk = Callable[[bytes], Path]


@pytest.fixture
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scanner]:
    with clamd(tmp_path_factory.mktemp("clamd")) as listening:
        yield listening


def test_a_clean_file_is_seen_whole_and_called_clean(scanner: Scanner, on_disk: OnDisk) -> None:
    sent = making.noise(1_000_001)
    assert scan(scanner.address, on_disk(sent)) is None
    assert scanner.seen == [sent]


def test_what_is_found_has_a_name(scanner: Scanner, on_disk: OnDisk) -> None:
    assert scan(scanner.address, on_disk(making.pdf() + HARMFUL)) == "Test.Planted-1"


def test_it_can_be_reached_by_a_port_of_this_machine(on_disk: OnDisk) -> None:
    with clamd() as listening:
        assert listening.address.host == "127.0.0.1"
        assert scan(listening.address, on_disk(b"x")) is None
        assert answers(listening.address)
    with pytest.raises(ScannerFailed):
        scan(listening.address, on_disk(b"x"))


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"stream: ERROR",
        b"UNKNOWN COMMAND",
        b"OK",
        b"stream: OK\nstream: X FOUND",
        b"stream:  FOUND",
        b"\xff" * 9000,
    ],
)
def test_a_reply_that_is_no_verdict_is_none(reply: bytes, scanner: Scanner, on_disk: OnDisk) -> None:
    scanner.reply = reply
    with pytest.raises(ScannerFailed):
        scan(scanner.address, on_disk(b"x"))


def test_a_file_over_the_scanners_limit_has_no_verdict(scanner: Scanner, on_disk: OnDisk) -> None:
    scanner.most = 300_000
    with pytest.raises(ScannerFailed):
        scan(scanner.address, on_disk(making.noise(3_000_000)))


def test_a_scanner_that_stays_silent_is_not_waited_for(
    tmp_path: Path, on_disk: OnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.intake.scanner.SECONDS_OF_SILENCE", 0.05)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "s"))
        silent.listen()
        with pytest.raises(ScannerFailed):
            scan(ScannerAddress(path=str(tmp_path / "s")), on_disk(b"x"))


def test_a_scanner_that_is_not_there_does_not_answer(scanner: Scanner, tmp_path: Path) -> None:
    assert answers(scanner.address)
    assert scanner.questions == [b"zPING"]
    scanner.reply = b"UNKNOWN COMMAND"
    assert not answers(scanner.address)
    assert not answers(ScannerAddress(path=str(tmp_path / "nothing")))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", None),
        ("unix:/run/clamav/clamd.ctl", ScannerAddress(path="/run/clamav/clamd.ctl")),
        ("tcp:127.0.0.1:3310", ScannerAddress(host="127.0.0.1", port=3310)),
        ("tcp:localhost:65535", ScannerAddress(host="localhost", port=65535)),
        ("tcp:[::1]:3310", ScannerAddress(host="::1", port=3310)),
    ],
)
def test_a_setting_names_a_socket_of_this_machine(text: str, address: ScannerAddress | None) -> None:
    assert scanner_from(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1:3310",
        "unix:clamd.ctl",
        "unix:",
        "tcp:127.0.0.1",
        "tcp::3310",
        "tcp:127.0.0.1:0",
        "tcp:127.0.0.1:65536",
        "tcp:127.0.0.1:٣",
        "tcp:10.0.0.5:3310",
        "tcp:127.0.0.1.example.org:3310",
        "http://127.0.0.1:3310",
    ],
)
def test_a_setting_that_names_none_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="it must look like unix:"):
        scanner_from(text)


def test_a_scanner_that_says_a_letter_now_and_then_is_not_heard_out(
    on_disk: OnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each letter ended the silence, so that one file could hold a thread for hours."""
    monkeypatch.setattr(asking, "SECONDS_IN_ALL", 0.1)
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def trickle() -> None:
            line, _ = listening.accept()
            with line:
                while not done.wait(0.01):
                    line.send(b"x")

        thread = threading.Thread(target=trickle, daemon=True)
        thread.start()
        with pytest.raises(ScannerFailed, match="TimeoutError"):
            scan(ScannerAddress(host="127.0.0.1", port=listening.getsockname()[1]), on_disk(b"x"))
        done.set()
        thread.join()
