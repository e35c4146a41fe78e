"""The way to clamd, the virus scanner: one connection for one question, in its own small protocol.

A file is sent in pieces, each after its length in four bytes, an empty one at the end; one line comes back. clamd
never opens a path of ours, so it needs no right to read the data folder.
"""

import contextlib
import re
import socket
import struct
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from tracker.domain.virus_scanner import ScannerAddress

SECONDS_TO_CONNECT, SECONDS_OF_SILENCE, SECONDS_IN_ALL = 2.0, 15.0, 30.0
LONGEST_REPLY = 4096
_PIECE = 128 * 1024
_FOUND = re.compile(r"stream: (?P<name>.{1,200}) FOUND", re.ASCII)


class ScannerFailed(Exception):
    """The scanner gave no verdict: it is not there, too slow, or says that it cannot."""


def scan(address: ScannerAddress, path: Path) -> str | None:
    """Return the name of what was found in a file, or None for a clean one. Raises ScannerFailed without a verdict."""

    def send(line: socket.socket) -> None:
        line.sendall(b"zINSTREAM\0")
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(bytes(4))

    reply = _ask(address, send)
    if reply == "stream: OK":
        return None
    if found := _FOUND.fullmatch(reply):
        return found["name"]
    raise ScannerFailed("no verdict")


def answers(address: ScannerAddress) -> bool:
    """Tell whether the scanner is there."""
    try:
        return _ask(address, lambda line: line.sendall(b"zPING\0")) == "PONG"
    except ScannerFailed:
        return False


def _ask(address: ScannerAddress, send: Callable[[socket.socket], None]) -> str:
    try:
        with _connect(address) as line:
            until = monotonic() + SECONDS_IN_ALL
            line.settimeout(SECONDS_OF_SILENCE)
            # Over its size limit clamd says so and hangs up, perhaps while we still send: its words tell more.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                send(line)
            return _hear(line, until)
    except OSError as error:
        raise ScannerFailed(type(error).__name__) from error


def _connect(address: ScannerAddress) -> socket.socket:
    if address.host:
        return socket.create_connection((address.host, address.port), SECONDS_TO_CONNECT)
    line = socket.socket(socket.AF_UNIX)
    try:
        line.settimeout(SECONDS_TO_CONNECT)
        line.connect(address.path)
    except OSError:
        line.close()
        raise
    return line


def _hear(line: socket.socket, until: float) -> str:
    heard = b""
    while b"\0" not in heard and len(heard) < LONGEST_REPLY:
        # A scanner that says a letter now and then must not hold a thread for hours.
        if monotonic() > until:
            raise TimeoutError
        piece = line.recv(LONGEST_REPLY)
        if not piece:
            break
        heard += piece
    return heard.partition(b"\0")[0].decode("ascii", "replace").strip()
