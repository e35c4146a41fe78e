"""Photos and scans are read where the extra is installed; the figures of the corpus are held here.

What is read right is for the report; what is wrong and said to be sure is refused. tests/intake/reading/making.py makes
the photos of the set, and tests/intake/reading/fresh.py those on which nothing was tuned.
"""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.intake.test_read_certificates import FILES, all_judged
from tracker.domain.certificates import Field, Reading
from tracker.domain.errors import UnreadableFile
from tracker.intake import photos
from tracker.intake.formats import Format
from tracker.intake.inspection import take_in
from tracker.intake.limits import CERTIFICATE, PHOTO, UPLOAD, Limits
from tracker.intake.reader.seen_words import Seen, SeenLine
from tracker.intake.turn import MOST_AT_PHOTOS, MOST_IN_LINE, Queue, turn
from tracker.intake.words import Note

pytestmark = pytest.mark.photos
OnDisk = Callable[[bytes], Path]
FRESH = sorted((FILES.parent / "fresh").glob("*.jpg"))
PHOTOS = sorted([*FILES.glob("*.jpg"), *FILES.glob("*.scan.pdf")])
# Each takes seconds of a processor, so a run looks at every third; tests/intake/reading/measure.py looks at all.
THIRD = 3
# A busy machine is slow, not wrong.
PATIENT = replace(PHOTO, seconds=60, patience=120)


def seen(path: Path, folder: Path) -> tuple[Reading, tuple[Note, ...]]:
    """Return what a file proposes from the pictures that are drawn of it."""
    pictures = []
    for number, content in enumerate(take_in(path, path.name, limits=replace(UPLOAD, patience=60)).display, start=1):
        pictures.append(folder / f"page-{number}.jpg")
        pictures[-1].write_bytes(content)
    return photos.certificate_on(pictures, limits=PATIENT)


def page_of(*lines: str, turn: int = 0) -> bytes:
    """Return a picture of lines of words, turned by so many degrees to the left."""
    picture = Image.new("RGB", (1400, 1000), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(40)
    for number, line in enumerate(lines):
        draw.text((120, 100 + 90 * number), line, fill="black", font=font)
    out = io.BytesIO()
    picture.rotate(turn, expand=True).save(out, "JPEG", quality=85)
    return out.getvalue()


CERTIFICATE_LINES = (
    "Certificate of Completion",
    "This certifies that",
    "Hannah Brandt",
    "has completed",
    "Recognizing Child Sex Trafficking",
    "on March 14, 2025",
    "Instruction time: 6 hours",
)


def test_the_models_are_installed_with_the_tools_of_testing() -> None:
    assert find_spec("rapidocr") and photos.are_read()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_read_whichever_side_is_up_and_the_boxes_lie_on_its_words(
    turn: int, on_disk: OnDisk, tmp_path: Path
) -> None:
    path = on_disk(page_of(*CERTIFICATE_LINES, turn=turn))
    reading, _ = seen(path, tmp_path)
    name = reading.first(Field.PERSON)
    assert name is not None and name.value == "Hannah Brandt"
    assert reading.first(Field.TITLE).value == "Recognizing Child Sex Trafficking"  # type: ignore[union-attr]
    assert reading.first(Field.COMPLETED_ON).value == "2025-03-14"  # type: ignore[union-attr]
    assert reading.from_picture
    # All ink of the name, and none of the lines beside it, lies in its box.
    picture = Image.open(tmp_path / "page-1.jpg").convert("L")
    (spot,) = name.spots
    width, height = picture.size
    box = (spot.box.left * width, spot.box.top * height, spot.box.right * width, spot.box.bottom * height)
    inside = picture.crop(tuple(round(side / 1000) for side in box))  # type: ignore[arg-type]
    ink = inside.point(lambda value: 255 if value < 128 else 0).getbbox()
    upright = (1000, 1400) if turn in {90, 270} else (1400, 1000)
    assert picture.size == upright
    assert ink is not None
    long_side = max(ink[2] - ink[0], ink[3] - ink[1])
    assert 0.8 * max(inside.size) <= long_side <= max(inside.size)


@pytest.mark.parametrize(("seconds", "looks"), [(0, 1), (1e9, 2)])
def test_a_page_that_may_lie_upside_down_is_looked_at_again_only_where_there_is_time(
    seconds: float, looks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.intake.reader import photos as reader

    taken: list[int] = []

    def unclear(_picture: Image.Image, quarters: int) -> Seen:
        taken.append(quarters)
        return Seen([SeenLine("pajajdwos", 0.4, [(0, 0), (90, 0), (90, 9), (0, 9)])], 90, 9, quarters)

    monkeypatch.setattr(reader, "_seen", unclear)
    reader._best(Image.new("RGB", (90, 9)), seconds)
    assert taken == [0, 2][:looks]


def test_the_turn_that_a_camera_tells_is_respected(on_disk: OnDisk, tmp_path: Path) -> None:
    picture, out = Image.open(io.BytesIO(page_of(*CERTIFICATE_LINES, turn=90))), io.BytesIO()
    camera = Image.Exif()
    camera[0x0112] = 6  # to be turned to the right for looking
    picture.save(out, "JPEG", exif=camera.tobytes())
    reading, _ = seen(on_disk(out.getvalue()), tmp_path)
    name = reading.first(Field.PERSON)
    assert name is not None and name.value == "Hannah Brandt"
    (spot,) = name.spots
    assert spot.box.right - spot.box.left > spot.box.bottom - spot.box.top, "upright, as it is shown"


def test_signs_of_a_case_in_a_photo_are_told_by_their_code_alone(on_disk: OnDisk, tmp_path: Path) -> None:
    path = on_disk(page_of("Forensic interview report", "Case number: 26-004711", "Date of birth: 04/12/2017"))
    reading, notes = seen(path, tmp_path)
    assert set(notes) == {Note.CASE_NUMBER, Note.CASE_BIRTH}
    assert "004711" not in json.dumps([each.value for each in reading.proposals])


def test_a_photo_of_another_document_is_called_what_it_is(on_disk: OnDisk, tmp_path: Path) -> None:
    lines = ("INVOICE", "Bill to: Hope Harbor Foundation", "Registration fee  $120.00", "Amount due  $120.00")
    reading, _ = seen(on_disk(page_of(*lines)), tmp_path)
    assert reading.kind == "invoice" and reading.proposals == ()


def test_a_picture_without_words_proposes_nothing_and_says_that_it_was_looked_at(
    on_disk: OnDisk, tmp_path: Path
) -> None:
    assert seen(on_disk(page_of()), tmp_path) == (Reading(from_picture=True), ())


def test_the_second_page_of_a_scan_is_read_where_the_first_says_nothing(tmp_path: Path) -> None:
    pages = [tmp_path / "1.jpg", tmp_path / "2.jpg"]
    pages[0].write_bytes(page_of())
    pages[1].write_bytes(page_of(*CERTIFICATE_LINES))
    reading, _ = photos.certificate_on(pages, limits=PATIENT)
    assert reading.first(Field.PERSON).spots[0].page == 2  # type: ignore[union-attr]


def test_what_is_no_picture_is_refused_in_words(on_disk: OnDisk) -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        photos.certificate_on([on_disk(b"\xff\xd8\xff" + bytes(500))], limits=PATIENT)


def test_an_ordinary_errand_keeps_its_tight_limits() -> None:
    assert CERTIFICATE.memory <= 512 << 20 and Limits().memory <= 512 << 20
    assert PHOTO.memory > Limits().memory
    longest = photos.MOST_PAGES * (PHOTO.seconds + PHOTO.patience)
    assert longest < 60, "the answer to a form comes before web servers in front give up"


def test_an_installation_may_leave_them_unread() -> None:
    photos.let_be_read(False)
    try:
        assert (photos.can_be_read(), photos.are_read()) == (True, False)
    finally:
        photos.let_be_read(True)


def test_one_photo_is_read_at_a_time(on_disk: OnDisk) -> None:
    path = on_disk(page_of())
    with turn(Queue.PHOTOS, 0), pytest.raises(UnreadableFile, match="Many files are being read"):
        photos.certificate_on([path])


def test_files_take_an_eighth_of_a_web_processs_threads_at_most() -> None:
    from tracker.cli.starting import THREADS

    assert MOST_IN_LINE + MOST_AT_PHOTOS <= THREADS // 8


def test_of_photos_most_fields_are_right_and_none_surely_wrong(tmp_path: Path) -> None:
    results = all_judged(PHOTOS[::THIRD], lambda path: seen(path, tmp_path)[0])
    right = sum(is_right for _, _, is_right, _ in results)
    assert len(PHOTOS) >= 30 and Format.JPEG.is_picture
    assert [(name, field) for name, field, _, is_wrong in results if is_wrong] == []
    assert right >= 0.97 * len(results), [(name, field) for name, field, is_right, _ in results if not is_right]


def test_of_fresh_photos_nine_of_ten_fields_are_right(tmp_path: Path) -> None:
    """The honest figure: nothing was tuned on these. A typeface that joins f, f and i makes two values surely wrong."""
    results = all_judged(FRESH[::THIRD], lambda path: seen(path, tmp_path)[0])
    right = sum(is_right for _, _, is_right, _ in results)
    assert len(FRESH) >= 12
    assert right >= 0.9 * len(results), [(name, field) for name, field, is_right, _ in results if not is_right]
    assert {name for name, _, _, is_wrong in results if is_wrong} <= {"06-legal.jpg"}
