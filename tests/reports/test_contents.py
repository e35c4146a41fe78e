"""The contents on the cover name, for whoever reads on paper, the page on which each part begins."""

import re
from dataclasses import replace

import pikepdf

from tests.reports import samples
from tests.reports.conftest import Draw, page_texts
from tests.reports.test_links import links, places
from tracker.reports.context import PacketContext
from tracker.reports.packet import RenderedPacket


def assert_contents_are_true(rendered: RenderedPacket, parts: int) -> None:
    """Fail where the cover names another page than the one its own link leads to."""
    with pikepdf.Pdf.open(rendered.path) as pdf:
        known = places(pdf)
        own = {name: page for name, page in known.items() if page < known["summary"]}
        leads = [
            (str(link.Contents), known[str(link.Dest)] + 1) for page, link in links(pdf) if page < known["summary"]
        ]
    cover = " ".join(" ".join(page_texts(rendered.path)[: known["summary"]]).split())
    assert own["cover"] == 0
    assert len(leads) == parts
    for title, page in leads:
        assert re.search(rf"{title} page {page}\b", cover), (title, page)


def test_they_name_the_page_that_each_part_begins_on(rendered: RenderedPacket) -> None:
    assert_contents_are_true(rendered, 11)


def test_they_stay_true_where_the_cover_takes_two_pages(draw: Draw) -> None:
    assert_contents_are_true(draw(replace(samples.packet(1, 1, 2), caution="Compare every word. " * 250)), 10)


def test_a_packet_without_exhibits_names_no_pages_of_them(draw: Draw, context: PacketContext) -> None:
    cover = page_texts(draw(replace(samples.packet(1, 1, 2), caution="Compare.")).path)[0]
    assert "Contents" in cover
    assert "Pages of the exhibits" not in cover
    assert context.exhibits
