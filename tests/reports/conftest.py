"""Packets drawn once a run and looked at by many tests, and files of evidence of every kind."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from tests.reports import files, samples
from tracker.reports.context import PacketContext
from tracker.reports.packet import RenderedPacket, render_packet

Draw = Callable[..., RenderedPacket]


@pytest.fixture(scope="session")
def draw(tmp_path_factory: pytest.TempPathFactory) -> Draw:
    """Draw a packet in a folder of its own, from files given by their digest."""

    def drawn(context: PacketContext, evidence: dict[str, bytes] | None = None) -> RenderedPacket:
        folder = tmp_path_factory.mktemp("packet")
        return render_packet(context, (evidence or {}).get, progress=lambda *_: None, workdir=folder)

    return drawn


@pytest.fixture(scope="session")
def evidence() -> dict[str, bytes]:
    """One file of evidence of each kind, by digest."""
    return {sha256(content).hexdigest(): content for content, _ in files.EVERY_KIND.values()}


@pytest.fixture(scope="session")
def context(evidence: dict[str, bytes]) -> PacketContext:
    """Four people, each with as many exhibits as make every kind of file occur once."""
    kinds = [kind for _, kind in files.EVERY_KIND.values()]
    made = samples.packet(4, 6, 8, -(-len(kinds) // 4), tuple(evidence))
    exhibits = made.exhibits[: len(kinds)]
    return replace(made, exhibits=tuple(replace(entry, kind=kind) for entry, kind in zip(exhibits, kinds, strict=True)))


@pytest.fixture(scope="session")
def rendered(draw: Draw, context: PacketContext, evidence: dict[str, bytes]) -> RenderedPacket:
    """That packet, drawn."""
    return draw(context, evidence)


@pytest.fixture
def pdf(rendered: RenderedPacket) -> pikepdf.Pdf:
    """That packet, opened."""
    return pikepdf.Pdf.open(rendered.path)


@pytest.fixture(scope="session")
def text(rendered: RenderedPacket) -> list[str]:
    """The text of each of its pages."""
    return page_texts(rendered.path)


def page_texts(path: Path) -> list[str]:
    """Extract the text of each page, as a search would find it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def text_lines(path: Path, page: int) -> list[tuple[float, float]]:
    """Return the foot and the top, in points, of each run of text on a page, counted from 1."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        words = document[page - 1].get_textpage()
        rectangles = [words.get_rect(at) for at in range(words.count_rects())]
        return [(bottom, top) for _, bottom, _, top in rectangles]
    finally:
        document.close()
