"""Every page of every file is there, whole and upright; a file that cannot be read has a page that says so."""

import os
import signal
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.reports import files, samples
from tests.reports.conftest import Draw, page_texts, text_lines
from tracker.domain.errors import TrackerError
from tracker.reports import production
from tracker.reports.archival import DATA_NAME
from tracker.reports.context import PacketContext
from tracker.reports.exhibits import Reading, read
from tracker.reports.frames import HEIGHT, WIDTH, bounds
from tracker.reports.images import jpeg_size
from tracker.reports.kept import Kept
from tracker.reports.workshop import Job, run


def test_each_page_of_each_good_file_is_printed(text: list[str]) -> None:
    whole = "\n".join(text)
    for words in ("Certificate 1", "Landscape 1", "Turned 1", "Turned 2", "Turned 3", "Legal 1", "Tiny 1", "Poster 1"):
        assert whole.count(words) >= 1, words
    assert "page 2 of 3" in whole


def test_what_was_filled_into_a_form_is_printed_and_what_acts_stays_behind(text: list[str], pdf: pikepdf.Pdf) -> None:
    assert any("Filled in by hand" in page for page in text)
    assert "/OpenAction" not in pdf.Root
    assert list(pdf.attachments) == [DATA_NAME]
    assert "/AcroForm" not in pdf.Root


@pytest.mark.parametrize("kind", files.BAD)
def test_a_bad_file_has_a_page_that_says_so(kind: str, text: list[str], context: PacketContext) -> None:
    digest = sha256(files.BAD[kind][0]).hexdigest()
    exhibit = next(entry for entry in context.exhibits if entry.sha256 == digest)
    page = next(page for page in text if f"Exhibit {exhibit.number} page 1 of 1" in page and "Counts for" in page)
    assert "The file of this exhibit" in page
    assert digest in page


def test_a_file_that_could_only_be_rescued_says_so(draw: Draw) -> None:
    packet = samples.packet(1, 1, 1, 1)
    torn = files.pdf(words="Torn").replace(b"startxref", b"st")
    page = page_texts(draw(packet, {packet.exhibits[0].sha256: torn}).path)[-1]
    assert "this is what could be rescued" in page
    assert "Torn 1" in page


def test_a_missing_file_has_a_page_that_says_so(draw: Draw) -> None:
    pages = page_texts(draw(samples.packet(1, 1, 1, 1)).path)
    assert any("is missing from the evidence folder" in page for page in pages)


def test_a_file_named_by_no_digest_is_refused(draw: Draw) -> None:
    packet = samples.packet(1, 1, 1, 1)
    exhibit = replace(packet.exhibits[0], sha256="../../outside")
    with pytest.raises(TrackerError, match="no SHA-256"):
        draw(replace(packet, exhibits=(exhibit,)))


@pytest.mark.parametrize("kind", files.GOOD)
def test_a_page_fits_the_frame_and_keeps_its_shape(kind: str, tmp_path: Path) -> None:
    content, form = files.GOOD[kind]
    source, target = tmp_path / "source", tmp_path / "target.pdf"
    source.write_bytes(content)
    assert read("digest", form, source, target).trouble == ""
    with pikepdf.Pdf.open(target) as pictures:
        for picture in pictures.Root.Exhibit:
            left, bottom, right, top = bounds(picture)
            scale = min(WIDTH / (right - left), HEIGHT / (top - bottom))
            assert (right - left) * scale <= WIDTH + 0.001
            assert (top - bottom) * scale <= HEIGHT + 0.001
            if "turned A4" in kind:
                assert right - left > top - bottom


def test_the_band_never_reaches_into_the_frame(draw: Draw) -> None:
    """With narrow, wide and double letters, for so many people and requirements that some are only counted."""
    packet, letters = samples.packet(12, 1, 12, 1), ("i", "W ", "\u5b57")
    people = [replace(person, name=letters[place % 3] * 200) for place, person in enumerate(packet.people)]
    exhibits = [
        replace(
            packet.exhibits[place],
            title=letter * 200,
            kind="jpeg",
            person_ids=tuple(person.id for person in people[place::3]),
            requirement_ids=tuple(requirement.id for requirement in packet.requirements),
        )
        for place, letter in enumerate(letters)
    ]
    photos = {exhibit.sha256: files.photo() for exhibit in exhibits}
    rendered = draw(replace(packet, people=tuple(people), exhibits=tuple(exhibits)), photos)
    with pikepdf.Pdf.open(rendered.path) as pdf:
        frame_tops = [_picture_top(page) for page in pdf.pages[-3:]]
    foot = 60
    for page, frame_top in enumerate(frame_tops, start=rendered.pages - 2):
        assert frame_top > 600
        lines = [(bottom, top) for bottom, top in text_lines(rendered.path, page) if bottom > foot]
        assert lines
        assert all(bottom > frame_top for bottom, _ in lines)


def _picture_top(page: pikepdf.Page) -> float:
    matrices, top = [pikepdf.Matrix()], 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                matrices.append(matrices[-1])
            case "Q":
                matrices.pop()
            case "cm":
                matrices[-1] = pikepdf.Matrix(*(float(part) for part in operands)) @ matrices[-1]
            case "Do" if str(operands[0]) != "/Foot":
                top = max(matrices[-1].transform((0, 1))[1], matrices[-1].transform((0, 0))[1])
    return top


def _die(batch: list[tuple[str, str]], *_: object) -> list[dict[str, Any]]:
    if any(digest == "bad" for digest, _ in batch):
        os.kill(os.getpid(), signal.SIGKILL)
    return [asdict(Reading(digest, pages=1)) for digest, _ in batch]


def test_a_file_that_kills_its_reader_costs_only_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(production, "read_all", _die)
    # A fork of this process begins with all that the tests before have loaded.
    monkeypatch.setattr(production, "READING_MEGABYTES", 1 << 20)
    making = production.Production.__new__(production.Production)
    making.folder, making.kept = tmp_path, Kept()
    batch = [("good", "pdf"), ("bad", "pdf"), ("better", "pdf")]
    (outcome,) = run([making._reading(batch)], 1)
    readings = making._readings(outcome)
    assert {digest: reading.trouble for digest, reading in readings.items()} == {
        "good": "", "better": "", "bad": "is damaged and cannot be opened",
    }  # fmt: skip


def test_a_job_past_its_time_or_memory_is_ended() -> None:
    import time

    (slow,) = run([Job("slow", time.sleep, (60,), megabytes=1 << 20, seconds=1)], 1)
    assert slow.died == "took longer than 1 seconds"
    (big,) = run([Job("big", bytearray, (1 << 33,), megabytes=900)], 1)
    assert big.died == "ended early"


def test_the_size_of_a_jpeg_is_read_from_its_head() -> None:
    assert jpeg_size(files.photo(900, 1200)) == (900, 1200, 3)
    with pytest.raises(ValueError, match="whole"):
        jpeg_size(files.photo()[:500])
