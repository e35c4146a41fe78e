"""Every claim leads by a link to the page that proves it, and that page leads back."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf

from tracker.reports import anchors
from tracker.reports.context import PacketContext
from tracker.reports.outline import Outline


def places(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Return the page, from 0, of each named place."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    names = pdf.Root.Names.Dests.Names
    return {str(names[at]): numbers[names[at + 1][0].objgen] for at in range(0, len(names), 2)}


def links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    """Yield each link with the page, from 0, that it stands on."""
    for number, page in enumerate(pdf.pages):
        for annotation in page.obj.get("/Annots", []):
            yield number, annotation


def outline_items(entry: Any) -> Iterator[Any]:
    """Yield each bookmark below an entry."""
    child = entry.get("/First")
    while child is not None:
        yield child
        yield from outline_items(child)
        child = child.get("/Next")


def test_every_link_leads_to_a_place_in_this_file(pdf: pikepdf.Pdf) -> None:
    known = places(pdf)
    found = [annotation for _, annotation in links(pdf)]
    assert found
    assert {str(annotation.Dest) for annotation in found} <= set(known)
    assert all("/A" not in annotation and annotation.Subtype == "/Link" for annotation in found)


def test_every_bookmark_leads_to_a_place_and_names_what_is_there(pdf: pikepdf.Pdf, context: PacketContext) -> None:
    items = list(outline_items(pdf.Root.Outlines))
    assert {str(item.Dest) for item in items} <= set(places(pdf))
    titles = {str(item.Title) for item in items}
    assert {person.name for person in context.people} <= titles
    assert {f"Exhibit {exhibit.number}: {exhibit.title}"[:20] for exhibit in context.exhibits} <= {
        t[:20] for t in titles
    }


def test_from_a_met_finding_one_link_leads_to_its_exhibit_and_one_back(
    pdf: pikepdf.Pdf, context: PacketContext
) -> None:
    known = places(pdf)
    leads = {(number, str(annotation.Dest)) for number, annotation in links(pdf)}
    numbers = {exhibit.number: exhibit for exhibit in context.exhibits}
    proved = [f for f in context.findings if f.status.value == "met" and set(f.exhibits) & set(numbers)]
    assert proved
    for finding in proved:
        claim = known[anchors.finding(finding.person_id, finding.requirement_id)]
        for exhibit in set(finding.exhibits) & set(numbers):
            assert (claim, anchors.exhibit(exhibit)) in leads
            page = known[anchors.exhibit(exhibit)]
            for person in numbers[exhibit].person_ids:
                assert (page, anchors.person(person)) in leads
            for requirement in numbers[exhibit].requirement_ids:
                assert (page, anchors.requirement(requirement)) in leads


def sections(pdf: pikepdf.Pdf) -> dict[str, set[int]]:
    """Return the pages from each named place to before the next, by its name."""
    known = places(pdf)
    starts = sorted(set(known.values()))
    after = dict(pairwise([*starts, len(pdf.pages)]))
    return {name: set(range(page, max(after[page], page + 1))) for name, page in known.items()}


def leads_of(pdf: pikepdf.Pdf) -> dict[int, set[str]]:
    """Return where the links of each page lead."""
    leads: dict[int, set[str]] = {}
    for number, annotation in links(pdf):
        leads.setdefault(number, set()).add(str(annotation.Dest))
    return leads


def test_from_each_met_of_the_summary_two_links_reach_its_certificates_and_one_leads_back(
    pdf: pikepdf.Pdf, context: PacketContext
) -> None:
    """Row for row: the requirement's own number, title, status and verdict lead to it, and its row to each exhibit."""
    known, leads, reach = places(pdf), leads_of(pdf), sections(pdf)
    walked = 0
    for asked in context.requirements:
        name = anchors.requirement(asked.id)
        rows = [link for page, link in links(pdf) if page == known["summary"] and str(link.Dest) == name]
        assert len(rows) >= 4, asked.title
        there = {place for page in reach[name] for place in leads.get(page, set())}
        for finding in context.findings:
            if finding.requirement_id == asked.id and finding.status.value in {"met", "due_soon", "waived"}:
                for exhibit in finding.exhibits:
                    stamped = anchors.exhibit(exhibit)
                    if stamped in known:
                        assert stamped in there, (asked.title, exhibit)
                        assert name in leads[known[stamped]], (asked.title, exhibit)
                        walked += 1
    assert walked > 3


def test_each_component_and_each_number_of_the_summary_leads_to_what_it_counts(
    pdf: pikepdf.Pdf, context: PacketContext
) -> None:
    known = places(pdf)
    there = [str(link.Dest) for page, link in links(pdf) if page == known["summary"]]
    for component in context.components:
        first = next(each for each in context.requirements if each.component_id == component.id)
        # Its own row has four links, and the component's row two besides: its title and its number.
        assert there.count(anchors.requirement(first.id)) >= 6, component.title
    outline = Outline(context)
    for status, _ in outline.tally:
        assert outline.leads_to(status) in there, status.word
    assert {outline.leads_to(status) for status, _ in outline.tally if status.value in {"met", "due_soon"}} == {
        anchors.requirement(context.requirements[0].id)
    }


def test_the_matrix_leads_to_each_persons_finding(pdf: pikepdf.Pdf, context: PacketContext) -> None:
    page = places(pdf)["matrix"]
    leads = {str(annotation.Dest) for number, annotation in links(pdf) if number == page}
    bound = {f for f in context.findings if f.status.value != "does_not_apply"}
    assert {anchors.finding(f.person_id, f.requirement_id) for f in bound} <= leads
