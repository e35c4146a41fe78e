"""Mail into a folder: each message whole, as a mail program reads it, and nothing that a name could smuggle in."""

import email
import os
from concurrent.futures import ThreadPoolExecutor
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from tracker.mail import messages, outbox
from tracker.mail.outbox import Mail, Outcome

LINK = "https://training.example.org/join/" + "A" * 43


def send(mail: Mail, folder: Path) -> Outcome:
    return outbox.send(mail, sender="tracker@example.org", folder=folder, smtp_url=None, unsent=folder / "unsent")


def read(folder: Path) -> list[EmailMessage]:
    return [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in folder.glob("*.eml")]


def test_a_message_is_written_whole_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    assert send(messages.invitation("ana@example.org", "Harbor House CAC", "Dana", LINK), folder) is Outcome.FOLDER
    (message,) = read(folder)
    assert (message["To"], message["From"]) == ("ana@example.org", "tracker@example.org")
    assert message["Subject"] == "Join Harbor House CAC in the training tracker"
    assert f"\n{LINK}\n" in message.get_content(), "the link stands on a line of its own, not broken"
    assert message["Date"] and message["Message-ID"]
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["Zoë Núñez 🧡", "مريم الأحمد", "x" * 120, "李小龍 CAC"])
def test_every_letter_arrives(tmp_path: Path, name: str) -> None:
    send(messages.invitation("ana@example.org", name, name, LINK), tmp_path)
    (message,) = read(tmp_path)
    assert message["Subject"] == f"Join {name} in the training tracker"
    assert message.get_content().count(name) == 2
    assert LINK in message.get_content()


def test_no_name_adds_a_header(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"linefeed|newline"):
        send(Mail("ana@example.org", "Hello\r\nBcc: all@example.org", "Text"), tmp_path)
    with pytest.raises(ValueError, match=r"linefeed|newline"):
        send(Mail("ana@example.org\r\nBcc: all@example.org", "Hello", "Text"), tmp_path)
    assert read(tmp_path) == []


def test_messages_sent_at_once_stay_apart(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: send(Mail(f"p{n}@example.org", "Hello", f"Text {n}"), tmp_path), range(40)))
    assert {message["To"] for message in read(tmp_path)} == {f"p{number}@example.org" for number in range(40)}
    assert list(tmp_path.glob("*.part")) == []


def test_a_message_is_on_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A break before the flush leaves a part, never half a message under a message's name."""

    def break_off(_descriptor: int) -> None:
        assert list(tmp_path.glob("*.eml")) == []
        raise OSError("no space")

    monkeypatch.setattr(os, "fsync", break_off)
    with pytest.raises(OSError, match="no space"):
        send(Mail("ana@example.org", "Hello", "Text"), tmp_path)
    assert list(tmp_path.glob("*.eml")) == []


def test_both_messages_say_how_long_their_link_works() -> None:
    assert "It works once, for 48 hours" in messages.invitation("a@example.org", "C", "D", LINK).text
    assert "It works once, for one hour" in messages.password_reset("a@example.org", "Ana", LINK).text
