"""Through a real mail server: two parts, once at most, whatever the server says and whenever the sender is killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.house.repository import ROOT
from tests.installations import own_installation
from tests.mail.conftest import Serve, free_port
from tests.mail.test_outbox import read
from tests.pages.forms import submit
from tests.services.reminders.conftest import MORNING, Morning, begin
from tracker.domain.reminders import DigestState
from tracker.services.reminders import sending

pytestmark = pytest.mark.smtp


@pytest.fixture
def mailing_to(empty_database_url: str, tmp_path: Path) -> Iterator[Callable[[str], Morning]]:
    """Begin an installation that sends through a server: `mailing_to(url)`."""
    opened = []

    def start(url: str) -> Morning:
        installed = own_installation(empty_database_url, tmp_path, SMTP_URL=url, MAIL_FROM="tracker@example.org")
        opened.append(installed)
        return begin(installed.__enter__(), tmp_path / "unsent")

    yield start
    for installed in opened:
        installed.__exit__(None, None, None)


class _Links(HTMLParser):
    """What an HTML mail leads to and fetches."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in {"src", "href", "background", "srcset"}:
                self.fetched.append(value or "")


def test_it_arrives_in_two_parts_that_say_the_same_and_fetch_nothing(
    mail_server: Serve, mailing_to: Callable[[str], Morning]
) -> None:
    server = mail_server()
    morning = mailing_to(server.url)
    assert morning.send() == 1
    (message,) = server.taken
    text, html = (part.get_payload(decode=True).decode() for part in message.get_payload())
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/html"]
    assert (message["X-RcptTo"], message["Auto-Submitted"]) == (morning.address, "auto-generated")
    page = _Links()
    page.feed(html)
    assert page.fetched == []
    assert "url(" not in html
    assert all(link in text for link in page.links), "whoever reads plain text gets to the same pages"
    assert message["List-Unsubscribe"].strip("<>") in page.links
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 72
    assert morning.rows()[0].state == DigestState.SENT
    assert read(morning.mails) == [], "a digest is kept nowhere"


def test_its_stop_link_stops_it_without_signing_in(mail_server: Serve, mailing_to: Callable[[str], Morning]) -> None:
    server = mail_server()
    morning = mailing_to(server.url)
    morning.send()
    path = server.taken[0]["List-Unsubscribe"].strip("<>").removeprefix("http://localhost")
    client = morning.app.test_client()
    assert "Stop these mails" in client.get(path).get_data(as_text=True)
    assert morning.send(days=7) == 1, "looking stops nothing"
    assert submit(client, path).status_code == 303
    assert "The weekly mail is stopped" in client.get(path).get_data(as_text=True)
    assert morning.send(days=14) == 0


def test_an_address_that_is_refused_is_not_tried_again_and_one_server_away_is(
    mail_server: Serve, mailing_to: Callable[[str], Morning], monkeypatch: pytest.MonkeyPatch
) -> None:
    morning = mailing_to(f"smtp://127.0.0.1:{free_port()}")
    assert morning.send() == 0
    assert morning.rows()[0].state == DigestState.WAITING
    assert morning.send(minutes=10) == 0
    assert morning.rows()[0].tries == 1, "it waits an hour"
    monkeypatch.setattr(sending, "MOST_TRIES", 2)
    assert morning.send(hours=1) == 0
    assert morning.rows()[0].state == DigestState.FAILED
    assert morning.send(hours=2) == 0
    assert [row.tries for row in morning.rows()] == [2]


def test_what_was_not_taken_is_tried_again_and_arrives_once(
    mail_server: Serve, mailing_to: Callable[[str], Morning]
) -> None:
    port = free_port()
    morning = mailing_to(f"smtp://127.0.0.1:{port}")
    morning.send()
    taken: list[Any] = []
    server = Controller(_Takes(taken), hostname="127.0.0.1", port=port)
    server.start()
    try:
        assert morning.send(hours=1) == 1
        assert morning.send(hours=2) == 0
    finally:
        server.stop()
    assert len(taken) == 1
    assert [(row.state, row.tries) for row in morning.rows()] == [(DigestState.SENT, 2)]


def test_a_refused_address_is_written_down(mail_server: Serve, mailing_to: Callable[[str], Morning]) -> None:
    morning = mailing_to(mail_server(refuses=True).url)
    assert morning.send() == 0
    assert morning.rows()[0].state == DigestState.REFUSED
    assert morning.send(hours=2) == 0
    assert len(morning.rows()) == 1


class _Takes:
    """A server's side: takes what comes, and does something at one of its steps."""

    def __init__(self, taken: list[Any], at: str = "", act: Callable[[], None] = lambda: None) -> None:
        self.taken, self.at, self.act = taken, at, act

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 aiosmtpd's name
        if self.at == "address":
            self.act()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 aiosmtpd's name
        self.taken.append(EmailMessage())
        if self.at == "message":
            self.act()
        return "250 OK"


@pytest.mark.parametrize(("at", "arrived"), [("address", 0), ("message", 1)])
def test_killed_while_it_sends_it_sends_at_most_once_and_says_so(
    mailing_to: Callable[[str], Morning], empty_database_url: str, tmp_path: Path, at: str, arrived: int
) -> None:
    """kill -9 before the message went out, and after the server took it but before its answer was read."""
    taken: list[Any] = []
    port = free_port()
    morning = mailing_to(f"smtp://127.0.0.1:{port}")
    sender: list[subprocess.Popen[bytes]] = []
    server = Controller(
        _Takes(taken, at, lambda: os.kill(sender[0].pid, signal.SIGKILL)), hostname="127.0.0.1", port=port
    )
    server.start()
    try:
        sender.append(_pass_of_its_own(empty_database_url, tmp_path, port))
        assert sender[0].wait(60) == -signal.SIGKILL
        assert [row.state for row in morning.rows()] == [DigestState.CLAIMED]
        server.handler.at = ""
        assert [morning.send(minutes=minutes) for minutes in (10, 70, 60 * 24)] == [0, 0, 0]
    finally:
        server.stop()
    assert len(taken) == arrived
    assert [row.state for row in morning.rows()] == [DigestState.UNKNOWN]


def _pass_of_its_own(database_url: str, data: Path, port: int) -> subprocess.Popen[bytes]:
    settings = {
        "TRACKER_ENV": "testing",
        "TRACKER_DATA": str(data),
        "DATABASE_URL": database_url,
        "SECRET_KEY": "s" * 48,
        "HISTORY_KEY": "h" * 48,
        "SMTP_URL": f"smtp://127.0.0.1:{port}",
        "TRACKER_NOW": MORNING.isoformat(),
    }
    command = [sys.executable, "-m", "tests.services.reminders.passing"]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings})  # noqa: S603 our own module
