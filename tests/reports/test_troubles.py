"""A file that could not be printed is said wherever something rests on it, not on its own page alone."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.reports import files, samples
from tests.reports.conftest import Draw, page_texts
from tracker.reports.archival import DATA_NAME
from tracker.reports.context import PacketContext
from tracker.reports.documents import TeamDocument
from tracker.reports.outline import Outline
from tracker.reports.packet import RenderedPacket
from tracker.reports.troubles import Trouble

TORN = files.pdf(words="Torn").replace(b"startxref", b"st")
GONE = "could not be printed: its file is missing from the evidence folder"
LOCKED = "could not be printed: its file is protected by a password"
IN_PART = "is printed in part: its file is damaged"


@pytest.fixture(scope="session")
def packet() -> PacketContext:
    """One person, met by four exhibits: one whole, one missing, one with a password, one torn."""
    made = samples.packet(1, 4, 4, 4)
    findings = [replace(each, status=samples.STATUSES[0], exhibits=(n + 1,)) for n, each in enumerate(made.findings)]
    return replace(made, findings=tuple(findings))


@pytest.fixture(scope="session")
def drawn(draw: Draw, packet: PacketContext) -> RenderedPacket:
    whole, _, locked, torn = (each.sha256 for each in packet.exhibits)
    return draw(packet, {whole: files.pdf(), locked: files.protected(), torn: TORN})


@pytest.fixture(scope="session")
def said(drawn: RenderedPacket) -> list[str]:
    return [" ".join(page.split()) for page in page_texts(drawn.path)]


def test_they_come_back_with_the_packet(drawn: RenderedPacket) -> None:
    assert drawn.troubles == (
        Trouble(2, "is missing from the evidence folder"),
        Trouble(3, "is protected by a password"),
        Trouble(4, "is damaged", printed=True),
    )


def test_the_finding_that_rests_on_one_says_so_under_its_requirement_and_its_person(said: list[str]) -> None:
    for number, told in ((2, GONE), (3, LOCKED), (4, IN_PART)):
        assert sum(f"Exhibit {number}, on which this rests, {told}" in page for page in said) == 2, number
    assert not any("Exhibit 1, on which this rests" in page for page in said)


def test_each_link_to_one_is_marked(said: list[str]) -> None:
    whole = " ".join(said)
    assert whole.count("Exhibit 2 (not printed)") >= 3
    assert "Exhibit 4 (in part)" in whole
    assert "Exhibit 1 (" not in whole


@pytest.mark.parametrize("part", ["Exhibits", "Who checked what"])
def test_the_index_and_the_page_of_who_checked_what_name_them(part: str, said: list[str]) -> None:
    page = next(page for page in said if page.startswith(f"{part} "))
    assert all(told in page for told in (GONE, LOCKED, IN_PART))


def test_the_summary_counts_them_and_does_not_say_that_all_are_inside(said: list[str]) -> None:
    page = next(page for page in said if page.startswith("Summary"))
    assert "of which 3 could not be printed, or only in part" in page
    assert "all inside this file" not in page


def test_the_facts_for_programs_name_them(drawn: RenderedPacket) -> None:
    told = attached(drawn.path)["exhibits"]
    assert [each["trouble"].partition(":")[0] for each in told] == [
        *("", "could not be printed", "could not be printed", "is printed in part"),
    ]


def attached(path: Path) -> dict[str, Any]:
    with pikepdf.open(path) as pdf:
        facts: dict[str, Any] = json.loads(pdf.attachments[DATA_NAME].get_file().read_bytes())
    return facts


def test_what_the_team_did_and_holds_without_a_file_is_self_reported(draw: Draw) -> None:
    made = samples.packet(1, 1, 2, 1)
    papers = (
        TeamDocument(title="Protocol of the team", completed_on=samples.AS_OF, requirement_ids=("requirement-0",)),
        TeamDocument(title="Agreement with a file", completed_on=samples.AS_OF, exhibits=(1,)),
    )
    told = replace(made, documents=papers)
    assert [each.title for each in Outline(told).self_reported] == [made.events[0].title, "Protocol of the team"]
    pages = [" ".join(page.split()) for page in page_texts(draw(told, {made.exhibits[0].sha256: files.pdf()}).path)]
    page = next(page for page in pages if page.startswith("Self-reported records"))
    assert "The team Nov 24, 2026 Protocol of the team \N{EN DASH} No file 1.1" in page
    assert made.events[0].title in page
    assert "has its file" not in page
