"""The seal at the end of a file: written in one way, and read only where it is written so."""

from dataclasses import replace

import pytest

from tracker.domain import packet_seal
from tracker.domain.errors import UnreadableFile
from tracker.domain.packet_seal import FORMS, NEWEST, Facts

MARK = FORMS[NEWEST]
UPDATE = b"1 0 obj\n(a signature)\nendobj\n"
ENDING = b"startxref\n123\n%%EOF\n"
BODY = b"%PDF-1.7\n(something)\n" + ENDING
BROKEN = r"^Its seal is damaged, or something was put behind it\.$"
NO_END = r"^This is no whole PDF: its end is missing\.$"
FACTS = Facts(
    center="Größe & Sons “CAC”\n%%EOF",
    center_id="c" * 20,
    packet="p" * 20,
    number="7",
    standard="CSEC Optional Standard",
    edition="2023",
    as_of="2026-09-30",
    issued_by="Dana Whitfield",
    issued_at="November 25, 2026",
)
SEAL = packet_seal.written(FACTS, b"k" * 32, b"s" * 64, ENDING)
FIRST = packet_seal.written(FACTS, b"k" * 32, b"s" * 64, ENDING, 1)


def read(content: bytes) -> packet_seal.Seal | None:
    return packet_seal.read(content[-packet_seal.LONGEST :], len(content))


def test_what_was_written_is_read_and_covers_what_stands_before_it() -> None:
    for text, form, behind in ((SEAL, 2, UPDATE), (FIRST, 1, b"")):
        found = read(BODY + text + behind)
        assert found == packet_seal.Seal(FACTS, b"k" * 32, b"s" * 64, len(BODY), form, behind)
    assert read(BODY) is None


def test_a_signature_stands_behind_the_newest_form_and_nothing_behind_the_first() -> None:
    for wrong in (SEAL, FIRST + UPDATE, FIRST + b"\n"):
        with pytest.raises(UnreadableFile, match=BROKEN):
            read(BODY + wrong)


def test_it_is_a_pdfs_comment_and_ends_the_file_as_it_ended() -> None:
    lines = SEAL.splitlines(keepends=True)
    assert lines[-3:] == ENDING.splitlines(keepends=True)
    assert all(line.startswith(b"%") and line.isascii() and len(line) <= 140 for line in lines[:-3])


def test_each_fact_each_byte_and_the_form_are_signed() -> None:
    signed = {packet_seal.message(replace(FACTS, **{name: "other"}), b"d" * 32) for name in FACTS.__slots__}
    signed |= {packet_seal.message(FACTS, b"d" * 32), packet_seal.message(FACTS, b"e" * 32)}
    signed.add(packet_seal.message(FACTS, b"d" * 32, 1))
    assert len(signed) == len(FACTS.__slots__) + 3


@pytest.mark.parametrize(
    "changed",
    [
        SEAL[:-1],
        SEAL[:40],
        SEAL.replace(b"%key ", b"%key  "),
        SEAL.replace(b"%facts ", b"%fact "),
        SEAL.replace(b"%facts ", b"%key ", 1),
        SEAL.replace(b"startxref\n123", b"startxref\n124"),
        SEAL.replace(b"startxref", b"% more\nstartxref"),
        MARK + ENDING,
        MARK + SEAL,
        b"".join([MARK, *reversed(SEAL.splitlines(keepends=True)[1:-3]), ENDING]),
    ],
)
def test_a_seal_that_is_written_in_any_other_way_is_refused(changed: bytes) -> None:
    with pytest.raises(UnreadableFile, match=f"{BROKEN}|{NO_END}"):
        read(BODY + changed + UPDATE)


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b"null", b'{"center": 1}', b"[" * 9000, b"\xff", b'{"more": "x"}', b"9" * 9000]
)
def test_facts_that_are_none_are_refused(text: bytes) -> None:
    seal = MARK + packet_seal._lines(b"facts", text) + packet_seal._lines(b"key", b"k" * 32) + ENDING
    with pytest.raises(UnreadableFile, match=BROKEN):
        read(BODY + seal + UPDATE)


def test_a_file_without_a_pdfs_end_cannot_be_sealed() -> None:
    for tail in (b"", b"%%EOF", b"startxref\nx\n%%EOF\n", ENDING + b"more"):
        with pytest.raises(UnreadableFile, match=NO_END):
            packet_seal.ending_of(tail)
