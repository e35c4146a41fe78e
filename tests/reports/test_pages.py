"""What stands on the pages: all of it, with its number, at any size of team and for any name."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pikepdf

from tests.reports import samples
from tests.reports.conftest import Draw, page_texts
from tests.reports.test_tags import walk
from tracker.reports.context import Letter, PacketContext, RoleTerm
from tracker.reports.outline import PEOPLE_A_BLOCK, REQUIREMENTS_A_BLOCK
from tracker.reports.packet import RenderedPacket


def test_every_page_says_its_number_of_all(text: list[str]) -> None:
    for number, page in enumerate(text, start=1):
        assert f"Page {number} of {len(text)}" in page


def test_every_page_is_us_letter(pdf: pikepdf.Pdf) -> None:
    assert {tuple(map(float, page.mediabox)) for page in pdf.pages} == {(0, 0, 612, 792)}


def test_an_unchecked_standard_is_named_so_on_every_page(text: list[str]) -> None:
    assert all("Working draft: not checked against NCA" in page for page in text)


def test_a_checked_standard_says_by_whom_and_carries_no_notice(draw: Draw) -> None:
    checked = "Checked against NCA's text by the director on Nov 2, 2026"
    pages = page_texts(draw(replace(samples.packet(1, 1, 2), checked=checked)).path)
    assert checked in pages[0].replace("\n", " ")
    assert not any("not checked against NCA's text by" in page or "Working draft: not" in page for page in pages)


def test_the_file_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.Title).startswith("CSEC Optional Standard: evidence packet of Harbor County")
    assert str(pdf.docinfo.CreationDate) == "D:20261124000000Z"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == str(pdf.docinfo.Title)


def test_gaps_and_self_reported_records_are_said_openly(text: list[str], context: PacketContext) -> None:
    whole = "\n".join(text)
    assert whole.count("Gaps\n") >= 1
    assert "rest on what somebody said" in whole.replace("\n", " ")
    assert "Own word" in whole


def test_nothing_is_left_out_where_the_matrix_takes_several_pages(draw: Draw) -> None:
    """Packets of other sizes are recounted whole by `make promises`."""
    packet = samples.packet(PEOPLE_A_BLOCK + 1, 1, REQUIREMENTS_A_BLOCK + 1)
    whole = "\n".join(page_texts(draw(packet).path)).replace("\n", " ")
    assert "People and requirements 4 of 4" in whole
    for person in packet.people:
        assert whole.count(person.name) >= 3
    for place, requirement in enumerate(packet.requirements):
        assert requirement.title in whole, place


def test_a_packet_without_people_requirements_or_exhibits_is_still_a_packet(draw: Draw) -> None:
    empty = replace(samples.packet(0, 0, 0), components=(), events=())
    whole = "\n".join(page_texts(draw(empty).path))
    for words in ("No requirement binds any person", "Nothing is missing.", "This packet has no exhibits."):
        assert words in whole


NAMES = {
    "ten thousand letters": "Ab" * 5000,
    "a long name with spaces": "Maximiliane " * 40,
    "right to left": "\u0645\u062d\u0645\u062f \u0627\u0644\u0623\u0645\u064a\u0646",
    "hebrew in a turned-around run": "\u202e\u05d3\u05d5\u05d3\u202c",
    "emoji": "Ann \U0001f469\u200d\U0001f680 Bo",
    "combining marks": "Z\u0351\u036b\u0343a\u0301",
    "control characters": "A\x00B\x0bC\ufffe\ud800D",
    "nothing": "",
}


def test_any_name_is_drawn_and_within_the_page(draw: Draw) -> None:
    packet = samples.packet(len(NAMES), 1, 3)
    names = [name.encode("utf-16", "replace").decode("utf-16") for name in NAMES.values()]
    people = [replace(person, name=name) for person, name in zip(packet.people, names, strict=True)]
    rendered = draw(replace(packet, people=tuple(people)))
    assert rendered.pages >= 10 + len(NAMES)
    assert_within_page(rendered.path)


def test_the_cover_keeps_to_its_page_with_the_longest_name_and_all_that_may_stand_on_it(draw: Draw) -> None:
    packet = replace(
        samples.packet(1, 1, 2),
        center=("Children's Advocacy Center of the northern counties " * 4)[:200],
        standard="National Standards of Accreditation: training of the multidisciplinary team",
        known_on=samples.AS_OF,
        seal_key="0123456789abcdef" * 4,
        caution="Topics, roles, hours and deadlines are a starting point to be corrected with the publisher's guide in"
        " hand. " * 3,
        letter=Letter(paragraphs=("Welcome.",), signed_by="Dana Whitfield"),
    )
    pages = page_texts(draw(packet).path)
    assert "Pages of the exhibits" in pages[0] or "Exhibits" in pages[0]
    assert "Is this the file that was issued?" in pages[0]
    assert pages[1].startswith("Children's Advocacy Center")
    assert "Welcome." in pages[1]


def test_no_row_stands_alone_at_the_foot_or_the_head_of_a_page(draw: Draw) -> None:
    packet = samples.packet(9, 9, 10, 2)
    people = [replace(each, completions=each.completions[:place]) for place, each in enumerate(packet.people, start=1)]
    with pikepdf.open(draw(replace(packet, people=tuple(people))).path) as pdf:
        parts = [part for each in pdf.Root.StructTreeRoot.K[0].K for part in lines_of_tables(each)]
    assert sum(len(part) > 1 for part in parts) >= 3  # so many go over a page
    assert [part for part in parts if len(part) > 1 and min(part) < 2] == []


def lines_of_tables(section: Any) -> Iterator[list[int]]:
    """Yield of each table of a section how many rows it has on each page it goes over."""
    kids = [kid for kid in walk(section) if kid.S in {"/H1", "/H2", "/P", "/Table"} and kid.P.S != "/TD"]
    for is_table, run in groupby(kids, key=lambda kid: kid.S == "/Table"):
        if is_table:
            yield [sum(row.S == "/TR" for row in walk(table)) - 1 for table in run]


def test_ten_roles_all_stand_there(draw: Draw) -> None:
    packet = samples.packet(1, 1, 2)
    roles = tuple(RoleTerm(role=f"Role number {place}", starts_on=samples.AS_OF) for place in range(10))
    rendered = draw(replace(packet, people=(replace(packet.people[0], roles=roles),)))
    whole = "\n".join(page_texts(rendered.path)).replace("\n", " ")
    assert all(term.role in whole for term in roles)


def test_what_is_carried_from_the_edition_before_stands_with_the_person(draw: Draw) -> None:
    packet = samples.packet(1, 1, 2)
    carried = "9 of 12 carried from 2017, 3 to document"
    rendered = draw(replace(packet, people=(replace(packet.people[0], carried=carried),)))
    assert f"{carried}." in "\n".join(page_texts(rendered.path)).replace("\n", " ")


def test_text_stays_within_every_page(rendered: RenderedPacket) -> None:
    assert_within_page(rendered.path)


def assert_within_page(path: Path) -> None:
    """Fail where a letter stands nearer to the paper's edge than a printer reaches."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document, start=1):
        words = page.get_textpage()
        for at in range(words.count_rects()):
            left, bottom, right, top = words.get_rect(at)
            assert left >= 18, number
            assert bottom >= 18, number
            assert right <= 612 - 18, number
            assert top <= 792 - 18, number
    document.close()
