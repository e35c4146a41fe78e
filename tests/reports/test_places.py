"""What somebody pointed at is outlined on its page, named in the band, and led to by whatever rests on it."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from tests.reports import files, samples
from tests.reports.conftest import Draw, page_texts
from tests.reports.test_links import links, places
from tracker.reports import anchors
from tracker.reports.context import Citation, PacketContext
from tracker.reports.frames import HEIGHT, LEFT, TOP, WIDTH
from tracker.reports.sealed import from_json, to_json

INK = (181, 84, 10)
SCALE = 2
TWO_PAGES, PHOTO, LOST = files.pdf(pages=2), files.photo(), files.pdf()[:200]
PLACES = (
    Citation(number=1, exhibit=1, label="hours", first_page=1, last_page=1, box=(100, 400, 600, 450)),
    Citation(number=2, exhibit=1, label="topic list", first_page=2, last_page=2, box=(0, 500, 1000, 1000)),
    Citation(number=3, exhibit=2, label="name", first_page=1, last_page=1, box=(250, 0, 750, 100)),
    Citation(number=4, exhibit=1, label="all of it", first_page=1, last_page=2),
    Citation(number=5, exhibit=3, label="in a lost file", first_page=1, last_page=1, box=(0, 0, 500, 500)),
    Citation(number=6, exhibit=1, label="beyond the end", first_page=9, last_page=9, box=(0, 0, 500, 500)),
)


def packet() -> tuple[PacketContext, dict[str, bytes]]:
    """Return a packet of one person with three exhibits: two pages, a photo, and one that nobody can read."""
    contents = {sha256(content).hexdigest(): content for content in (TWO_PAGES, PHOTO, LOST)}
    made = samples.packet(1, 3, 3, 3, tuple(contents))
    (person,) = made.people
    cited = {1: (1, 2, 4, 6), 2: (3,), 3: (5,)}
    completions = tuple(replace(each, citations=cited[each.exhibits[0]]) for each in person.completions)
    findings = tuple(
        replace(each, citations=tuple(place for number in each.exhibits for place in cited[number]))
        for each in made.findings
    )
    kinds = ("pdf", "jpeg", "pdf")
    exhibits = tuple(replace(each, kind=kind) for each, kind in zip(made.exhibits, kinds, strict=True))
    person = replace(person, completions=completions)
    return replace(made, people=(person,), findings=findings, exhibits=exhibits, citations=PLACES), contents


@pytest.fixture(scope="session")
def pointed(draw: Draw) -> Path:
    """That packet, drawn."""
    return draw(*packet()).path


def pixels(path: Path, page: int) -> Any:
    """Return a page as a picture, counted from 0."""
    document = pypdfium2.PdfDocument(path)
    try:
        return document[page].render(scale=SCALE).to_pil().convert("RGB")
    finally:
        document.close()


def inked(picture: Any) -> tuple[float, float, float, float]:
    """Return the rectangle in points, from the upper left corner, of what has the outlines' colour in the frame."""
    left, top = LEFT * SCALE, (792 - TOP) * SCALE
    found = [
        (x / SCALE, y / SCALE)
        for x in range(int(left), int(left + WIDTH * SCALE))
        for y in range(int(top), int(top + HEIGHT * SCALE))
        if sum(abs(is_ - ink) for is_, ink in zip(picture.getpixel((x, y)), INK, strict=True)) < 30
    ]
    across, down = [x for x, _ in found], [y for _, y in found]
    return min(across), min(down), max(across), max(down)


def test_every_place_is_led_to_and_lies_in_its_exhibit(pointed: Path) -> None:
    with pikepdf.Pdf.open(pointed) as pdf:
        known, leads = places(pdf), {str(link.Dest) for _, link in links(pdf)}
    for place in PLACES:
        assert anchors.citation(place.number) in leads
        first = known[anchors.exhibit(place.exhibit)]
        pages = {1: 2, 2: 1, 3: 1}[place.exhibit]
        assert known[anchors.citation(place.number)] == first + min(place.first_page, pages) - 1


def test_a_finding_leads_to_the_box_by_one_link_and_the_page_leads_back(pointed: Path) -> None:
    context, _ = packet()
    with pikepdf.Pdf.open(pointed) as pdf:
        known = places(pdf)
        leads = {(number, str(link.Dest)) for number, link in links(pdf)}
    proved = [each for each in context.findings if each.citations]
    assert proved
    for finding in proved:
        claim = known[anchors.finding(finding.person_id, finding.requirement_id)]
        for number in finding.citations:
            assert (claim, anchors.citation(number)) in leads
            assert (known[anchors.citation(number)], anchors.person(finding.person_id)) in leads


def test_the_outline_runs_around_the_box_and_the_link_leads_right_above_it(pointed: Path) -> None:
    with pikepdf.Pdf.open(pointed) as pdf:
        names = pdf.Root.Names.Dests.Names
        (box,) = (names[at + 1] for at in range(0, len(names), 2) if str(names[at]) == anchors.citation(1))
        page, above = places(pdf)[anchors.citation(1)], 792 - float(box[3])
    left, top, right, bottom = inked(pixels(pointed, page))
    # The frame shows a Letter page beside a strip of 14 points, as large as fits.
    scale = (HEIGHT - 6) / 792
    x = LEFT + (WIDTH + 14 - scale * 612) / 2
    y = 792 - TOP + 3
    assert right == pytest.approx(x + 0.6 * scale * 612 + 1.5, abs=1.5)
    assert top == pytest.approx(y + 0.4 * scale * 792 - 1.5, abs=1.5)
    assert bottom == pytest.approx(y + 0.45 * scale * 792 + 1.5, abs=1.5)
    assert left < x, "the number stands beside the page, not on it"
    assert 0 < top - above < 20


def test_nothing_of_the_page_is_covered_and_its_ink_stays_black(pointed: Path) -> None:
    with pikepdf.Pdf.open(pointed) as pdf:
        page = places(pdf)[anchors.exhibit(1)]
    assert page_texts(pointed)[page].count("Certificate 1") == 1
    words = pixels(pointed, page).crop((75 * SCALE, 395 * SCALE, 140 * SCALE, 420 * SCALE))
    assert max(darkest for darkest, _ in words.getextrema()) < 60, "the darkest of red, green and blue"


def test_the_band_says_what_is_to_be_seen_and_so_does_the_description(pointed: Path) -> None:
    texts = [" ".join(page.split()) for page in page_texts(pointed)]
    assert any("Look at box 1: hours; the whole page: all of it" in page for page in texts)
    with pikepdf.Pdf.open(pointed) as pdf:
        said = " ".join(str(each.get("/Alt", "")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
    assert "marked: box 1: name" in said


def test_a_packet_sealed_before_there_were_places_reads_on(draw: Draw) -> None:
    context = replace(packet()[0], citations=())
    plain = json.loads(to_json(context))

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: without(each) for name, each in value.items() if name != "citations"}
        return [without(each) for each in value] if isinstance(value, list) else value

    assert from_json(json.dumps(without(plain))).exhibits == context.exhibits
