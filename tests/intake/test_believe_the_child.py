"""What the child answers is believed only where it makes sense: it may have been taken over."""

import json
import os
import tracemalloc
from pathlib import Path

import pytest

from tests.intake import making
from tracker.domain.errors import UnreadableFile
from tracker.intake import answer, inspection
from tracker.intake.answer import check
from tracker.intake.errand import Errand, Exhibit, Want
from tracker.intake.formats import Format
from tracker.intake.limits import Limits
from tracker.intake.words import Refusal

GOOD = {"pages": 1, "width": 400, "height": 300, "notes": [], "exhibit": "picture", "files": ["0001.jpg"]}


def believe(scratch: Path, want: Want = Want.DISPLAY, **changes: object) -> object:
    told = json.dumps({**GOOD, **changes}).encode()
    return check(told, scratch, Errand(0, Format.JPEG, want, Limits(output=1000)))


def test_a_sensible_answer_is_believed(tmp_path: Path) -> None:
    (tmp_path / "0001.jpg").write_bytes(b"\xff\xd8\xff picture")
    answer = check(json.dumps(GOOD).encode(), tmp_path, Errand(0, Format.JPEG, Want.DISPLAY, Limits()))
    assert (answer.pages, answer.exhibit, answer.copies) == (1, Exhibit.PICTURE, (b"\xff\xd8\xff picture",))


LIES: dict[str, dict[str, object]] = {
    "too many pages": {"pages": 101},
    "no pages": {"pages": 0},
    "less than none": {"pages": -1},
    "half a page": {"pages": 1.5},
    "a page in words": {"pages": "1"},
    "yes pages": {"pages": True},
    "endless width": {"width": 10**30},
    "a note of its own": {"notes": ["<script>"]},
    "notes without end": {"notes": ["script"] * 99},
    "notes in a text": {"notes": "script"},
    "an exhibit of its own": {"exhibit": "everything"},
    "a refusal of its own": {"refused": "<script>"},
    "a refusal in a list": {"refused": []},
    "that others are read": {"refused": "busy"},
    "that the machine is at its end": {"refused": "unable"},
    "a file elsewhere": {"files": ["../0001.jpg"]},
    "a file by its full path": {"files": ["/etc/passwd"]},
    "a file that is none": {"files": ["0002.jpg"]},
    "a number for a file": {"files": [1]},
    "more files than pages": {"files": ["0001.jpg", "0001.jpg"]},
    "no file": {"files": []},
    "a link": {"files": ["0003.jpg"]},
    "a pipe": {"files": ["0004.jpg"]},
    "a folder": {"files": ["0005.jpg"]},
    "a file too large": {"files": ["0006.jpg"]},
    "a program for a picture": {"files": ["0007.jpg"]},
    "anything at all, as in a mail": {"files": ["0008.bin"]},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_not_believed(lie: str, tmp_path: Path) -> None:
    picture = b"\xff\xd8\xff picture"
    (tmp_path / "outside").write_bytes(picture)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (scratch / "0001.jpg").write_bytes(picture)
    (scratch / "0003.jpg").symlink_to(tmp_path / "outside")
    os.mkfifo(scratch / "0004.jpg")
    (scratch / "0005.jpg").mkdir()
    (scratch / "0006.jpg").write_bytes(picture + bytes(1000))
    (scratch / "0007.jpg").write_bytes(b"MZ")
    (scratch / "0008.bin").write_bytes(b"MZ")

    with pytest.raises(UnreadableFile) as refused:
        believe(scratch, **LIES[lie])
    assert refused.value.message == Refusal.TOO_HEAVY.words


@pytest.mark.parametrize("raw", [b"", b"\xff", b"[]", b"1", b"null", b'"refused"', b"[" * 60_000, b"{}"])
def test_an_answer_that_is_none_is_not_believed(raw: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        check(raw, tmp_path, Errand(0, Format.JPEG, Want.NOTHING, Limits()))


def test_copies_that_nobody_asked_for_are_not_believed(tmp_path: Path) -> None:
    (tmp_path / "0001.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(UnreadableFile):
        believe(tmp_path, Want.NOTHING)


def test_a_copy_may_weigh_as_much_as_is_allowed_and_not_a_byte_more(tmp_path: Path) -> None:
    allowed = b"\xff\xd8\xff".ljust(1000, b".")
    (tmp_path / "0001.jpg").write_bytes(allowed)
    believe(tmp_path)
    (tmp_path / "0001.jpg").write_bytes(allowed + b".")
    with pytest.raises(UnreadableFile):
        believe(tmp_path)


def test_the_copies_of_one_file_are_weighed_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "MOST_COPIES", 1500)
    names = ["0001.jpg", "0002.jpg"]
    for name, size in zip(names, (1000, 500), strict=True):
        (tmp_path / name).write_bytes(b"\xff\xd8\xff".ljust(size, b"."))
    believe(tmp_path, pages=2, files=names)
    (tmp_path / "0002.jpg").write_bytes(b"\xff\xd8\xff".ljust(501, b"."))
    with pytest.raises(UnreadableFile):
        believe(tmp_path, pages=2, files=names)


def test_a_copy_beyond_all_measure_is_not_read_into_memory(tmp_path: Path) -> None:
    (tmp_path / "0001.jpg").write_bytes(b"\xff\xd8\xff")
    os.truncate(tmp_path / "0001.jpg", 64 * 1024 * 1024)
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFile):
            believe(tmp_path)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 4 * 1024 * 1024, "of 64 MB only as much was read as is allowed"


def written(monkeypatch: pytest.MonkeyPatch, told: bytes) -> None:
    """Let the child write something in place of what it was asked for."""
    lie = answer.Answer(pages=1, width=1, height=1, notes=(), exhibit=Exhibit.PICTURE, copies=(told,))
    monkeypatch.setattr(inspection, "read_apart", lambda *_: lie)


NO_READING = [b"", b"1", b"[]", b"{}", b"null", b"\xff", b"[" * 60_000, b'{"proposals": 1}', b'{"proposals": [{}]}']


@pytest.mark.parametrize("told", NO_READING, ids=lambda told: repr(told[:16]))
def test_a_reading_of_a_certificate_that_is_none_is_not_believed(
    told: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(monkeypatch, told)
    (tmp_path / "certificate.pdf").write_bytes(making.pdf())
    with pytest.raises(UnreadableFile) as refused:
        inspection.certificate_in(tmp_path / "certificate.pdf")
    assert refused.value.message == Refusal.TOO_HEAVY.words


@pytest.mark.parametrize("told", [b"", b"\xff", b"{", b"[" * 60_000], ids=lambda told: repr(told[:16]))
def test_codes_that_are_none_are_not_believed(told: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(monkeypatch, told)
    (tmp_path / "sheet.pdf").write_bytes(making.pdf())
    with pytest.raises(UnreadableFile):
        inspection.codes_in(tmp_path / "sheet.pdf")


@pytest.mark.parametrize("told", [b"1", b"[]", b"{}", b'{"codes": 1}', b'{"codes": {"a": 1}}'])
def test_what_tells_no_codes_tells_of_none(told: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(monkeypatch, told)
    (tmp_path / "sheet.pdf").write_bytes(making.pdf())
    assert inspection.codes_in(tmp_path / "sheet.pdf") == ()
