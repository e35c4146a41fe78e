"""Cutting a packet into pieces: runs of pages that can be drawn apart from one another.

Pieces are small, and cut where what they say changes little: a page that is drawn for one packet is kept for the next
(`tracker.reports.kept`), and one changed row should cost one piece. So a person has a piece of their own, and long
lists are cut at rows that say so themselves: what is put in or taken out moves the next cut, not all that follow.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any
from zlib import crc32

from tracker.domain.vocabulary import Level
from tracker.reports import anchors
from tracker.reports.contents import Part
from tracker.reports.context import Exhibit, Finding, Person, Requirement
from tracker.reports.exhibits import Reading
from tracker.reports.frames import Mark
from tracker.reports.outline import Outline, evenly
from tracker.reports.self_reports import SelfReport
from tracker.reports.templates import shorten

FINDINGS_A_PIECE = 75
NAMES_IN_A_BAND = 3
CODES_IN_A_BAND = 8
PLACES_IN_A_BAND = 110


@dataclass(frozen=True)
class Cut:
    """A piece before it is drawn: a template, what it is given, and its place in the packet.

    `lasting`: whether the next packet may say the same; what names who issued it never does. `headed`: whether the logo
    stands at the head of its pages.
    """

    name: str
    template: str
    values: Mapping[str, Any]
    lasting: bool = True
    headed: bool = True


@dataclass(frozen=True)
class Length:
    """How many rows a piece of a list has: one in `chance` ends it from `least` on, `most` end it anyhow.

    A table's cost grows with the square of the pages it goes over, so `most` is a few pages.
    """

    least: int
    chance: int
    most: int

    def runs(self, rows: Sequence[Any], mark: Callable[[Any], str]) -> list[Sequence[Any]]:
        """Cut rows into runs, by marks that stay the same while other rows come and go; no run is a lonely few."""
        ends = [0]
        for place, row in enumerate(rows, start=1):
            length = place - ends[-1]
            if length >= self.most or (length >= self.least and crc32(mark(row).encode()) % self.chance == 0):
                ends.append(place)
        if ends[-1] < len(rows):
            if len(ends) > 1 and len(rows) - ends[-1] < self.least // 4:
                ends.pop()
            ends.append(len(rows))
        return [rows[start:end] for start, end in pairwise(ends)]


ROWS = Length(least=90, chance=30, most=160)
EXHIBITS = Length(least=60, chance=20, most=110)
SHEETS = Length(least=30, chance=10, most=60)


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
    marks: Sequence[Mark] = ()
    places: str = ""


def cut(outline: Outline) -> list[Cut]:
    """Return the pieces between cover and exhibits, in the order of the file."""
    packet = outline.packet
    letter = [Cut("letter", "packet/letter.html", {}, lasting=False, headed=False)] if packet.letter else []
    return [
        *letter,
        Cut("summary", "packet/summary.html", {}),
        *_matrix(outline),
        *_numbered("requirements", "packet/requirements.html", "requirements", _requirements(outline)),
        *_numbered("people", "packet/people.html", "people", [(person,) for person in packet.people]),
        *_list("gaps", "packet/gaps.html", "gaps", ROWS.runs(outline.gaps, _of_finding)),
        *_list("self-reported", "packet/self_reported.html", "reports", ROWS.runs(outline.self_reported, _of_report)),
        Cut("events", "packet/events.html", {}),
        *([Cut("waivers", "packet/waivers.html", {})] if packet.waivers or packet.left_out.waivers else []),
        Cut("method", "packet/method.html", {}),
        Cut("checked", "packet/checked.html", {}, lasting=False),
        *_list("index", "packet/index.html", "exhibits", EXHIBITS.runs(packet.exhibits, lambda entry: entry.sha256)),
    ]


def cut_cover(parts: Sequence[Part]) -> Cut:
    """Return the piece of the cover, whose contents name the page of each part."""
    return Cut("cover", "packet/cover.html", {"contents": parts}, lasting=False, headed=False)


def cut_foot() -> Cut:
    """Return the line that is laid on each page when all are bound."""
    return Cut("foot", "packet/footer.html", {}, lasting=False)


def _matrix(outline: Outline) -> list[Cut]:
    if outline.level is Level.COUNTS:
        return [Cut("matrix-0", "packet/counts.html", {})]
    return _numbered("matrix", "packet/matrix.html", "blocks", [(block,) for block in outline.matrix] or [()])


def _requirements(outline: Outline) -> list[Sequence[Requirement]]:
    """Cut where a component ends, for the next one begins a page anyway; and in between where many are measured."""
    most = max(1, FINDINGS_A_PIECE // max(1, len(outline.packet.people)))
    groups = groupby(outline.packet.requirements, key=lambda entry: entry.component_id)
    return [run for _, entries in groups for run in evenly(tuple(entries), most)]


def _of_finding(finding: Finding) -> str:
    return f"{finding.requirement_id} {finding.person_id}"


def _of_report(report: SelfReport) -> str:
    return f"{report.person.id if report.person else ''} {report.completed_on} {report.title}"


def _numbered(name: str, template: str, key: str, runs: Sequence[Sequence[Any]]) -> list[Cut]:
    return [Cut(f"{name}-{place}", template, {key: run}) for place, run in enumerate(runs)]


def _list(name: str, template: str, key: str, runs: Sequence[Sequence[Any]]) -> list[Cut]:
    """Return the pieces of a list; an empty one has a piece that says so."""
    return [
        Cut(f"{name}-{place}", template, {key: run, "first": place == 0, "last": place == max(len(runs), 1) - 1})
        for place, run in enumerate(runs or [()])
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
    runs = SHEETS.runs(pages, lambda sheet: f"{sheet.exhibit.sha256} {sheet.page}")
    return [replace(entry, headed=False) for entry in _numbered("exhibits", "packet/exhibits.html", "sheets", runs)]


def _sheet(outline: Outline, exhibit: Exhibit, page: int, reading: Reading) -> Sheet:
    people = [outline.people[id_] for id_ in exhibit.person_ids if id_ in outline.people]
    requirements = [entry for id_, entry in outline.requirements.items() if id_ in exhibit.requirement_ids]
    pages = max(1, reading.pages)
    marks = _marks(outline, exhibit, page, 0 if reading.trouble else pages)
    places = "; ".join(f"{f'box {mark.number}' if mark.number else 'the whole page'}: {mark.label}" for mark in marks)
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
        description=_description(exhibit, page, pages) + (f"; marked: {places}" if places else ""),
        marks=marks,
        places=shorten(places, PLACES_IN_A_BAND),
    )


def _marks(outline: Outline, exhibit: Exhibit, page: int, pages: int) -> list[Mark]:
    """Return what was pointed at on a page. Each place has its mark, if need be on the last page that there is."""
    marks: list[Mark] = []
    for place in outline.places.get(exhibit.number, ()):
        first, last = min(place.first_page, max(1, pages)), min(place.last_page, max(1, pages))
        if first <= page <= last:
            box = place.box if place.first_page <= pages else ()
            number = sum(bool(mark.box) for mark in marks) + 1 if box else 0
            name = anchors.citation(place.number) if page == first else ""
            marks.append(Mark(number, place.label, name, box))
    return marks


def _description(exhibit: Exhibit, page: int, pages: int) -> str:
    return f"Exhibit {exhibit.number}, page {page} of {pages}: a copy of the evidence for {exhibit.title[:200]}"
