"""Hostile mail: none stops the pass, none takes the machine's memory, and what can be taken is."""

import io
import resource
import zipfile
from email.message import EmailMessage

import pytest

from tests.intake import making
from tests.services.replies.conftest import DONE, Post, photo, text_of
from tracker.domain.errors import UnreadableFile
from tracker.services import virus_scanning
from tracker.services.replies import receiving, taking
from tracker.storage import StorageFailed

pytestmark = pytest.mark.imap
GOOD = ("good.jpg", "image/jpeg", photo())


def with_body(post: Post, kind: str, body: bytes) -> bytes:
    """Return an answer with its headers right and another body."""
    head = bytes(post.reply()).partition(b"\n\n")[0]
    lines = [line for line in head.split(b"\n") if not line.lower().startswith((b"content-", b"mime-"))]
    return b"\n".join([*lines, b"MIME-Version: 1.0", kind.encode()]) + b"\n\n" + body


def nested(depth: int) -> bytes:
    """Return multiparts inside each other."""
    opened = b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (at, at + 1) for at in range(depth))
    return opened + b"--b%d\nContent-Type: text/plain\n\nx\n" % depth


def zip_bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.pdf", b"\0" * 50_000_000)
    return held.getvalue()


def hostile(post: Post) -> dict[str, bytes]:
    broken = EmailMessage()
    parts = b"".join(b"--p\nContent-Type: application/x-%d\n\n\n" % at for at in range(20_000))
    many = b"".join(
        b"--p\nContent-Type: image/jpeg; name=a%d.jpg\nContent-Disposition: attachment\n\nx\n" % at for at in range(300)
    )
    mixed = "Content-Type: multipart/mixed; boundary="
    return {
        "deep": with_body(post, f"{mixed}b0", nested(5_000)),
        "thousands of parts": with_body(post, f"{mixed}p", parts + b"--p--\n"),
        "many files": with_body(post, f"{mixed}p", many + b"--p--\n"),
        "no boundary": with_body(post, "Content-Type: multipart/mixed", b"--x\n\nx"),
        "no end": with_body(post, f"{mixed}p", b"--p\nContent-Type: image/jpeg\n"),
        "broken base64": with_body(
            post, "Content-Type: image/jpeg; name=a.jpg\nContent-Transfer-Encoding: base64", b"%%%\xff=" * 999
        ),
        "unknown encoding": with_body(
            post, "Content-Type: image/jpeg; name=a.jpg\nContent-Transfer-Encoding: x-none", b"\xff\xd8\xff" * 99
        ),
        "unknown letters": with_body(post, "Content-Type: text/plain; charset=x-none", b"\xff\xfe" * 99),
        "broken name": with_body(
            post, "Content-Type: image/jpeg; name*=x-none''%ff%fe; name=\"=?x?q?=?=\"", b"\xff\xd8\xff" * 99
        ),
        "folders in a name": bytes(post.reply(("../../../etc/passwd", "application/octet-stream", b"root:x:0:0"))),
        "zip bomb": bytes(post.reply(("a.zip", "application/zip", zip_bomb()))),
        "program": bytes(post.reply(("a.exe", "application/octet-stream", b"MZ" + b"\0" * 999))),
        "half a photo": bytes(post.reply(("a.jpg", "image/jpeg", photo()[:900]))),
        "nulls": with_body(post, "Content-Type: text/plain", b"\0" * 100_000),
        "only a head": bytes(post.reply()).partition(b"\n\n")[0] + b"\n\n",
        "no head": b"\n\nnothing",
        "nothing but noise": bytes(range(256)) * 400,
        "head without end": b"X: " + b"y" * 600_000 + b"\n\n",
        "empty": bytes(broken),
    }


def test_none_of_them_stops_the_pass_and_the_next_mail_is_taken(post: Post) -> None:
    bad = hostile(post)
    for content in bad.values():
        if content.strip():
            post.server.put(content)
    post.server.put(post.reply(GOOD))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    post.read_at()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert post.server.count() == 0
    assert [each.name for each in post.waiting()] == ["good.jpg"]
    assert grown < 200_000, f"the serving process grew by {grown} KB"
    assert {row[0] for row in post.rows()} <= {"taken", "nothing", "unreadable"}


def test_a_mail_larger_than_40_mb_is_never_fetched(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving.Opened, "fetch", lambda *_: pytest.fail("it was fetched"))
    monkeypatch.setattr(receiving.Opened, "size", lambda *_: 50 * 1024 * 1024)
    post.server.put(post.reply(GOOD))
    post.read_at()
    assert post.rows() == [("too_large", 0, 0, "sent")]
    assert "larger than 40 MB" in text_of(post.answers()[0])


def test_a_file_of_25_mb_fits_through(post: Post) -> None:
    large = making.pdf() + b"\n%" + b"x" * (24 * 1024 * 1024)
    post.server.put(post.reply(("large.pdf", "application/pdf", large), GOOD))
    post.read_at()
    assert len(post.rows()) == 1
    assert post.rows()[0][0] == "taken"
    assert len(post.waiting()) >= 1


def test_a_mail_that_breaks_its_reader_is_set_aside_and_keeps_no_other_from_it(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = taking.take

    def breaks(actor: object, path: object, digest: str, **named: object) -> object:
        if poison and digest == poison[0]:
            raise RuntimeError("words of a mail")
        poison[:] = poison or [digest]
        if poison[0] == digest:
            raise RuntimeError("words of a mail")
        return real(actor, path, digest, **named)  # type: ignore[arg-type]  # as the pass gives it

    poison: list[str] = []
    monkeypatch.setattr(taking, "take", breaks)
    post.server.put(post.reply(("poison.jpg", "image/jpeg", photo(1))))
    post.server.put(post.reply(GOOD))
    assert post.pass_at() == 1
    assert [each.name for each in post.waiting()] == ["good.jpg"]
    assert [post.pass_at() for _ in range(3)] == [0, 0, 1]
    assert post.received() == ["unreadable", "taken"]
    assert (post.server.count(), post.server.count(DONE)) == (0, 2)


@pytest.mark.parametrize("why", [StorageFailed("full"), UnreadableFile(virus_scanning.SILENT)])
def test_a_full_disk_or_a_silent_scanner_is_waited_for_however_long(
    post: Post, monkeypatch: pytest.MonkeyPatch, why: Exception
) -> None:
    def fails(*_: object) -> None:
        raise why

    post.server.put(post.reply(GOOD))
    with monkeypatch.context() as broken:
        broken.setattr(taking.certificates, "take", fails)
        assert [post.pass_at() for _ in range(6)] == [0] * 6
    assert (post.server.count(), post.rows()) == (1, [])
    assert post.read_at() == 1
    assert len(post.waiting()) == 1
