"""The settings of the mailbox as the environment has them."""

from pathlib import Path

from tests.test_config import refused
from tracker.config import load_settings


def test_a_mailbox_is_a_setting_and_its_password_may_lie_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("p@ss word\n")
    given = {"TRACKER_DATA": str(tmp_path), "IMAP_URL": "imaps://training%40example.org@mail.example.org"}
    box = load_settings({**given, "IMAP_PASSWORD_FILE": str(secret)}).mailbox
    assert box is not None
    assert (box.password, box.address) == ("p@ss word", "training@example.org")
    assert load_settings({"TRACKER_DATA": str(tmp_path)}).mailbox is None


def test_a_bad_mailbox_stops_the_start_and_no_password_is_quoted(tmp_path: Path) -> None:
    bad = refused(tmp_path, IMAP_URL="pop3://bob:secret@mail.example.org")
    assert bad.startswith("IMAP_URL begins with 'pop3:/'; it must look like imaps://")
    assert "secret" not in bad
    url = "imaps://bob:secret@mail.example.org"
    assert refused(tmp_path, IMAP_URL=url).startswith("IMAP_ADDRESS is ''; it must be the address of the mailbox")
    assert "secret" not in refused(tmp_path, IMAP_URL=url, IMAP_ADDRESS="bob")
    assert refused(tmp_path, IMAP_URL=url, IMAP_PASSWORD_FILE="/nowhere").startswith("IMAP_PASSWORD_FILE is '/nowhere'")
