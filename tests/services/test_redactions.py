"""A part of a file kept out of print is gone from what is printed: its words, its pixels, in every copy of the copy."""

import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from tests.factories import CenterWorld
from tests.reports.test_links import places
from tests.reports.test_places import SCALE, inked, pixels
from tests.services.files import LINE, attached, kept_out, pointed_at, row_of
from tests.services.packets.conftest import AS_OF, CSEC, proved
from tests.services.packets.test_places_printed import certificate
from tests.services.packets.test_waivers_printed import composed
from tests.services.redacting import (
    SECRET,
    WORDS_AT,
    box_of,
    everything_in,
    file_with_words,
    is_black,
    photo_with_words,
    pictures_of,
    words_of,
)
from tracker.domain.access import AccessRole
from tracker.domain.errors import Conflict, NotFound, Refused
from tracker.domain.place import Box
from tracker.domain.vocabulary import CompletionState
from tracker.intake.cover import Cover
from tracker.intake.reader import covering
from tracker.models import Evidence
from tracker.reports import anchors
from tracker.reports.frames import HEIGHT, LEFT, TOP, WIDTH
from tracker.reports.packet import render_packet
from tracker.services import citations, evidence, file_copies, history, redactions
from tracker.services.citations import Place
from tracker.services.packets import proof, sealing

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def words(center: CenterWorld) -> tuple[str, str]:
    """A file with words that were kept out of print: its public id, and its SHA-256."""
    file = attached(center, center.completion(state=CompletionState.DRAFT), file_with_words())
    kept_out(center, file, WORDS_AT)
    return file, row_of(center, file, Evidence).sha256


def copy_of(center: CenterWorld, sha256: str) -> Path:
    with center.working():
        covers = redactions.standing()[sha256]
        printed = proof.printed_copy(sha256, "pdf", covers)
        path = sealing.kept_file(printed.sha256)
    assert path is not None
    return path


def test_the_words_below_a_box_are_gone_and_so_is_all_that_is_no_picture(
    center: CenterWorld, words: tuple[str, str]
) -> None:
    original = file_copies.store().path_of(words[1])
    assert SECRET in words_of(original), "else this proves nothing"
    copy = copy_of(center, words[1])
    assert words_of(copy).strip() == ""
    assert SECRET.encode() not in everything_in(copy)
    assert not re.search(rb"/Annot|/Metadata|/Font|/StructTreeRoot", everything_in(copy))
    (picture,) = pictures_of(copy)
    assert is_black(box_of(picture, WORDS_AT))
    assert "exif" not in picture.info
    rest = box_of(picture, Box(0, 450, 500, 550))
    assert min(low for low, _ in rest.getextrema()) < 100, "the words around stay to be read"  # type: ignore[misc]  # as above


@pytest.mark.parametrize(
    ("one", "other", "box"),
    [
        (file_with_words(), file_with_words("Another Street"), WORDS_AT),
        (photo_with_words(), photo_with_words((30, 30, 220)), Box(0, 0, 520, 520)),
    ],
    ids=["words", "photo"],
)
def test_what_lies_below_a_box_makes_no_difference_to_a_single_bit(
    center: CenterWorld, one: bytes, other: bytes, box: Box
) -> None:
    copies = []
    for content in (one, other):
        file = attached(center, center.completion(state=CompletionState.DRAFT), content)
        kept_out(center, file, box)
        copies.append(copy_of(center, row_of(center, file, Evidence).sha256).read_bytes())
    assert one != other
    assert copies[0] == copies[1]


def test_no_picture_made_of_the_copy_shows_it(center: CenterWorld, words: tuple[str, str]) -> None:
    with center.working():
        opened = redactions.printed_page(center.actor(), words[0], 1)
    assert is_black(box_of(Image.open(opened.path).convert("RGB"), Box(105, 95, 395, 120)))
    made = list(opened.path.parent.glob("redacted-*"))
    assert [path.suffix for path in sorted(made)] == [".jpg", ".pdf"]
    for path in made:
        assert SECRET.encode() not in path.read_bytes()


def test_nothing_of_a_photo_is_left_below_a_box(center: CenterWorld) -> None:
    file = attached(center, center.completion(state=CompletionState.DRAFT), photo_with_words())
    kept_out(center, file, Box(0, 0, 520, 520))
    copy = copy_of(center, row_of(center, file, Evidence).sha256)
    assert SECRET.encode() not in everything_in(copy)
    (picture,) = pictures_of(copy)
    assert is_black(box_of(picture, Box(0, 0, 520, 520)))
    reds = picture.getcolors(picture.width * picture.height) or []
    assert not [color for _, color in reds if color[0] > 150 and color[1] < 90], "no red pixel is left"


def test_the_drawn_packet_holds_nothing_of_it(center: CenterWorld, tmp_path: Path) -> None:
    values = {"title": "Foundations", "hours": 4, "topics": frozenset({"screening"})}
    proved(center, file_with_words(), person_id=center.person("Ana Reyes"), **values)
    with center.working():
        file = evidence.files_of_record(center.actor())[0].evidence
    kept_out(center, file, WORDS_AT)
    context = composed(center)
    (exhibit,) = context.exhibits
    assert exhibit.redacted and exhibit.copy != exhibit.sha256
    with center.app.app_context():
        drawn = render_packet(context, sealing.kept_file, progress=lambda *_: None, workdir=tmp_path).path
    assert SECRET not in words_of(drawn)
    assert "redacted copy; the original is kept" in " ".join(words_of(drawn).split())
    assert SECRET.encode() not in everything_in(drawn)
    assert any(is_black(box_of(each, WORDS_AT)) for each in pictures_of(drawn))


def test_a_cover_laid_over_the_page_would_be_seen_here(center: CenterWorld, words: tuple[str, str]) -> None:
    """What these tests look for is found in a copy that only hides: a black box drawn over the words."""
    covered = Path(file_copies.store().path_of(words[1]))
    hidden = covered.parent / "hidden.pdf"
    with pikepdf.Pdf.open(covered) as pdf:
        pdf.pages[0].contents_add(b"0 g 61 693 184 28 re f")
        pdf.save(hidden)
    try:
        assert SECRET in words_of(hidden)
        assert SECRET.encode() in everything_in(hidden)
    finally:
        hidden.unlink()


def test_the_same_file_behind_another_record_is_printed_without_it_too(
    center: CenterWorld, words: tuple[str, str]
) -> None:
    other = attached(center, center.completion(state=CompletionState.DRAFT), file_with_words())
    with center.working():
        assert [each.box for each in redactions.of_file(center.actor(), other)] == [WORDS_AT]


def test_another_center_with_the_same_file_prints_it_as_it_is(
    center: CenterWorld, other_center: CenterWorld, words: tuple[str, str]
) -> None:
    attached(other_center, other_center.completion(state=CompletionState.DRAFT), file_with_words())
    with other_center.working():
        assert redactions.standing() == {}


def test_the_original_stays_for_those_who_saw_it(center: CenterWorld, words: tuple[str, str]) -> None:
    assert file_copies.store().path_of(words[1]).read_bytes() == file_with_words()


def test_a_copy_that_cannot_be_made_prints_nothing_rather_than_the_original(
    center: CenterWorld, words: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Path:
        raise NotFound("gone")

    monkeypatch.setattr(file_copies, "redacted_copy", fails)
    with center.working():
        printed = proof.printed_copy(words[1], "pdf", (Cover(1, 0, 0, 10, 10),))
        assert printed.sha256 not in {"", words[1]}
        assert sealing.kept_file(printed.sha256) is None


def test_taken_back_it_is_printed_as_it_is_and_both_are_told(center: CenterWorld) -> None:
    completion = center.completion(state=CompletionState.DRAFT)
    mark = kept_out(center, attached(center, completion, file_with_words()), WORDS_AT)
    with center.working():
        with pytest.raises(Conflict, match="Say why"):
            redactions.take_back(center.actor(), mark, " ")
        redactions.take_back(center.actor(), mark, "It is the agency's address.")
        assert redactions.standing() == {}
        told = [(line.action, line.reason) for line in history.lines(subject_id=completion)][:2]
    assert told == [("take_back_redaction", "It is the agency's address."), ("redact", "A home address.")]
    with center.working(), pytest.raises(Conflict, match="already"):
        redactions.take_back(center.actor(), mark, "Again.")


def test_it_holds_for_packets_of_an_earlier_day_too(center: CenterWorld) -> None:
    kept_out(center, certificate(center), LINE)
    assert composed(center).as_of == AS_OF
    assert composed(center).standard
    assert all(each.redacted for each in composed(center).exhibits)
    assert CSEC


def test_places_stay_where_they_are_on_a_redacted_copy(center: CenterWorld) -> None:
    file = certificate(center)
    pointed_at(center, file)
    kept_out(center, file, Box(0, 0, 1000, 100))
    context = composed(center)
    assert [place.box for place in context.citations] == [(100, 400, 600, 450)]
    assert context.exhibits[0].redacted


def test_the_outline_of_a_place_is_drawn_where_it_was_and_over_what_is_painted_out(
    center: CenterWorld, tmp_path: Path
) -> None:
    file = certificate(center)
    pointed_at(center, file)
    whole = sheet_of(center, tmp_path / "whole")
    kept_out(center, file, Box(50, 380, 550, 430))
    redacted = sheet_of(center, tmp_path / "redacted")
    assert inked(redacted) == pytest.approx(inked(whole), abs=1)
    middle = (round((LEFT + WIDTH * 0.35) * SCALE), round((792 - TOP + HEIGHT * 0.41) * SCALE))
    assert sum(redacted.getpixel(middle)) < 40 < sum(whole.getpixel(middle))


def sheet_of(center: CenterWorld, folder: Path) -> Any:
    """Draw the packet; return the sheet of the first page of its first exhibit, as a picture."""
    context = composed(center)
    with center.app.app_context():
        drawn = render_packet(context, sealing.kept_file, progress=lambda *_: None, workdir=folder).path
    with pikepdf.Pdf.open(drawn) as pdf:
        page = places(pdf)[anchors.exhibit(1)]
    return pixels(drawn, page)


def test_a_place_whose_box_is_painted_out_in_part_is_told(center: CenterWorld) -> None:
    file = certificate(center)
    pointed_at(center, file, Place("topics", 1, 2))
    inside, beside = pointed_at(center, file), pointed_at(center, file, Place("name", 1, 1, Box(0, 450, 900, 500)))
    other_page = pointed_at(center, file, Place("hours", 2, 2, LINE))
    kept_out(center, file, Box(550, 430, 700, 450))
    with center.working():
        found = citations.of_file(center.actor(), file)
        assert redactions.hidden(center.actor(), file, found) == {inside}
    assert {beside, other_page} < {each.public_id for each in found}


@pytest.mark.parametrize(
    ("page", "box", "reason", "says"),
    [
        (2, LINE, "Private.", "ends with page 1"),
        (1, Box(0, 0, 1001, 10), "Private.", "does not lie on the page"),
        (1, LINE, " ", "Say why"),
    ],
)
def test_a_mark_that_is_none_is_refused(center: CenterWorld, page: int, box: Box, reason: str, says: str) -> None:
    file = attached(center, center.completion(state=CompletionState.DRAFT))
    with center.working(), pytest.raises(Conflict, match=says):
        redactions.mark(center.actor(), file, page, box, reason)


def test_only_directors_and_deputies_of_the_center_decide(center: CenterWorld, other_center: CenterWorld) -> None:
    person = center.person()
    file = attached(center, center.completion(person, state=CompletionState.DRAFT))
    own, deputy = center.member(person_id=person), center.member(AccessRole.DEPUTY)
    with center.working():
        with pytest.raises(Refused):
            redactions.mark(center.actor(own), file, 1, LINE, "Private.")
        redactions.mark(center.actor(deputy), file, 1, LINE, "Private.")
    with other_center.working(), pytest.raises(NotFound):
        redactions.mark(other_center.actor(), file, 1, LINE, "Private.")


def test_every_pixel_that_a_box_touches_is_replaced() -> None:
    for size in ((333, 777), (40, 30), (2200, 1700)):
        picture = Image.new("RGB", size, "white")
        covering.paint_out(picture, [Cover(1, 333, 111, 667, 889)], 1)
        assert is_black(box_of(picture, Box(333, 111, 667, 889)))
    untouched = Image.new("RGB", (100, 100), "white")
    covering.paint_out(untouched, [Cover(2, 0, 0, 1000, 1000)], 1)
    assert untouched.getextrema() == ((255, 255),) * 3
