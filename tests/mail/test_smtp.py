"""Mail through a server: it arrives, or it is kept and the page says so; nothing that was promised is lost."""

import logging
from collections.abc import Iterator
from pathlib import Path
from threading import enumerate as all_threads

import pytest
from flask import Flask

from tests.factories import begin_center, open_session
from tests.installations import own_installation
from tests.mail.conftest import Serve, free_port
from tests.mail.test_outbox import read
from tests.pages.doors import email_of
from tests.pages.forms import page_of, submit, text_of
from tracker.mail import outbox
from tracker.mail.outbox import Mail, Outcome

pytestmark = pytest.mark.smtp
HELLO = Mail("ana@example.org", "Hello Zoë", "Text with ünicode and a link https://training.example.org/x")


def send(url: str, folder: Path) -> Outcome:
    return outbox.send(HELLO, sender="tracker@example.org", folder=None, smtp_url=url, unsent=folder)


def test_a_message_arrives_as_it_was_written_and_is_not_kept(mail_server: Serve, tmp_path: Path) -> None:
    server = mail_server()
    assert send(server.url, tmp_path) is Outcome.SENT
    (message,) = server.taken
    assert (message["X-MailFrom"], message["X-RcptTo"]) == ("tracker@example.org", "ana@example.org")
    assert "ünicode" in message.get_payload(decode=True).decode()
    assert list(tmp_path.iterdir()) == []


def test_name_and_password_in_the_setting_are_given_to_the_server(mail_server: Serve, tmp_path: Path) -> None:
    server = mail_server(password="p@ss/word")
    address = server.url.removeprefix("smtp://")
    assert send(f"smtp://tracker:p%40ss%2Fword@{address}", tmp_path) is Outcome.SENT
    assert send(f"smtp://tracker:wrong@{address}", tmp_path) is Outcome.KEPT
    assert len(server.taken) == 1


def test_a_password_is_not_sent_unencrypted_to_another_machine(
    mail_server: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server = mail_server(password="secret")
    monkeypatch.setattr(outbox, "THIS_MACHINE", frozenset())
    assert send(server.url.replace("//", "//tracker:secret@"), tmp_path) is Outcome.KEPT
    assert "SMTPNotSupportedError" in caplog.text
    assert server.taken == []


def test_a_server_that_is_not_there_or_refuses_keeps_the_message_whole(
    mail_server: Serve, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for url in (f"smtp://127.0.0.1:{free_port()}", mail_server(refuses=True).url):
            assert send(url, tmp_path) is Outcome.KEPT
    kept = read(tmp_path)
    assert [message["To"] for message in kept] == ["ana@example.org"] * 2
    assert "Text with ünicode" in kept[0].get_content()
    assert "ConnectionRefusedError" in caplog.text
    assert "SMTPRecipientsRefused" in caplog.text
    assert "ana@example.org" not in caplog.text, "a log holds no addresses"


def test_a_message_lies_on_disk_while_the_server_is_spoken_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever ends the process meanwhile, the message is there."""
    seen = []
    monkeypatch.setattr(outbox, "_deliver", lambda *_: seen.extend(read(tmp_path)))
    send("smtp://127.0.0.1", tmp_path)
    assert [message["To"] for message in seen] == ["ana@example.org"]


@pytest.fixture
def url() -> str:
    """Where the installation's mail server is said to be; nobody listens there."""
    return f"smtp://127.0.0.1:{free_port()}"


@pytest.fixture
def unreachable(empty_database_url: str, tmp_path: Path, url: str) -> Iterator[Flask]:
    with own_installation(empty_database_url, tmp_path, SMTP_URL=url) as app:
        yield app


def test_an_invitation_that_could_not_be_mailed_says_so_works_and_is_kept(unreachable: Flask, tmp_path: Path) -> None:
    center, client = begin_center(unreachable), unreachable.test_client()
    open_session(unreachable, client, center.director)
    answer = submit(client, center.path("members"), action="/invite", email="ana@example.org", role="staff")
    assert answer.status_code == 200
    assert "The mail could not be sent just now; it is kept. Hand the link over yourself." in text_of(answer)
    secret = page_of(answer).select_one(".secret")
    assert secret
    link = secret.get_text(strip=True)
    assert unreachable.test_client().get(link.removeprefix("http://localhost")).status_code == 200
    (kept,) = read(tmp_path / "unsent")
    assert link in kept.get_content()


def test_asking_for_a_new_password_does_not_wait_for_the_server(unreachable: Flask, tmp_path: Path) -> None:
    center = begin_center(unreachable)
    answer = submit(unreachable.test_client(), "/forgot-password", email=email_of(center))
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    for thread in all_threads():
        if thread.name == "mail":
            thread.join(10)
    (kept,) = read(tmp_path / "unsent")
    assert kept["To"] == email_of(center)


def test_an_invitation_arrives_through_the_server(mail_server: Serve, empty_database_url: str, tmp_path: Path) -> None:
    server = mail_server()
    with own_installation(empty_database_url, tmp_path, SMTP_URL=server.url, MAIL_FROM="tracker@example.org") as app:
        center, client = begin_center(app), app.test_client()
        open_session(app, client, center.director)
        answer = submit(client, center.path("members"), action="/invite", email="ana@example.org", role="staff")
        assert "A mail with the link is on its way to ana@example.org." in text_of(answer)
        (message,) = server.taken
        secret = page_of(answer).select_one(".secret")
        assert secret
        assert secret.get_text(strip=True) in message.get_payload(decode=True).decode()
