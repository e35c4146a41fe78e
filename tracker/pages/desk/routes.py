"""Routes: a packet as its reader sees it on screen, from its sealed content."""

from flask import send_file
from werkzeug.wrappers import Response

from tracker.pages.desk import opening, working
from tracker.pages.desk.blueprint import ONE, at_desk, pages
from tracker.pages.desk.marked import shown
from tracker.services import desks
from tracker.services.desks import About, Page
from tracker.web.access import at_a_desk
from tracker.web.at_desk import reader, saw, viewed
from tracker.web.headers import shut_in
from tracker.web.noting_by_link import Act, Sight, Subject
from tracker.web.query import asked

__all__ = ["opening", "pages", "working"]


@pages.get(ONE)
@at_a_desk()
def show(desk: str) -> str:
    """Show the summary: each requirement by component, and how it stands."""
    viewed(Page.SUMMARY)
    return at_desk("show", marked=desks.marked_since(reader()), kept_back=desks.KEPT_BACK)


@pages.get(f"{ONE}/matrix")
@at_a_desk()
def matrix(desk: str) -> str:
    """Show people by requirements, each cell a link to the finding."""
    viewed(Page.SUMMARY)
    return at_desk("matrix")


@pages.get(f"{ONE}/gaps")
@at_a_desk()
def gaps(desk: str) -> str:
    """Show what is missing, what runs out by the visit, and what rests on somebody's word."""
    viewed(Page.SUMMARY)
    return at_desk("gaps")


@pages.get(f"{ONE}/method")
@at_a_desk()
def method(desk: str) -> str:
    """Show how each requirement was measured, who checked what, and the team's events."""
    viewed(Page.SUMMARY)
    return at_desk("method")


@pages.get(f"{ONE}/requirements/<word:requirement>")
@at_a_desk()
def requirement(desk: str, requirement: str) -> str:
    """Show a requirement: its words, the verdict, and each person with reason and proof."""
    viewed(Page.REQUIREMENT)
    return shown(About(requirement))


@pages.get(f"{ONE}/requirements/<word:requirement>/<int:number>")
@at_a_desk()
def finding(desk: str, requirement: str, number: int) -> str:
    """Show one finding in full, about a person by their number; 0 is the requirement as a whole."""
    viewed(Page.REQUIREMENT)
    if number:
        _saw_record(desks.contents(reader()).person(number).id)
    return shown(About(requirement, number))


@pages.get(f"{ONE}/people")
@at_a_desk()
def people(desk: str) -> str:
    """Show everybody in the packet."""
    viewed(Page.SUMMARY)
    return at_desk("people")


@pages.get(f"{ONE}/people/<int:number>")
@at_a_desk()
def person(desk: str, number: int) -> str:
    """Show a person: roles, findings, completions."""
    viewed(Page.PERSON)
    _saw_record(desks.contents(reader()).person(number).id)
    return shown(About(person=number))


@pages.get(f"{ONE}/exhibits")
@at_a_desk()
def exhibits(desk: str) -> str:
    """Show the list of exhibits."""
    viewed(Page.SUMMARY)
    return at_desk("exhibits")


@pages.get(f"{ONE}/exhibits/<int:number>")
@at_a_desk(reads=("page",))
def exhibit(desk: str, number: int) -> str:
    """Show the pages of an exhibit as pictures, some at a time."""
    viewed(Page.EXHIBIT)
    # By the person and the number: an exhibit may be of several people, and each of them sees that it was opened.
    of = desks.contents(reader()).exhibit(number).person_ids
    saw(*(Sight(Act.OPEN, Subject.EVIDENCE, f"{each}.{number}", each) for each in of))
    return shown(About(exhibit=number), asked("page"))


@pages.get(f"{ONE}/exhibits/<int:number>/pages/<int:page>")
@at_a_desk()
def picture(desk: str, number: int, page: int) -> Response:
    """Send the picture of a page of an exhibit of this packet."""
    return shut_in(send_file(desks.picture(reader(), number, page), "image/jpeg", conditional=False, etag=False))


@pages.get(f"{ONE}/packet")
@at_a_desk()
def pdf(desk: str) -> Response:
    """Send the PDF as it was issued, unless it would hand out what was marked as not printed since."""
    path, name = desks.pdf(reader())
    viewed(Page.PDF)
    sent = send_file(path, "application/pdf", as_attachment=True, download_name=name, conditional=False, etag=False)
    return shut_in(sent)


def _saw_record(person: str) -> None:
    saw(Sight(Act.LOOK, Subject.PERSON, person, person))
