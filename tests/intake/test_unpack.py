"""A ZIP of certificates gives its files, some at a time, and harms nothing whatever is in it."""

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake import making
from tracker.domain.errors import UnreadableFile
from tracker.intake.pack_words import MOST_AT_ONCE, MOST_ENTRIES, Why
from tracker.intake.packed_files import Unpacked, is_packed, shown, unpack

OnDisk = Callable[[bytes], Path]


def packed(*files: tuple[str | zipfile.ZipInfo, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def all_of(path: Path) -> list[Unpacked]:
    found, then = [], 0
    while then is not None:
        some = unpack(path, then)
        found += some.files
        then = some.then
    return found


def test_each_file_comes_with_its_name_its_folders_and_its_content(on_disk: OnDisk) -> None:
    path = on_disk(packed(("Ana Reyes/CSEC.pdf", b"%PDF-1"), ("plain.jpg", b"\xff\xd8\xff")))
    with path.open("rb") as file:
        assert is_packed(file)
    assert all_of(path) == [
        Unpacked(0, "CSEC.pdf", "Ana Reyes", b"%PDF-1"),
        Unpacked(1, "plain.jpg", "", b"\xff\xd8\xff"),
    ]


def test_many_come_some_at_a_time_and_each_once(on_disk: OnDisk) -> None:
    path = on_disk(packed(*((f"{number}.pdf", b"%d" % number) for number in range(2 * MOST_AT_ONCE + 3))))
    first = unpack(path)
    assert (len(first.files), first.then, first.count) == (MOST_AT_ONCE, MOST_AT_ONCE, 2 * MOST_AT_ONCE + 3)
    assert [each.content for each in all_of(path)] == [b"%d" % number for number in range(2 * MOST_AT_ONCE + 3)]


def test_what_programs_leave_in_it_is_passed_over(on_disk: OnDisk) -> None:
    left = [("__MACOSX/._a.pdf", b"x"), (".DS_Store", b"x"), ("scans/Thumbs.db", b"x"), ("scans/", b"")]
    assert [each.name for each in all_of(on_disk(packed(*left, ("a.pdf", b"%PDF-"))))] == ["a.pdf"]


@pytest.mark.parametrize(
    ("raw", "name", "folder"),
    [
        ("../../etc/passwd", "passwd", "etc"),
        ("/etc/passwd", "passwd", "etc"),
        ("C:\\scans\\a.pdf", "a.pdf", "C:/scans"),
        ("a\u202efdp.exe", "a fdp.exe", ""),
        ("a\x00b\n.pdf", "a b .pdf", ""),
        ("..", "Unnamed file", ""),
        ("", "Unnamed file", ""),
    ],
)
def test_a_name_is_words_and_never_a_path(raw: str, name: str, folder: str) -> None:
    assert shown(raw) == (name, folder)


def test_a_file_that_would_lie_elsewhere_lies_nowhere(on_disk: OnDisk, tmp_path: Path) -> None:
    outside = tmp_path / "outside.pdf"
    (one,) = all_of(on_disk(packed((f"../../../../../../../../..{outside}", b"%PDF-"))))
    assert (one.name, one.content) == ("outside.pdf", b"%PDF-")
    assert not outside.exists()


@pytest.mark.parametrize("name", ["Zertifikat für Ána.pdf", "証明書.pdf"])
def test_names_in_utf8_that_do_not_say_so_are_read(on_disk: OnDisk, name: str) -> None:
    content = packed((name, b"%PDF-"))
    silent = content.replace(b"\x00\x08", b"\x00\x00") if b"\x00\x08" in content else content
    assert [each.name for each in all_of(on_disk(silent))] == [name]


def test_a_link_is_named_and_not_followed(on_disk: OnDisk) -> None:
    link = zipfile.ZipInfo("link.pdf")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    found = all_of(on_disk(packed((link, b"/etc/passwd"), ("a.pdf", b"%PDF-"))))
    assert [(each.name, each.why) for each in found] == [("link.pdf", Why.LINK), ("a.pdf", None)]


def test_a_locked_file_is_named_and_what_else_is_there_is_kept(on_disk: OnDisk) -> None:
    content = bytearray(packed(("a.pdf", b"%PDF-a"), ("b.pdf", b"%PDF-b"), how=zipfile.ZIP_STORED))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    found = all_of(on_disk(bytes(content)))
    assert [(each.name, each.why) for each in found] == [("a.pdf", Why.LOCKED), ("b.pdf", None)]


def test_a_damaged_or_empty_file_is_named_and_what_else_is_there_is_kept(on_disk: OnDisk) -> None:
    content = packed(("a.pdf", b"%PDF-aaaa"), ("b.pdf", b""), ("c.pdf", b"%PDF-c"), how=zipfile.ZIP_STORED)
    found = all_of(on_disk(content.replace(b"%PDF-aaaa", b"%PDF-bbbb", 1)))
    assert [each.why for each in found] == [Why.DAMAGED, Why.EMPTY, None]


def test_a_bomb_is_named_and_never_unpacked(on_disk: OnDisk) -> None:
    bomb = packed(("bomb.pdf", b"\0" * (300 * 1024 * 1024)), ("a.pdf", b"%PDF-"))
    assert len(bomb) < 400_000
    found = all_of(on_disk(bomb))
    assert [(each.name, each.why) for each in found] == [("bomb.pdf", Why.TOO_LARGE), ("a.pdf", None)]


def test_a_bomb_that_lies_about_its_size_is_named(on_disk: OnDisk) -> None:
    size = 100 * 1024 * 1024
    bomb = packed(("bomb.pdf", b"\0" * size)).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    (found,) = all_of(on_disk(bomb))
    assert found.why in {Why.DAMAGED, Why.TOO_LARGE}


def test_a_zip_inside_stays_packed(on_disk: OnDisk) -> None:
    inner = packed(("a.pdf", b"%PDF-"))
    (found,) = all_of(on_disk(packed(("inner.zip", inner))))
    assert found.content == inner


def test_files_that_are_many_megabytes_come_a_few_at_a_time(on_disk: OnDisk) -> None:
    path = on_disk(packed(*((f"{number}.pdf", making.noise(10_000_000, number)) for number in range(4))))
    assert len(unpack(path).files) == 3
    assert len(all_of(path)) == 4


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 cut off", "damaged or cut off"),
        (b"", "empty"),
        (packed(*((f"{number}", b"1") for number in range(MOST_ENTRIES + 1))), "more than 2,000 files"),
    ],
    ids=["cut off", "empty", "too many"],
)
def test_what_is_no_zip_or_too_much_is_refused(on_disk: OnDisk, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        unpack(on_disk(content))


def test_a_huge_list_of_entries_is_refused_with_little_memory(on_disk: OnDisk) -> None:
    record = b"PK\x01\x02" + bytes(24) + (1).to_bytes(2, "little") + bytes(16) + b"a"
    many = 1_500_000
    end = (
        b"PK\x05\x06"
        + bytes(4)
        + b"\xff\xff\xff\xff"
        + (len(record) * many).to_bytes(4, "little")
        + bytes(4)
        + bytes(2)
    )
    with pytest.raises(UnreadableFile):
        unpack(on_disk(record * many + end))
