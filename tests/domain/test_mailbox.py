"""The settings of the mailbox: what would do is said, and no password is quoted."""

import pytest

from tracker.domain.errors import Refused
from tracker.domain.mailbox import mailbox_from

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
    "url",
    [
        "https://a:b@mail.example.org",
        "imaps://",
        "imaps://a:b@mail.example.org:0",
        "imaps://a:b@mail.example.org:99999",
        "imaps://mail.example.org",
        "imaps://a@mail.example.org",
        'imaps://a:b@mail.example.org/IN"BOX',
        "imaps://a:b@mail.example.org/%0d%0aX",
        "imaps://a:b@mail.example.org/INBOX?x",
    ],
)
def test_an_address_that_will_not_do_is_refused(url: str) -> None:
    with pytest.raises(Refused) as refused:
        mailbox_from(url, "", "training@example.org")
    assert refused.value.field == "IMAP_URL"


@pytest.mark.parametrize(
    "address", ["training", "@example.org", "a b@example.org", "a+b@example.org", "a@b@c.d", "a@localhost", "ä@x.org"]
)
def test_an_address_without_room_for_a_mark_is_refused(address: str) -> None:
    for each in (address, f"{'a' * 20}@example.org"):
        with pytest.raises(Refused) as refused:
            mailbox_from(URL, "", each)
        assert refused.value.field == "IMAP_ADDRESS"
