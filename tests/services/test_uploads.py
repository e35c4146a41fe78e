"""Files on their way in: read once, kept for their form, stored before any row, copied for eyes and packets."""

import errno
import hashlib
import io
import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import CenterWorld
from tests.intake import making
from tests.reports import files
from tests.services.files import attached, stored
from tracker.db import db
from tracker.domain.access import AccessRole
from tracker.domain.errors import NotFound, UnreadableFile
from tracker.intake import inspection
from tracker.models import Evidence, Membership
from tracker.services import file_copies, uploads
from tracker.storage import StagingArea
from tracker.storage.failures import StorageFailed

pytestmark = pytest.mark.usefixtures("context")


def test_a_file_waits_and_is_stored_before_any_row_names_it(center: CenterWorld) -> None:
    actor = center.actor()
    waiting = uploads.take(actor, io.BytesIO(making.pdf(pages=2)), "../../My certificate.PDF")
    assert waiting.name == "My certificate.pdf"
    (file,) = uploads.store(actor, [waiting.token])
    assert file_copies.store().verify(file.sha256)
    assert (file.format, file.pages) == ("pdf", 2)
    uploads.discard(actor, [waiting.token])
    with pytest.raises(NotFound):
        uploads.waiting(actor, [waiting.token])


def test_each_file_of_a_form_is_stored_under_its_own_name_and_the_same_content_once(center: CenterWorld) -> None:
    actor = center.actor()
    first, second = making.pdf(pages=2), making.saved(making.photo(400, 300), "PNG")
    given = [(first, "first.pdf"), (second, "second.png"), (first, "again.pdf")]
    waiting = tuple(uploads.take(actor, io.BytesIO(content), name) for content, name in given)
    tokens = [each.token for each in waiting]

    assert uploads.waiting(actor, tokens) == waiting, "as it was when it came: name, size and digest"
    assert [(file.file_name, file.sha256) for file in uploads.store(actor, tokens)] == [
        ("first.pdf", hashlib.sha256(first).hexdigest()),
        ("second.png", hashlib.sha256(second).hexdigest()),
    ]


@pytest.mark.parametrize(
    ("words", "name", "told"),
    [
        ("Case No: 23-004417, interview notes", "scan.pdf", "case_number"),
        ("Certificate of completion", "case file 4417.pdf", "name"),
    ],
)
def test_the_log_tells_of_signs_of_a_case_by_code_and_of_nothing_else(
    words: str, name: str, told: str, center: CenterWorld, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "tracker"):
        waiting = uploads.take(center.actor(), io.BytesIO(files.pdf(words=words)), name)
    assert waiting.signs
    (line,) = [each.getMessage() for each in caplog.records if "about a case" in each.getMessage()]
    assert line.endswith(f": {told}")
    assert "4417" not in caplog.text


def test_nobody_else_can_use_what_waits(center: CenterWorld, other_center: CenterWorld) -> None:
    waiting = uploads.take(center.actor(), io.BytesIO(making.pdf()), "a.pdf")
    for stranger in (other_center.actor(), center.actor(center.member())):
        with pytest.raises(NotFound):
            uploads.store(stranger, [waiting.token])


def test_what_waits_at_one_center_waits_at_no_other_of_the_same_account(
    center: CenterWorld, other_center: CenterWorld
) -> None:
    """Who is at home in two centers has two desks: a certificate laid on one must not turn up in the other's record."""
    person = other_center.person("Dana Whitfield")
    with other_center.working():
        here_too = Membership(
            account_id=center.director, person_id=person, role=AccessRole.STAFF, began_at=center.actor().now
        )
        db.session.add(here_too)
    waiting = uploads.take(center.actor(), io.BytesIO(making.pdf()), "a.pdf")
    there = other_center.actor(center.director)
    for use in (uploads.store, uploads.waiting):
        with pytest.raises(NotFound, match="no longer waiting"):
            use(there, [waiting.token])
    uploads.discard(there, [waiting.token])
    assert uploads.waiting(center.actor(), [waiting.token]) == (waiting,)


def test_a_refused_file_neither_waits_nor_is_stored(center: CenterWorld) -> None:
    actor = center.actor()
    before = set(file_copies.store().everything())
    with pytest.raises(UnreadableFile, match="program"):
        uploads.take(actor, io.BytesIO(b"MZ" + bytes(5000)), "certificate.pdf")
    assert set(file_copies.store().everything()) == before
    from tracker.services.uploads import _area, _owner

    assert _area().waiting(_owner(actor), actor.now) == []


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
def test_a_file_that_the_disk_does_not_give_back_is_told_in_plain_words(
    center: CenterWorld, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def fail(*_: object) -> None:
        raise OSError(error, "no such luck")

    monkeypatch.setattr(inspection, "_format_of", fail)
    with pytest.raises(StorageFailed, match="The disk that keeps the files"):
        uploads.take(center.actor(), io.BytesIO(making.pdf(5)), "certificate.pdf")


def test_what_somebody_added_before_is_not_read_again(center: CenterWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    content = making.saved(making.photo(401, 300), "JPEG")
    attached(center, center.completion(), content)
    monkeypatch.setattr(file_copies, "take_in", lambda *_: pytest.fail("read a second time"))
    stored(center.actor(), content)


def test_what_somebody_else_added_is_read_as_if_nobody_had_it(
    center: CenterWorld, other_center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A known file was taken ten times as fast: whoever held a certificate could ask whether anybody has it."""
    content, read, real = making.pdf(3), [], file_copies.take_in
    attached(center, center.completion(), content)
    attached(
        other_center, other_center.completion(), making.pdf(4)
    )  # another file of theirs makes this one no more theirs
    monkeypatch.setattr(file_copies, "take_in", lambda *asked: (read.append(asked), real(*asked))[1])
    for number, stranger in enumerate((other_center.actor(), center.actor(center.member())), start=1):
        uploads.take(stranger, io.BytesIO(content), "certificate.pdf")
        assert len(read) == number


def test_what_was_removed_for_good_is_read_again_when_the_same_person_brings_it_back(
    center: CenterWorld, other_center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not theirs any more: how long the answer takes would tell whether somebody else has it."""
    content, read, real = making.pdf(6), [], file_copies.take_in
    own = attached(center, center.completion(), content)
    attached(other_center, other_center.completion(), content)
    with center.working():
        row = db.session.scalars(select(Evidence).where(Evidence.public_id == own)).one()
        row.removed_at = row.withdrawn_at = center.actor().now
    monkeypatch.setattr(file_copies, "take_in", lambda *asked: (read.append(asked), real(*asked))[1])
    uploads.take(center.actor(), io.BytesIO(content), "certificate.pdf")
    assert len(read) == 1


def test_a_picture_that_was_lost_is_drawn_again(center: CenterWorld) -> None:
    actor = center.actor()
    (file,) = stored(actor, making.saved(making.photo(402, 300), "PNG"), "scan.png")
    for kind in ("page-1.jpg", "facts.json"):
        file_copies.store().derived_path(file.sha256, kind).unlink()
        assert file_copies.page_picture(file.sha256, 1).read_bytes().startswith(b"\xff\xd8\xff")


def test_a_page_that_is_not_shown_is_not_found(center: CenterWorld) -> None:
    (file,) = stored(center.actor())
    for number in (0, 2, 2**40):
        with pytest.raises(NotFound):
            file_copies.page_picture(file.sha256, number)


@pytest.mark.parametrize(
    ("content", "is_pdf", "beginning"),
    [
        (making.pdf(), True, b"%PDF-"),
        (making.pdf(change=making.with_script), True, b"%PDF-"),
        (making.pdf(change=making.with_page_action), False, b"\xff\xd8\xff"),
        (making.phone_jpeg(), False, b"\xff\xd8\xff"),
        (making.phone_heic(), False, b"\xff\xd8\xff"),
    ],
    ids=["calm", "with a script", "with an action on its page", "a photo", "a photo as HEIC"],
)
def test_a_packet_prints_a_copy_that_does_nothing(
    center: CenterWorld, content: bytes, is_pdf: bool, beginning: bytes
) -> None:
    (file,) = stored(center.actor(), content)
    for _ in range(2):
        copy = file_copies.copy_to_print(file.sha256)
        assert copy.is_pdf is is_pdf
        assert all(path.read_bytes().startswith(beginning) for path in copy.paths)
        assert b"JavaScript" not in copy.paths[0].read_bytes()


def test_what_waited_a_day_goes_and_its_form_says_so(center: CenterWorld) -> None:
    actor = center.actor()
    waiting = uploads.take(actor, io.BytesIO(making.pdf()), "a.pdf")
    uploads.sweep(actor.now + timedelta(hours=23, minutes=59))
    assert [each.token for each in uploads.waiting(actor, [waiting.token])] == [waiting.token]
    assert uploads.sweep(actor.now + timedelta(hours=24, seconds=1)) >= 1
    with pytest.raises(NotFound, match="no longer waiting"):
        uploads.waiting(actor, [waiting.token])


def test_what_cannot_be_let_go_of_after_saving_is_no_reason_to_say_that_nothing_was_saved(
    center: CenterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = center.actor()
    waiting = uploads.take(actor, io.BytesIO(making.pdf()), "a.pdf")

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "the disk")

    monkeypatch.setattr(StagingArea, "_drop", fail)
    uploads.discard(actor, [waiting.token])
    assert uploads.waiting(actor, [waiting.token])[0].size == waiting.size


def test_a_file_of_data_waits_for_the_same_account_and_is_no_evidence(center: CenterWorld) -> None:
    actor, before = center.actor(), set(file_copies.store().everything())
    token = uploads.take_data(actor, io.BytesIO(b'{"a": 1}'), "transcript.json", most_bytes=8)
    assert uploads.path_waiting(actor, token).read_bytes() == b'{"a": 1}'
    assert set(file_copies.store().everything()) == before
    with pytest.raises(NotFound, match="no longer waiting"):
        uploads.path_waiting(center.actor(center.member()), token)


def test_a_file_of_data_over_its_limit_is_refused_and_does_not_wait(center: CenterWorld) -> None:
    actor = center.actor()
    with pytest.raises(UnreadableFile, match="larger than 7 bytes"):
        uploads.take_data(actor, io.BytesIO(b'{"a": 1}'), "transcript.json", most_bytes=7)
    assert uploads._area().waiting(uploads._owner(actor), actor.now) == []
