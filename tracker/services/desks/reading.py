"""What a desk shows: the packet's sealed inputs, from both doors, and the pages of its exhibits. Never the live record.

People are numbered in the order of the packet, from 1; nothing here names a row of the record.
"""

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from tracker.domain.errors import Conflict, NotFound, TrackerError
from tracker.domain.place import Box
from tracker.reports.context import (
    Citation,
    Exhibit,
    Finding,
    Person,
    Requirement,
    TeamEvent,
)
from tracker.reports.outline import Outline
from tracker.services import file_copies, redactions
from tracker.services.desks.visiting import Reader
from tracker.services.packets import kept_troubles, out_of_print
from tracker.services.packets.sealing import inputs_kept, kept_file
from tracker.services.redactions import Covers

PAGES_AT_ONCE = 10
NOT_IN_IT = "This packet has no such page."
KEPT_BACK = (
    "Since this packet was issued, the center marked a part of what it holds as not printed. So the PDF is not given"
    " out any more. Its pages are shown here without that part. Ask the center for a new packet."
)
LOST = "The file of this packet is not kept here any more. Tell the center."


class Contents(Outline):
    """A packet's outline as its reader walks through it: what it does not have is not there."""

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each person, by id."""
        return {person.id: number for number, person in enumerate(self.packet.people, start=1)}

    def requirement(self, key: str) -> Requirement:
        """Return a requirement. Raises NotFound."""
        if key not in self.requirements:
            raise NotFound(NOT_IN_IT)
        return self.requirements[key]

    def person(self, number: int) -> Person:
        """Return a person by their number. Raises NotFound."""
        if not 1 <= number <= len(self.packet.people):
            raise NotFound(NOT_IN_IT)
        return self.packet.people[number - 1]

    def person_of(self, finding: Finding) -> Person | None:
        """Return whom a finding is about, or None for the team."""
        return self.people.get(finding.person_id)

    def finding(self, requirement: str, number: int) -> Finding:
        """Return the finding on a requirement about a person, or, with 0, about the team. Raises NotFound."""
        found = self.cells.get((self.person(number).id if number else "", requirement))
        if found is None:
            raise NotFound(NOT_IN_IT)
        return found

    def exhibit(self, number: int) -> Exhibit:
        """Return an exhibit by its number. Raises NotFound."""
        if number not in self.exhibits:
            raise NotFound(NOT_IN_IT)
        return self.exhibits[number]

    def places_on(self, exhibit: int, page: int) -> list[Citation]:
        """Return what was pointed at on a page of an exhibit."""
        return [each for each in self.places.get(exhibit, ()) if each.first_page <= page <= each.last_page]

    def boxes_on(self, exhibit: int, page: int) -> list[tuple[int, Box]]:
        """Return the boxes among them, numbered from 1 on each page as the packet does."""
        boxes = [Box(*each.box) for each in self.places_on(exhibit, page) if each.box]
        return list(enumerate(boxes, start=1))

    def events_on(self, requirement: str) -> list[TeamEvent]:
        """Return the team's events that count for a requirement."""
        return [each for each in self.packet.events if requirement in each.requirement_ids]


def contents(reader: Reader) -> Contents:
    """Return what a reader's packet says. The first look reads and checks the sealed inputs, others cost nothing.

    Raises NotFound where they are gone, UnreadableFile where they changed.
    """
    return contents_of(reader.inputs, reader.troubles)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some pages of an exhibit that are shown at once, of how many in all, and which of them have a picture."""

    of: int
    pages: range
    pictured: frozenset[int]


def leaf(exhibit: Exhibit, page: int) -> Leaf:
    """Return the pages of an exhibit among which one stands, ten at a time, with as many pictures as may be shown.

    Pages beyond the first ten are drawn at their first look: that costs as much as an upload.
    """
    copy, covers = _seen(exhibit)
    facts = file_copies.known(copy)
    count = facts.pages if facts else exhibit.pages
    page = max(1, min(page, count))
    first = page - (page - 1) % PAGES_AT_ONCE
    pages = range(first, min(first + PAGES_AT_ONCE, count + 1))
    return Leaf(count, pages, _painted_out(copy, covers, pages) if covers else file_copies.pictured(copy, pages, page))


def picture(reader: Reader, number: int, page: int) -> Path:
    """Return the picture of a page of an exhibit: a JPEG without metadata. Raises NotFound.

    What the packet does not print is not shown, nor what was marked as not printed since. The first look after such a
    mark costs half a second a page.
    """
    copy, covers = _seen(contents(reader).exhibit(number))
    return file_copies.redacted_page(copy, covers, page) if covers else file_copies.page_picture(copy, page)


def marked_since(reader: Reader) -> frozenset[int]:
    """Return the numbers of the exhibits of which a part was marked as not printed since. One statement."""
    return frozenset(each.number for each in out_of_print.exhibits_of(contents(reader).packet))


def pdf(reader: Reader) -> tuple[Path, str]:
    """Return the PDF as it was issued, and a name for it.

    Raises NotFound where it is gone, Conflict where it would hand out what was marked as not printed since.
    """
    path, told = kept_file(reader.sha256), contents(reader).packet
    if marked_since(reader):
        raise Conflict(KEPT_BACK)
    if path is None:
        raise NotFound(LOST)
    return path, f"packet-{reader.number}-{told.as_of.isoformat()}.pdf"


@lru_cache(maxsize=4)
def contents_of(inputs: str, troubles: str = "") -> Contents:
    """Return what sealed inputs say, by their digest. For other use cases of a desk, who ask first who may see it.

    `troubles`: what the packet could not print, as its row keeps it; who does not show it need not say it.
    """
    # By its digest: what is kept here can never be out of date. Who may see it is asked before, at each request.
    return Contents(inputs_kept(inputs).context, kept_troubles.read(troubles))


def _seen(exhibit: Exhibit) -> tuple[str, Covers]:
    """Return the digest of what is shown of an exhibit, and what is painted out of it besides, if anything is.

    Out of what the packet prints, not of the file: what was kept out when it was issued stays out. One statement.
    """
    marked = redactions.standing({exhibit.sha256}).get(exhibit.sha256, ())
    more = out_of_print.prints_more(exhibit, marked)
    return exhibit.copy if exhibit.redacted else exhibit.sha256, marked if more else ()


def _painted_out(copy: str, covers: Covers, pages: range) -> frozenset[int]:
    """Return which pages have a picture without what is painted out; none where it cannot be made."""
    with suppress(TrackerError):
        file_copies.redacted_copy(copy, covers)
        return frozenset(pages) & frozenset(range(1, file_copies.facts_of(copy).pages + 1))
    return frozenset()
