"""Where an authority of time stamps is named, a packet carries its stamp; where it fails, it is issued without."""

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.listening import listening
from tests.promises import ordinary_judge
from tests.reports.authority import NAME, authority, own_certificate
from tests.services.packets.conftest import Issued
from tracker.config import BadSetting, load_settings
from tracker.domain import packet_seal
from tracker.services import installation, packets
from tracker.services.packets import signing, time_stamps, verifying

pytestmark = pytest.mark.usefixtures("context")
Reply = tuple[int, bytes]
TIME = f"2026-11-24 15:30:00 UTC, by {NAME}"


@contextmanager
def authority_that(answer: Callable[[bytes], Reply]) -> Iterator[str]:
    """Serve an authority over real HTTP while the block runs; yields its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            status, body = answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with listening(Handler) as address:
        yield f"{address}/tsr"


@pytest.fixture
def sealed_anew(issued: Issued, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Seal the packet's pages once more at an installation that names an authority; returns the file."""
    with issued.center.working():
        kept = packets.file_of(issued.center.actor(), issued.packet).path
    found = packet_seal.read(signing.tail_of(kept), kept.stat().st_size)
    assert found is not None

    def seal(address: str) -> Path:
        monkeypatch.setattr(installation, "_current", replace(installation.current(), time_stamps=address))
        file = Path(shutil.copy(kept, tmp_path / "again.pdf"))
        with file.open("rb+") as stream:
            stream.truncate(found.covers)
        signing.seal(file, found.facts)
        return file

    return seal


def test_it_says_when_and_by_whom_here_and_by_the_key_alone(sealed_anew: Callable[[str], Path]) -> None:
    with authority_that(lambda request: (200, authority()(request))) as address:
        file = sealed_anew(address)
    far = packets.by_key(file, packets.public_key())
    assert (far.genuine, far.time_stamp, packets.here(file).time_stamp) == (True, TIME, TIME)
    assert ordinary_judge.intact(file.read_bytes(), packets.certificate().encode(), own_certificate())


def test_the_authority_gets_a_digest_and_nothing_that_tells_of_the_center(sealed_anew: Callable[[str], Path]) -> None:
    asked: list[bytes] = []

    def answer(request: bytes) -> Reply:
        asked.append(request)
        return 200, authority()(request)

    with authority_that(answer) as address:
        sealed_anew(address)
    (request,) = asked
    assert len(request) < 80


def test_each_changed_byte_of_the_stamp_is_noticed(sealed_anew: Callable[[str], Path]) -> None:
    with authority_that(lambda request: (200, authority()(request))) as address:
        file = sealed_anew(address)
    whole = file.read_bytes()
    at = whole.rindex(NAME.encode().hex().upper().encode())
    for offset in range(0, len(NAME) * 2, 7):
        digit = b"0" if whole[at + offset : at + offset + 1] != b"0" else b"1"
        file.write_bytes(whole[: at + offset] + digit + whole[at + offset + 1 :])
        assert not packets.by_key(file, packets.public_key()).genuine


def _of_something_else(request: bytes) -> bytes:
    """Answer as if another digest had been asked for."""
    at = request.index(b"\x04\x20") + 2
    return authority()(request[:at] + bytes(32) + request[at + 32 :])


def _with_a_changed_time(request: bytes) -> bytes:
    return authority()(request).replace(b"20261124153000Z", b"20251124153000Z")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda _: (503, b""), "it answered 503"),
        (lambda _: (200, b"<html>no such page</html>"), "it cannot be read"),
        (lambda _: (200, b"x" * (time_stamps.LARGEST_ANSWER + 1)), "its answer is too large"),
        (lambda request: (200, _of_something_else(request)), "it is over something else"),
        (lambda request: (200, _with_a_changed_time(request)), "its signature does not hold"),
    ],
    ids=["out of order", "a page", "endless", "over something else", "another time"],
)
def test_a_stamp_that_does_not_hold_is_left_out_and_the_packet_is_whole(
    answer: Callable[[bytes], Reply], why: str, sealed_anew: Callable[[str], Path], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), authority_that(answer) as address:
        file = sealed_anew(address)
    verdict = packets.by_key(file, packets.public_key())
    assert (verdict.genuine, verdict.time_stamp) == (True, "")
    assert [each.getMessage() for each in caplog.records if "time stamp" in each.getMessage()] == [
        f"no time stamp: {why}"
    ]
    assert ordinary_judge.intact(file.read_bytes(), packets.certificate().encode())


def test_nobody_listening_delays_no_packet(sealed_anew: Callable[[str], Path]) -> None:
    with authority_that(lambda request: (200, request)) as address:
        pass
    assert packets.by_key(sealed_anew(address), packets.public_key()).genuine


def test_the_page_of_a_packet_names_the_time_and_the_authority(
    issued: Issued, sealed_anew: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with issued.center.working():
        digest = packets.get(issued.center.actor(), issued.packet).sha256
    assert packets.time_stamp(digest) == "", "it was issued where no authority is named"
    with authority_that(lambda request: (200, authority()(request))) as address:
        file = sealed_anew(address)
    monkeypatch.setattr(verifying, "kept_file", lambda _: file)
    assert packets.time_stamp(digest) == TIME


def test_without_the_setting_nobody_is_asked() -> None:
    assert time_stamps.authority() is None


@pytest.mark.parametrize(
    "wrong", ["time.example.org", "ftp://time.example.org/", "https://me:secret@time.example.org/"]
)
def test_the_authority_is_an_address_by_setting(wrong: str, tmp_path: Path) -> None:
    given = {"TRACKER_DATA": str(tmp_path), "TIME_STAMPS": "https://time.example.org/tsr"}
    assert load_settings(given).time_stamps == given["TIME_STAMPS"]
    with pytest.raises(BadSetting, match="TIME_STAMPS is"):
        load_settings({**given, "TIME_STAMPS": wrong})
