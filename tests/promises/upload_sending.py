"""Sending files as anything that speaks HTTP may: names, types and bytes exactly as given, cleaned by nobody."""

import re
import secrets
import threading
import time
from dataclasses import dataclass, field

import requests
from bs4 import BeautifulSoup

from tests.pages.forms import values_of
from tests.requesting import Browser

BUSY = "Many files are being read"
PATIENCE = 60
# Words of parsers and of Python, none of which belongs on a page.
FOREIGN = re.compile(r"traceback|pdfium|libheif|libjpeg|libpng|pillow|zlib|oserror|valueerror|exception", re.IGNORECASE)
_EVIDENCE = re.compile(r"/evidence/[a-z0-9]{20}/")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status (0 for none), seconds, whether the file was taken, the words of the page."""

    status: int
    seconds: float
    taken: bool
    words: str


@dataclass
class Log:
    """What was answered to many, by many threads."""

    slowest: float = 0.0
    taken: int = 0
    refused: int = 0
    put_off: int = 0
    viewed: int = 0
    without_file: int = 0
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, answer: Answer) -> None:
        """Note an answer to a file."""
        with self.lock:
            self.slowest = max(self.slowest, answer.seconds)
            self.taken, self.refused = self.taken + answer.taken, self.refused + (answer.status in {413, 422})
            if not answer.taken and answer.status not in {413, 422}:
                self.faults.append(f"{kind}: {answer.status or answer.words}")
            if found := FOREIGN.search(answer.words):
                self.faults.append(f"{kind}: the page says {found[0]!r}")


class Sender:
    """Somebody signed in who logs completions, each with one file."""

    def __init__(self, browser: Browser, center: str) -> None:
        """Open the form once; its token serves for every sending."""
        self._browser, self._center = browser, center
        page = BeautifulSoup(browser.get(f"/c/{center}/completions/new").text, "lxml")
        self._values = list(values_of(page.select("main form[method=post]")[0]).items(multi=True))

    def send(self, name: str, kind: str, content: bytes) -> Answer:
        """Send a file with a form that is in order otherwise."""
        typed = {
            "title": f"Sent {secrets.token_hex(8)}",
            "completed_on": "2026-03-02",
            "hours": "1.5",
            "kind": "training",
            "submission_key": secrets.token_hex(16),
        }
        values = [(key, typed.pop(key, value)) for key, value in self._values] + list(typed.items())
        body, content_type = _form(values, name, kind, content)
        begun = time.perf_counter()
        try:
            answer = self._browser.session.post(
                f"{self._browser.url}/c/{self._center}/completions/new",
                data=body,
                headers={"Content-Type": content_type},
                timeout=PATIENCE,
                allow_redirects=False,
            )
        except requests.RequestException as fault:
            return Answer(0, time.perf_counter() - begun, False, f"{type(fault).__name__} {fault}"[:300])
        seconds = time.perf_counter() - begun
        taken = answer.status_code == 303
        return Answer(answer.status_code, seconds, taken, answer.headers["Location"] if taken else _errors(answer.text))

    def send_until_read(self, name: str, kind: str, content: bytes, log: Log) -> Answer:
        """Send a file again where others were before it, until it was looked at."""
        while True:
            answer = self.send(name, kind, content)
            if BUSY not in answer.words:
                return answer
            with log.lock:
                log.put_off += 1
                log.slowest = max(log.slowest, answer.seconds)
            time.sleep(0.05)

    def view(self, where: str, log: Log) -> None:
        """Open what was taken: its page, the picture drawn of it, the file itself."""
        page = self._browser.get(where)
        found = _EVIDENCE.search(page.text)
        if found is None:  # its name was none at all, so that the form came without a file
            log.without_file += 1
            return
        picture, original = (self._browser.get(f"/c/{self._center}{found[0]}{path}") for path in ("pages/1", "file"))
        statuses = [answer.status_code for answer in (page, picture, original)]
        if statuses != [200, 200, 200]:
            log.faults.append(f"opened: {statuses}")
        elif not picture.content.startswith(b"\xff\xd8\xff") or b"Exif" in picture.content[:4096]:
            log.faults.append("opened: the picture is no plain JPEG")
        log.viewed += 1


def _form(values: list[tuple[str, str]], name: str, kind: str, content: bytes) -> tuple[bytes, str]:
    edge = secrets.token_hex(16)
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in values
    ]
    disposition = f'Content-Disposition: form-data; name="files"; filename="{name}"'
    head = f"--{edge}\r\n{disposition}\r\nContent-Type: {kind}\r\n\r\n".encode()
    body = b"".join([*parts, head, content, f"\r\n--{edge}--\r\n".encode()])
    return body, f"multipart/form-data; boundary={edge}"


def _errors(page: str) -> str:
    main = BeautifulSoup(page, "lxml").select_one("[data-error-summary]")
    return main.get_text(" ", strip=True) if main else page[:2000]
