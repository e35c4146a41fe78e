"""A photo that answers a reminder waits in the list of whoever it is from; anything else is not taken, and said so."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.intake import making
from tests.mail.dovecot import Dovecot
from tests.services.replies.conftest import DONE, FRIDAY_EVENING, MORNING, Post, photo, text_of
from tracker.db import db
from tracker.formatting import format_date
from tracker.models import Completion, Membership, Person
from tracker.services import replies, uploads

pytestmark = pytest.mark.imap
PHOTO = ("certificate.jpg", "image/jpeg", photo())


def test_a_photo_waits_in_the_list_and_is_said_to(post: Post) -> None:
    post.server.put(post.reply(PHOTO))
    assert post.read_at() == 1
    (waiting,) = post.waiting()
    assert waiting.name == "certificate.jpg"
    assert post.rows() == [("taken", 1, 0, "sent")]
    (answer,) = post.answers()
    assert answer["To"] == post.morning.address
    words = text_of(answer)
    assert "certificate.jpg" in words
    assert f"/c/{post.center.public_id}/certificates" in words
    assert f"It waits until {format_date(date(2026, 12, 18))}." in words
    with post.center.working():
        assert db.session.query(Completion).count() == 0, "nothing is logged by itself"


def test_the_reminder_says_so_and_carries_an_address_that_nobody_can_guess(post: Post) -> None:
    mail = post.reminder()
    assert "Reply to this mail with a photo or PDF" in text_of(mail)
    name, _, host = str(mail["Reply-To"]).partition("@")
    assert (name.startswith("training+"), host, len(name) <= 64) == (True, "example.org", True)
    assert name.removeprefix("training+") in mail["Message-ID"]


def test_without_a_mailbox_nothing_says_so(begin_post: Callable[..., Post], serve_mail: Callable[..., Dovecot]) -> None:
    post = begin_post(serve_mail(), IMAP_URL="")
    mail = post.reminder()
    assert mail["Reply-To"] is None
    assert "photo" not in text_of(mail)
    assert post.read_at() == 0


def test_what_came_on_a_friday_is_there_on_monday_and_after_two_weeks_no_more(post: Post) -> None:
    post.server.put(post.reply(PHOTO))
    post.read_at()
    later = FRIDAY_EVENING + timedelta(days=13)
    with post.app.app_context():
        uploads.sweep(later)
    (waiting,) = post.waiting(later)
    assert waiting.until == FRIDAY_EVENING + timedelta(days=14)
    over = FRIDAY_EVENING + timedelta(days=14, minutes=1)
    assert post.waiting(over) == []
    with post.app.app_context():
        assert uploads.sweep(over) == 1


def test_photos_pdfs_and_heic_are_taken_and_a_logo_is_no_certificate(post: Post) -> None:
    message = post.reply(
        ("scan.pdf", "application/pdf", making.pdf()),
        ("IMG_0001.HEIC", "image/heic", making.phone_heic()),
        ("../../etc/notes.docx", "application/msword", b"PK\x03\x04word/document.xml"),
    )
    logo = making.saved(making.photo(900, 120), "PNG")
    message.add_attachment(
        logo, maintype="image", subtype="png", disposition="inline", cid="<logo>", filename="logo.png"
    )
    post.server.put(message)
    post.read_at()
    assert sorted(each.name for each in post.waiting()) == ["IMG_0001.heic", "scan.pdf"]
    assert post.rows() == [("taken", 2, 1, "sent")]
    words = text_of(post.answers()[0])
    assert "notes.docx: This file is" in words
    assert "logo" not in words


def test_a_photo_among_the_words_is_one(post: Post) -> None:
    """Mail of an iPhone shows a photo where it was put in, and attaches nothing."""
    message = post.reply()
    page = making.saved(making.photo(1600, 1200), "JPEG")
    message.add_attachment(page, maintype="image", subtype="jpeg", disposition="inline", filename="IMG_1.jpeg")
    post.server.put(message)
    post.read_at()
    assert [each.name for each in post.waiting()] == ["IMG_1.jpeg"]


def test_words_are_kept_nowhere(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    post.server.put(post.reply(PHOTO))
    post.read_at()
    data = post.morning.mails.parent
    lying = [path for path in data.rglob("*") if path.is_file() and b"My secret words" in path.read_bytes()]
    assert lying == []
    assert "Ana" not in caplog.text


@pytest.mark.parametrize("left_out", ["To", "In_Reply_To"])
def test_either_mark_is_enough_to_find_them(post: Post, left_out: str) -> None:
    gone = {"To": {"To": "training@example.org"}, "In_Reply_To": {"In_Reply_To": "", "References": ""}}[left_out]
    post.server.put(post.reply(PHOTO, **gone))
    post.read_at()
    assert len(post.waiting()) == 1


def test_the_other_address_that_the_center_knows_is_theirs_too(post: Post) -> None:
    with post.center.working():
        db.session.query(Person).filter_by(id=post.morning.person).update({"email": "Ana@Phone.Example"})
    post.server.put(post.reply(PHOTO, From="ana@phone.example"))
    post.read_at()
    assert len(post.waiting()) == 1
    assert post.answers()[0]["To"] == post.morning.address, "answers go where they sign in"


def test_another_sender_puts_nothing_there_and_its_owner_is_told(post: Post) -> None:
    post.server.put(post.reply(PHOTO, From="somebody@elsewhere.example"))
    post.read_at()
    assert post.waiting() == []
    assert post.rows() == [("other_address", 0, 0, "sent")]
    (answer,) = post.answers()
    assert answer["To"] == post.morning.address
    assert "It came from an address that is not yours here" in text_of(answer)
    assert "somebody" not in text_of(answer)


NO_MARK = {"To": "training@example.org", "In_Reply_To": "", "References": ""}


def test_an_address_alone_is_not_believed(post: Post) -> None:
    post.server.put(post.reply(PHOTO, **NO_MARK))
    post.read_at()
    assert (post.waiting(), post.rows()) == ([], [("no_mark", 0, 0, "sent")])
    assert "Answer a reminder mail itself" in text_of(post.answers()[0])


def test_a_mark_that_was_changed_is_none(post: Post) -> None:
    mark = str(post.reminder()["Reply-To"])
    forged = mark.replace("+", "+2" if mark[mark.index("+") + 1] != "2" else "+3")
    forged = forged[: forged.index("+") + 2] + mark[mark.index("+") + 2 :]
    post.server.put(post.reply(PHOTO, To=forged, In_Reply_To="", References=""))
    post.read_at()
    assert [row[0] for row in post.rows()] == ["no_mark"]


def test_after_45_days_the_address_is_over(post: Post) -> None:
    message = post.reply(PHOTO)
    post.server.put(message)
    post.read_at(MORNING + timedelta(days=46))
    assert [row[0] for row in post.rows()] == ["expired"]
    assert "Answer a newer one" in text_of(post.answers()[0])


def test_strangers_are_not_answered(post: Post) -> None:
    post.server.put(post.reply(PHOTO, From="somebody@elsewhere.example", **NO_MARK))
    assert post.read_at() == 1
    assert (post.rows(), post.received(), post.answers()) == ([], ["nobody"], [])
    assert (post.server.count(), post.server.count(DONE)) == (0, 1)


def test_whoever_signs_in_no_more_sends_nothing_in(post: Post) -> None:
    message = post.reply(PHOTO)
    with post.center.working():
        db.session.query(Membership).filter_by(account_id=post.morning.account).update({"ended_at": MORNING})
    post.server.put(message)
    post.read_at()
    assert (post.rows(), post.received(), post.answers()) == ([], ["nobody"], [])


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"List_Id": "<staff.example.org>"},
        {"X_Autoreply": "yes"},
        {"From": "MAILER-DAEMON@example.org"},
    ],
)
def test_machines_are_not_answered(post: Post, headers: dict[str, str]) -> None:
    post.server.put(post.reply(PHOTO, **headers))
    post.read_at()
    assert (post.rows(), post.received(), post.answers()) == ([], ["automatic"], [])


def test_that_nothing_was_taken_is_told_once_a_day(post: Post) -> None:
    """Two programs that answer each other, and say so in no header, end after one mail."""
    for _ in range(3):
        post.server.put(post.reply())
    post.read_at()
    assert [row[3] for row in post.rows()] == ["sent", "none", "none"]
    post.server.put(post.reply())
    post.read_at(FRIDAY_EVENING + timedelta(days=1, minutes=1))
    assert len(post.answers()) == 2


def test_the_same_mail_twice_is_taken_once(post: Post) -> None:
    message = post.reply(PHOTO)
    post.server.put(message)
    post.server.put(b"Received: from elsewhere\r\n" + bytes(message))
    assert post.read_at() == 2
    assert (len(post.waiting()), len(post.rows()), len(post.answers())) == (1, 1, 1)
    assert (post.server.count(), post.server.count(DONE)) == (0, 2)


def test_what_was_read_goes_from_the_mailbox_after_30_days(post: Post) -> None:
    post.server.put(post.reply(PHOTO))
    post.read_at()
    post.server.age(DONE, FRIDAY_EVENING)
    post.read_at(FRIDAY_EVENING + timedelta(days=29))
    assert post.server.count(DONE) == 1
    post.read_at(FRIDAY_EVENING + timedelta(days=32))
    assert post.server.count(DONE) == 0


def test_check_says_since_when_it_cannot_be_read_and_counts_mail_of_nobody(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    check = post.app.test_cli_runner(catch_exceptions=False)
    post.server.put(post.reply(PHOTO, From="somebody@elsewhere.example", **NO_MARK))
    post.read_at()
    said = check.invoke(args=["check"]).output
    assert "Mailbox: 1 mail of the last 30 days from nobody here." in said
    assert "does not answer" not in said
    post.server.process.terminate()
    post.server.process.wait(10)
    assert post.read_at(FRIDAY_EVENING + timedelta(hours=2)) == 0
    assert "the mailbox: it does not answer" in caplog.text
    failed = check.invoke(args=["check"])
    assert failed.exit_code == 1
    assert "Mailbox: 127.0.0.1: it does not answer. No answers to reminders were read since 2026-12-04" in failed.output
    with post.app.app_context():
        its = replies.standing()
    assert its is not None
    assert (its.worked_at, its.failing_since) == (FRIDAY_EVENING, FRIDAY_EVENING + timedelta(hours=2))
