"""The seal at the end of a file: written in one way, and read only where it is written so."""

from dataclasses import replace

import pytest

from tracker.domain import packet_seal
from tracker.domain.errors import UnreadableFile
from tracker.domain.packet_seal import MARK, Facts

ENDING = b"startxref\n123\n%%EOF\n"
BODY = b"%PDF-1.7\n(something)\n" + ENDING
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


def read(content: bytes) -> packet_seal.Seal | None:
    return packet_seal.read(content[-packet_seal.LONGEST :], len(content))


def test_what_was_written_is_read_and_covers_what_stands_before_it() -> None:
    found = read(BODY + SEAL)
    assert found is not None
    assert (found.facts, found.key, found.signature, found.covers) == (FACTS, b"k" * 32, b"s" * 64, len(BODY))
    assert read(BODY) is None


def test_it_is_a_pdfs_comment_and_ends_the_file_as_it_ended() -> None:
    lines = SEAL.splitlines(keepends=True)
    assert lines[-3:] == ENDING.splitlines(keepends=True)
    assert all(line.startswith(b"%") and line.isascii() and len(line) <= 140 for line in lines[:-3])


def test_each_fact_each_byte_and_the_form_are_signed() -> None:
    signed = {packet_seal.message(replace(FACTS, **{name: "other"}), b"d" * 32) for name in FACTS.__slots__}
    signed |= {packet_seal.message(FACTS, b"d" * 32), packet_seal.message(FACTS, b"e" * 32)}
    assert len(signed) == len(FACTS.__slots__) + 2
    assert all(each.startswith(MARK) for each in signed)


@pytest.mark.parametrize(
    "changed",
    [
        SEAL + b"\n",
        SEAL + b"%",
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
    with pytest.raises(UnreadableFile):
        read(BODY + changed)


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b"null", b'{"center": 1}', b"[" * 9000, b"\xff", b'{"more": "x"}', b"9" * 9000]
)
def test_facts_that_are_none_are_refused(text: bytes) -> None:
    seal = MARK + packet_seal._lines(b"facts", text) + packet_seal._lines(b"key", b"k" * 32) + ENDING
    with pytest.raises(UnreadableFile):
        read(BODY + seal)


def test_a_file_without_a_pdfs_end_cannot_be_sealed() -> None:
    for tail in (b"", b"%%EOF", b"startxref\nx\n%%EOF\n", ENDING + b"more"):
        with pytest.raises(UnreadableFile):
            packet_seal.ending_of(tail)
