"""How pages are filled, with few people and with many: no page is empty, no heading ends one, one is the summary."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from tests.reports import files, samples
from tests.reports.conftest import Draw, page_texts
from tests.reports.test_links import places
from tests.reports.test_tags import numbers
from tracker.reports.context import PacketContext
from tracker.reports.documents import TeamDocument

HEADINGS = {"/H1", "/H2", "/H3"}
PEOPLE = (3, 60)
# As many exhibits as show how their pages look.
SHOWN = 2


@pytest.fixture(scope="module", params=PEOPLE, ids=lambda number: f"{number} people")
def path(request: pytest.FixtureRequest, draw: Draw) -> Path:
    """A packet of so many people, in which a file is missing and the team has a paper without one."""
    made = filled(request.param)
    whole, *_ = made.exhibits
    return draw(made, {whole.sha256: files.pdf()}).path


def filled(people: int) -> PacketContext:
    """Return a packet whose people have as many completions as they come, so that tables end anywhere."""
    made = samples.packet(people, 7, 13, 1)
    team = [replace(each, completions=each.completions[: 1 + at % 7]) for at, each in enumerate(made.people)]
    paper = TeamDocument(title="Protocol of the team", completed_on=samples.AS_OF)
    return replace(made, people=tuple(team), documents=(paper,), exhibits=made.exhibits[:SHOWN])


def test_no_page_is_empty(path: Path) -> None:
    """Nothing but the line at its foot would be."""
    for number, text in enumerate(page_texts(path), start=1):
        lines = [line for line in text.split("\n") if line.strip() and not _is_foot(line)]
        assert len(lines) >= 2, (number, lines)


def _is_foot(line: str) -> bool:
    return line.startswith(("Page ", "Working draft", "Harbor County Children's Advocacy Center ·"))


def test_no_heading_is_the_last_thing_of_a_page(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        owners = numbers(pdf)
        last = [owners[int(page.obj.StructParents)][-1] for page in pdf.pages]
        widowed = [at for at, it in enumerate(last, start=1) if HEADINGS & {str(it.S), str(it.P.S)}]
    assert len(last) > 20
    assert widowed == []


def test_the_summary_is_one_page(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        known = places(pdf)
    assert known["matrix"] == known["summary"] + 1
