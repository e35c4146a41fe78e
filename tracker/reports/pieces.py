"""Cutting a packet into pieces: runs of pages that can be drawn apart from one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.reports.contents import Part
from tracker.reports.context import Exhibit, Person, Requirement
from tracker.reports.exhibits import Reading
from tracker.reports.outline import Outline, evenly

PEOPLE_A_PIECE = 25
FINDINGS_A_PIECE = 300
ROWS_A_PIECE = 150
SHEETS_A_PIECE = 60
NAMES_IN_A_BAND = 3
CODES_IN_A_BAND = 8


@dataclass(frozen=True)
class Cut:
    """A piece before it is drawn: a template, what it is given, and its place in the packet."""

    name: str
    template: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Sheet:
    """One page of an exhibit: what its band says, and how a screen reader is told what the picture is."""

    exhibit: Exhibit
    page: int
    pages: int
    people: Sequence[Person]
    more_people: int
    requirements: Sequence[Requirement]
    more_requirements: int
    trouble: str
    rescued: bool
    description: str


def cut(outline: Outline, workers: int) -> list[Cut]:
    """Return the pieces between cover and exhibits, in the order of the file; enough that no worker stands idle."""
    packet = outline.packet
    asked = max(1, FINDINGS_A_PIECE // max(1, len(packet.people)))
    heads = max(1, min(PEOPLE_A_PIECE, -(-len(packet.people) // (2 * workers))))
    return [
        Cut("front", "packet/front.html", {}),
        *(
            Cut(f"requirements-{place}", "packet/requirements.html", {"requirements": run})
            for place, run in enumerate(evenly(packet.requirements, asked))
        ),
        *(
            Cut(f"people-{place}", "packet/people.html", {"people": run})
            for place, run in enumerate(evenly(packet.people, heads))
        ),
        *_runs("gaps", "packet/gaps.html", "gaps", outline.gaps),
        *_runs("self-reported", "packet/self_reported.html", "reports", outline.self_reported),
        Cut("events", "packet/events.html", {}),
        *([Cut("waivers", "packet/waivers.html", {})] if packet.waivers else []),
        *_runs("index", "packet/index.html", "exhibits", packet.exhibits),
    ]


def cut_cover(parts: Sequence[Part]) -> Cut:
    """Return the piece of the cover, whose contents name the page of each part."""
    return Cut("cover", "packet/cover.html", {"contents": parts})


def _runs(name: str, template: str, key: str, rows: Sequence[Any]) -> list[Cut]:
    """Cut a long list into runs; a table's cost grows with the square of the pages it goes over."""
    runs = evenly(rows, ROWS_A_PIECE) or [()]
    return [
        Cut(f"{name}-{place}", template, {key: run, "first": place == 0, "last": place == len(runs) - 1})
        for place, run in enumerate(runs)
    ]


def sheets(outline: Outline, readings: Mapping[str, Reading]) -> list[Sheet]:
    """Return the pages of all exhibits, in order; a file that could not be read has one page that says so."""
    return [
        _sheet(outline, exhibit, page, readings[exhibit.copy])
        for exhibit in outline.packet.exhibits
        for page in range(1, max(1, readings[exhibit.copy].pages) + 1)
    ]


def cut_sheets(pages: Sequence[Sheet]) -> list[Cut]:
    """Return the pieces of the exhibits' pages."""
    return [
        Cut(f"exhibits-{place}", "packet/exhibits.html", {"sheets": run})
        for place, run in enumerate(evenly(pages, SHEETS_A_PIECE))
    ]


def _sheet(outline: Outline, exhibit: Exhibit, page: int, reading: Reading) -> Sheet:
    people = [outline.people[id_] for id_ in exhibit.person_ids if id_ in outline.people]
    requirements = [entry for id_, entry in outline.requirements.items() if id_ in exhibit.requirement_ids]
    pages = max(1, reading.pages)
    return Sheet(
        exhibit=exhibit,
        page=page,
        pages=pages,
        people=people[:NAMES_IN_A_BAND],
        more_people=max(0, len(people) - NAMES_IN_A_BAND),
        requirements=requirements[:CODES_IN_A_BAND],
        more_requirements=max(0, len(requirements) - CODES_IN_A_BAND),
        trouble=reading.trouble,
        rescued=reading.rescued,
        description=_description(exhibit, page, pages),
    )


def _description(exhibit: Exhibit, page: int, pages: int) -> str:
    return f"Exhibit {exhibit.number}, page {page} of {pages}: a copy of the evidence for {exhibit.title[:200]}"
