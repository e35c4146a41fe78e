"""The settings of the mailbox: what would do is said, and no password is quoted."""

import pytest

from tracker.domain.errors import Refused
from tracker.domain.mailbox import FORMS, mailbox_from

FORM = f"it must look like {FORMS}."
WHO = "it must name a user, and a password unless IMAP_PASSWORD_FILE does."
FOLDER = "the folder after the host must be named in plain letters."
URL = "imaps://training%40example.org:p%40ss@mail.example.org"


def test_what_is_left_out_is_the_usual() -> None:
    box = mailbox_from(URL, "", "")
    assert (box.host, box.port, box.encrypted) == ("mail.example.org", 993, True)
    assert (box.user, box.password, box.folder) == ("training@example.org", "p@ss", "INBOX")
    assert box.address == "training@example.org"
    assert mailbox_from(URL.replace("imaps", "imap"), "", "").port == 143
    assert "p@ss" not in repr(box)


def test_a_file_goes_before_the_address_and_a_folder_and_port_may_be_named() -> None:
    box = mailbox_from("imaps://bob@mail.example.org:9993/Training%20mail", "secret", "training@example.org")
    assert (box.port, box.password, box.folder, box.user) == (9993, "secret", "Training mail", "bob")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://a:b@mail.example.org", FORM),
        ("imaps://", FORM),
        ("imaps://a:b@mail.example.org:0", FORM),
        ("imaps://a:b@mail.example.org:99999", FORM),
        ("imaps://mail.example.org", WHO),
        ("imaps://a@mail.example.org", WHO),
        ('imaps://a:b@mail.example.org/IN"BOX', FOLDER),
        ("imaps://a:b@mail.example.org/%0d%0aX", FOLDER),
        ("imaps://a:b@mail.example.org/INBOX?x", FORM),
    ],
)
def test_an_address_that_will_not_do_is_refused(url: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        mailbox_from(url, "", "training@example.org")
    assert (str(refused.value), refused.value.field) == (words, "IMAP_URL")


def test_a_password_without_a_user_is_refused() -> None:
    with pytest.raises(Refused, match="must name a user"):
        mailbox_from("imaps://mail.example.org", "secret", "training@example.org")


@pytest.mark.parametrize("folder", ["X", "Training/X"])
def test_a_folder_may_be_called_anything_plain(folder: str) -> None:
    assert mailbox_from(f"{URL}/{folder}/", "", "").folder == folder


@pytest.mark.parametrize("address", [f"{'a' * 19}@example.org", "a.b@example.org", "Xavier@example.org"])
def test_an_address_with_room_for_a_mark_is_taken(address: str) -> None:
    assert mailbox_from(URL, "", address).address == address


@pytest.mark.parametrize(
    "address",
    [
        *("training", "@example.org", "a b@example.org", "a+b@example.org", "a@b@c.d", "a@localhost", "ä@x.org"),
        *(".ab@example.org", "ab.@example.org"),
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Refused) as refused:
        mailbox_from(URL, "", address)
    assert refused.value.field == "IMAP_ADDRESS"
    assert str(refused.value) == "it must be the address of the mailbox, such as training@example.org."


def test_an_address_without_room_for_a_mark_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        mailbox_from(URL, "", f"{'a' * 20}@example.org")
    assert refused.value.field == "IMAP_ADDRESS"
    assert str(refused.value) == (
        "before the @ it may have 19 letters: what tells whose answer it is comes after them."
    )
