"""The pages of what a reader marks and asks about: requirements, findings, people and exhibits, each with its forms."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from tracker.pages.desk.blueprint import at_desk
from tracker.pages.desk.forms import AskForm, MarkForm
from tracker.services import desks
from tracker.services.desks import About, Contents, Mark
from tracker.web.at_desk import reader
from tracker.web.paging import page_number


@dataclass(frozen=True, slots=True)
class Work:
    """What a reader has done and can do about one thing: what stands, what was asked, and where each form goes."""

    about: About
    marking: MarkForm
    asking: AskForm
    standing: desks.Marked | None
    questions: list[desks.DeskAsked]
    mark_at: str
    ask_at: str

    def words(self, mark: str) -> str:
        """Return a mark in the words for this thing."""
        return Mark(mark).of(self.about)


def shown(about: About, page: str = "", marking: MarkForm | None = None, asking: AskForm | None = None) -> str:
    """Return the page of a thing with its forms; of an exhibit at one of its pages. Raises NotFound."""
    who = reader()
    found = desks.contents(who)
    title = desks.in_words(found, about)
    standing = desks.marks(who).get(about)
    work = Work(
        about,
        marking or MarkForm(formdata=None, note=standing.note if standing else ""),
        asking or AskForm(formdata=None),
        standing,
        [each for each in desks.asked_here(who) if each.subject == about],
        address(about, "mark", page),
        address(about, "ask", page),
    )
    # The form that was sent and is wrong: the page's summary lists its errors.
    values = {"title": title, "work": work, "form": marking or asking}
    if about.exhibit:
        return at_desk("exhibit", **values, **_exhibit(found, about.exhibit, page))
    if not about.requirement:
        return at_desk("person", **values, it=found.person(about.person), number=about.person)
    asked = found.requirement(about.requirement)
    if about.person:
        it = found.finding(about.requirement, about.person)
        return at_desk("finding", **values, it=it, asked=asked, number=about.person)
    return at_desk("requirement", **values, it=asked)


def address(about: About, doing: str = "", page: str = "") -> str:
    """Return the address of a thing's page at this desk, or of what is done there: `mark` or `ask`."""
    desk = reader().public_id
    if about.exhibit:
        at = page_number(page) if page else None
        where = f"desk.{doing}_exhibit" if doing else "desk.exhibit"
        return url_for(where, desk=desk, number=about.exhibit, page=at)
    if not about.requirement:
        return url_for(f"desk.{doing}_person" if doing else "desk.person", desk=desk, number=about.person)
    if doing or about.person:
        where = f"desk.{doing or 'finding'}"
        return url_for(where, desk=desk, requirement=about.requirement, number=about.person)
    return url_for("desk.requirement", desk=desk, requirement=about.requirement)


def _exhibit(found: Contents, number: int, page: str) -> dict[str, Any]:
    it = found.exhibit(number)
    return {
        "it": it,
        "leaf": desks.leaf(it, page_number(page)),
        "at_once": desks.PAGES_AT_ONCE,
        "marked": number in desks.marked_since(reader()),
    }
