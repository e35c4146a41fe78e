"""Packets tell the truth: what an issued PDF prints is read out of its pages and counted again from the tables.

The recount is plain SQL and knows nothing of the product's own reading: each person's completions with their dates,
hours and running totals, the files by their digests, their pages, the history's head, and the counts of the summary.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from tests.browser.installation import Installation
from tests.promises.figures import Figure, Size
from tests.promises.packet_recount import Recount

DAY = r"[A-Z][a-z]{2} \d{1,2}, \d{4}"
ROW = re.compile(
    rf"({DAY}) (\S.*?) ([\d.]+|\u2013) ([\d.]+|\u2013) Accepted ({DAY}) by .*? submitted ({DAY}) · entered by"
)
FOOT = re.compile(
    r"^.* · as of .* · packet \d+$|^Working draft, not checked against NCA's text$|^Page \d+ of \d+$", re.M
)
MARKS = {"✓": "met", "✗": "not met", "△": "lapsed", "◉": "in review", "○": "not yet due"}
MATRIX = "People and requirements"
STANDARD = "nca-csec"
HOURS_CHANGED = (
    "UPDATE completion SET hours = hours + 25 WHERE id = ("
    "SELECT min(id) FROM completion WHERE state = 'accepted' AND hours IS NOT NULL)"
)


def figures(_size: Size, folder: Path) -> Iterator[Figure]:
    """Issue a packet of the demo center, count again, then change one row and see that it is found."""
    installation, file = Installation(folder / "data"), folder / "packet.pdf"
    installation.run("seed", "--demo")
    database = sqlite3.connect(installation.data / "tracker.sqlite")
    (center,) = database.execute("SELECT public_id FROM center").fetchone()
    installation.run("issue-packet", "--center", center, "--standard", STANDARD, "--out", str(file))
    pages = pages_of(file)
    asked, wrong = compare(pages, Recount(database))
    database.execute(HOURS_CHANGED)
    _, planted = compare(pages, Recount(database))
    told = f"{len(wrong)} wrong of {asked} numbers and dates; an hour changed after sealing is "
    told += f"{'found' if planted else 'not found'}"
    kept = not wrong and bool(planted)
    goal = "every number and date equals a recount from the tables"
    yield Figure("packets tell the truth", goal, told + "".join(f"\n    {each}" for each in wrong[:8]), kept)


def pages_of(file: Path) -> list[str]:
    """Return the words of each page, lines kept."""
    document = pypdfium2.PdfDocument(file)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def compare(pages: list[str], tables: Recount) -> tuple[int, list[str]]:
    """Hold what is printed against the tables; return how many numbers and dates were compared, and what differs."""
    found = [*_front(pages, tables), *_counts(pages, tables), *_people(pages, tables)]
    return len(found), [
        f"{what}: printed {printed}, recounted {counted}" for what, printed, counted in found if printed != counted
    ]


Found = tuple[str, object, object]


def _front(pages: list[str], tables: Recount) -> Iterator[Found]:
    cover = _plain(pages[0])
    for what, pattern, counted in (
        ("as of", rf"As of ({DAY})", tables.as_of),
        ("site visit", rf"Site visit ({DAY})", tables.site_visit),
        ("issued", rf"Issued ({DAY}, [\d:]+ [AP]M)", tables.issued),
        ("number", r"Packet (\d+)", tables.number),
    ):
        yield what, _one(pattern, cover), counted
    yield "head of history", _tight(tables.head) in _tight(cover), True
    for number, page in enumerate(pages, start=1):
        printed = re.search(r"Page (\d+) of (\d+)", page)
        if printed:  # pages of exhibits carry their own numbers
            yield f"page {number}", printed.groups(), (str(number), str(len(pages)))
    contents = re.findall(r"^(.+) page (\d+)$", pages[1], re.M)
    for title, number in contents:
        yield f"contents: {title}", title in _plain(pages[int(number) - 1]), _opens_with_heading(title)
    first = next(int(number) for title, number in contents if title.startswith("Pages of the"))
    yield "pages of exhibits", len(pages) - first + 1, tables.exhibit_pages


def _opens_with_heading(title: str) -> bool:
    # The parts by requirement, by person and of exhibits open with their first requirement, person or exhibit.
    return not title.startswith(("By ", "Pages of"))


def _counts(pages: list[str], tables: Recount) -> Iterator[Found]:
    summary = _plain(pages[2])
    matrix = re.sub("^.*Each cell leads.*$", "", next(page for page in pages if page.startswith(MATRIX)), flags=re.M)
    marks = Counter(
        MARKS[mark] for mark in re.findall(r"^(?:[✓✗△◉○\u2012] .*)$", matrix, re.M) for mark in mark if mark in MARKS
    )
    marks += Counter(MARKS[mark] for mark in re.findall(r": ([✓✗△◉○]) ", matrix.split("as one:")[1]))
    for mark, number, word in re.findall(r"([✓✗△◉○]) (\d+) ([a-z ]+?)(?: ·|(?= A finding))", summary):
        yield f"summary: {word}", int(number), marks[MARKS[mark]]
    yield "findings", _one(r"of (\d+) findings", summary), str(sum(marks.values()))
    yield "people", _one(r"People (\d+) whose", summary), str(tables.people)
    yield "exhibits", _one(r"Exhibits (\d+) files", summary), str(len(tables.digests))
    yield "team events", _one(r"Team events (\d+) ", summary), str(tables.events)
    printed = re.sub(r"\s", "", "".join(pages))
    for digest in tables.digests:
        yield f"digest {digest[:8]}", digest in printed, True


def _people(pages: list[str], tables: Recount) -> Iterator[Found]:
    for name, rows in tables.completions.items():
        section = _section(pages, name)
        lines = section.partition(" Completions Completed ")[2]
        printed = ROW.findall(lines)
        yield f"{name}: completions", len(printed), len(rows)
        for line, row in zip(printed, rows, strict=False):
            for what, shown, counted in zip(
                ("completed", "title", "hours", "total", "accepted", "submitted"), line, row, strict=True
            ):
                told = _tight(shown).startswith(_tight(counted)) if what == "title" else shown == counted
                yield f"{name}, {row[0]}: {what}", shown if not told else counted, counted
        for start in tables.role_starts[name]:
            yield f"{name}: role", f"since {start}" in section, True


def _section(pages: list[str], name: str) -> str:
    """Return the words of the pages about a person, as far as the end of their completions."""
    opens = re.compile(rf"\A.*\n{re.escape(name)}\n[^\n]* since {DAY}")
    first = next((number for number, page in enumerate(pages) if opens.match(page)), len(pages))
    return _plain("\n".join(pages[first:])).partition("Total: the accepted hours")[0]


def _plain(page: str) -> str:
    return " ".join(FOOT.sub("", page).split())


def _tight(words: str) -> str:
    return re.sub(r"[\s-]", "", words)


def _one(pattern: str, words: str) -> str:
    found = re.search(pattern, words)
    return found[1] if found else "nothing"
