"""A mailbox on a real server: encrypted, or nothing is said to it; whatever is wrong is told in our own words."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest

from tests.mail import dovecot
from tests.mail.conftest import free_port
from tests.mail.dovecot import Dovecot
from tracker.domain.mailbox import Mailbox, mailbox_from
from tracker.mail import mailbox
from tracker.mail.mailbox import DONE, MailboxFailed

pytestmark = pytest.mark.imap
MAIL = b"Subject: Hello\r\nMessage-ID: <1@example.org>\r\n\r\nWords\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot.running() as its:
        yield its


@pytest.fixture
def trusted(server: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Dovecot:
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    return server


def box_of(server: Dovecot, *, encrypted: bool = True) -> Mailbox:
    return mailbox_from(server.url(encrypted=encrypted), "", "")


@pytest.mark.parametrize("encrypted", [True, False])
def test_a_mail_is_looked_at_fetched_and_moved_over_tls_and_starttls(trusted: Dovecot, encrypted: bool) -> None:
    before = trusted.count(DONE)
    trusted.put(MAIL)
    with mailbox.opened(box_of(trusted, encrypted=encrypted)) as place:
        (uid,) = place.waiting(5)
        assert place.size(uid) == len(MAIL)
        assert place.head(uid, 1000) == MAIL.partition(b"Words")[0]
        into = BytesIO()
        place.fetch(uid, into, len(MAIL))
        assert into.getvalue() == MAIL
        place.settle(uid)
        assert place.waiting(5) == []
        assert place.size(uid) == 0
    assert trusted.count(DONE) == before + 1


def test_a_large_mail_comes_in_pieces(trusted: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    content = MAIL + b"x" * 300_000 + b"\r\n"
    trusted.put(content)
    monkeypatch.setattr(mailbox, "PIECE", 65_536)
    with mailbox.opened(box_of(trusted)) as place:
        (uid,) = place.waiting(5)
        into, less = BytesIO(), BytesIO()
        place.fetch(uid, into, place.size(uid))
        place.fetch(uid, less, 100_000)
        assert (into.getvalue(), less.getvalue()) == (content, content[:100_000])
        place.settle(uid)


def test_without_the_extensions_it_copies_and_removes(trusted: Dovecot) -> None:
    before = trusted.count(DONE)
    trusted.put(MAIL)
    with mailbox.opened(box_of(trusted)) as place:
        plain = replace(place, _offers=frozenset())
        plain.settle(plain.waiting(1)[0])
    assert (trusted.count(), trusted.count(DONE)) == (0, before + 1)


@pytest.mark.parametrize("encrypted", [True, False])
def test_a_certificate_that_nobody_vouches_for_is_not_spoken_to(server: Dovecot, encrypted: bool) -> None:
    with pytest.raises(MailboxFailed, match="certificate"), mailbox.opened(box_of(server, encrypted=encrypted)):
        pytest.fail("it was let in")


def test_a_password_is_not_sent_unencrypted_to_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with dovecot.running(offers_tls=False) as plain:
        monkeypatch.setattr(mailbox, "THIS_MACHINE", frozenset())
        with pytest.raises(MailboxFailed, match="no encryption"), mailbox.opened(box_of(plain, encrypted=False)):
            pytest.fail("it was let in")
        assert "Login" not in (plain.folder / "log").read_text()
        monkeypatch.undo()
        with mailbox.opened(box_of(plain, encrypted=False)) as place:
            assert place.waiting(1) == [], "on this machine it may be plain"


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"password": "wrong"}, "user and password"), ({"folder": "Nowhere"}, "no such folder"), ({}, "does not answer")],
)
def test_what_is_wrong_is_told_without_a_word_of_the_server(
    trusted: Dovecot, changed: dict[str, str], words: str
) -> None:
    box = replace(box_of(trusted), **changed) if changed else replace(box_of(trusted), port=free_port())
    with pytest.raises(MailboxFailed, match=words) as failure, mailbox.opened(box):
        pytest.fail("it was let in")
    assert "example" not in str(failure.value)
