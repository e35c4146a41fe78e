"""A packet and a handout on a center's letterhead: logo, colour and letter, tagged, archival, the same twice."""

import io
import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa

from tests.intake import making
from tests.reports import samples
from tests.reports.conftest import Draw, page_texts
from tests.reports.handouts import handout
from tests.reports.judge import ARCHIVE, SCREEN_READER, faults
from tests.reports.test_archival import CLAIMS, EXPLAINED
from tests.reports.test_tags import walk
from tracker.reports.attached import facts
from tracker.reports.context import Letter, PacketContext
from tracker.reports.handout import as_pdf
from tracker.reports.outline import Outline
from tracker.reports.packet import RenderedPacket
from tracker.reports.sealed import from_json, to_json

LOGO = making.saved(making.photo(300, 100), "PNG")
LETTER = Letter(
    paragraphs=("Dear reviewers,", "welcome <b>to</b> the harbor.\nSee you soon."),
    signed_by="Dana Whitfield",
    signed_as="Executive Director",
)


@pytest.fixture(scope="module")
def headed() -> PacketContext:
    made = samples.packet(2, 3, 4, 0)
    return replace(made, accent="#7a1f3d", logo=sha256(LOGO).hexdigest(), letter=LETTER)


@pytest.fixture(scope="module")
def drawn(draw: Draw, headed: PacketContext) -> RenderedPacket:
    return draw(headed, {headed.logo: LOGO})


def figures(pdf: pikepdf.Pdf) -> list[str]:
    """Return the words of each picture, but of the code with the address where a packet is checked."""
    words = [str(node.Alt) for node in walk(pdf.Root.StructTreeRoot) if node.get("/S") == "/Figure"]
    return [each for each in words if not each.startswith("Code with the address")]


def test_the_letter_stands_after_the_cover_as_it_was_written(drawn: RenderedPacket) -> None:
    pages = page_texts(drawn.path)
    letter = next(page for page in pages[1:] if "Dear reviewers" in page)
    assert pages.index(letter) == 1
    for words in (
        "welcome <b>to</b> the harbor.",
        "See you soon.",
        "Dana Whitfield",
        "Executive Director",
        "Nov 24, 2026",
    ):
        assert words in letter
    assert "Summary" in pages[2]
    assert "Letter page 2" in " ".join(pages[0].split())


def test_the_logo_has_words_where_it_is_read_and_is_no_content_at_the_head(
    drawn: RenderedPacket, headed: PacketContext
) -> None:
    with pikepdf.open(drawn.path) as pdf:
        assert figures(pdf) == [f"{headed.center} logo"] * 2
        drawn_on = [b"/Foot Do" in b"".join(part.read_bytes() for part in page.obj.Contents) for page in pdf.pages]
        heads = [b" Do" in page.obj.Resources.XObject.Foot.read_bytes() for page in pdf.pages]
    assert all(drawn_on)
    assert heads[:2] == [False, False]
    assert set(heads[2:]) == {True}


def test_it_is_fit_for_an_archive_and_a_screen_reader_still(drawn: RenderedPacket) -> None:
    report = pdfa.validate_written(drawn.path, "3b")
    assert [each for each in report.findings if not any(word in each.message for word in EXPLAINED)] == []
    with pikepdf.open(drawn.path) as pdf:
        assert all(claim in pdf.Root.Metadata.read_bytes() for claim in CLAIMS)
    assert [*faults(drawn.path, ARCHIVE), *faults(drawn.path, SCREEN_READER)] == []


def test_drawn_again_from_what_is_sealed_it_is_the_same(
    draw: Draw, drawn: RenderedPacket, headed: PacketContext
) -> None:
    assert draw(from_json(to_json(headed)), {headed.logo: LOGO}).sha256 == drawn.sha256


def test_another_color_draws_other_pages_and_the_usual_one_the_same(draw: Draw, headed: PacketContext) -> None:
    plain = replace(headed, accent="", logo="", letter=None)
    usual, colored = draw(plain), draw(replace(plain, accent="#5b2a86"))
    assert usual.sha256 != colored.sha256
    assert draw(replace(plain, accent="#0f5c5e")).sha256 == usual.sha256


@pytest.mark.parametrize("content", [None, LOGO + b"changed"])
def test_a_logo_that_was_lost_or_changed_is_left_out(draw: Draw, headed: PacketContext, content: bytes | None) -> None:
    made = draw(headed, {} if content is None else {headed.logo: content})
    with pikepdf.open(made.path) as pdf:
        assert figures(pdf) == []


def test_a_long_letter_takes_pages_and_its_signature_stands_under_words(draw: Draw, headed: PacketContext) -> None:
    words = ("We have grown by four people and begun a second evening group. " * 8,) * 11
    made = draw(replace(headed, letter=replace(LETTER, paragraphs=words)), {headed.logo: LOGO})
    pages = page_texts(made.path)
    signed = next(number for number, page in enumerate(pages) if number and "Executive Director" in page)
    assert signed > 1
    assert "second evening group" in pages[signed]


def test_what_is_attached_tells_the_letter_and_not_how_it_looks(headed: PacketContext) -> None:
    told = json.loads(facts(Outline(headed)))
    assert told["letter"]["signed_by"] == "Dana Whitfield"
    assert not {"accent", "logo"} & set(told)
    assert "letter" not in json.loads(facts(Outline(replace(headed, letter=None))))


def test_a_packet_sealed_before_there_was_a_letterhead_is_read(headed: PacketContext) -> None:
    plain = json.loads(to_json(headed))
    for name in ("accent", "logo", "letter"):
        del plain[name]
    assert from_json(json.dumps(plain)) == replace(headed, accent="", logo="", letter=None)


def test_a_handout_has_the_logo_with_words_and_the_color(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(LOGO)
    content = as_pdf(handout(("Ana",)), "#7a1f3d", path)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert figures(pdf) == ["Harbor House CAC logo"]
    assert content != as_pdf(handout(("Ana",)), "", path)
