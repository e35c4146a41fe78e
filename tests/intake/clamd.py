"""A virus scanner that speaks clamd's protocol on a real socket and finds what a test plants."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from tracker.domain.virus_scanner import ScannerAddress

HARMFUL = b"planted and harmful"


@dataclass
class Scanner:
    """Where it listens, what it has seen, and how it is to behave: its reply instead of a verdict, its size limit."""

    address: ScannerAddress
    seen: list[bytes] = field(default_factory=list)
    reply: bytes | None = None
    most: int = 26_000_000
    questions: list[bytes] = field(default_factory=list)


@contextmanager
def clamd(folder: Path | None = None) -> Iterator[Scanner]:
    """Listen on a socket in a folder, or on a port of this machine, until the block ends."""

    class Answer(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            scanner, stream = cast("Scanner", self.server.scanner), cast("BinaryIO", self.rfile)  # type: ignore[attr-defined]  # set below
            question = _until_null(stream)
            scanner.questions.append(question)
            verdict = b"PONG" if question == b"zPING" else _scan(scanner, stream)
            if scanner.reply is not None:
                verdict = scanner.reply
            self.wfile.write(verdict + b"\0" if verdict else b"")

    with _server(folder, Answer) as server:
        place = server.server_address
        address = (
            ScannerAddress(path=place) if isinstance(place, str) else ScannerAddress(host="127.0.0.1", port=place[1])
        )
        scanner = server.scanner = Scanner(address)  # type: ignore[attr-defined]  # for the class above
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield scanner
        finally:
            server.shutdown()


def _server(folder: Path | None, answer: type[socketserver.StreamRequestHandler]) -> socketserver.BaseServer:
    if folder is None:
        return socketserver.ThreadingTCPServer(("127.0.0.1", 0), answer)
    return socketserver.ThreadingUnixStreamServer(str(folder / "clamd.ctl"), answer)


def _until_null(stream: BinaryIO) -> bytes:
    heard = b""
    while not heard.endswith(b"\0"):
        piece = stream.read(1)
        if not piece:
            break
        heard += piece
    return heard[:-1]


def _scan(scanner: Scanner, stream: BinaryIO) -> bytes:
    content = b""
    while size := struct.unpack(">I", stream.read(4))[0]:
        content += stream.read(size)
        if len(content) > scanner.most:
            return b"INSTREAM size limit exceeded. ERROR"
    scanner.seen.append(content)
    return b"stream: Test.Planted-1 FOUND" if HARMFUL in content else b"stream: OK"
