"""Routes: who did what at the center."""

from flask import Blueprint, render_template

from tracker.domain.access import Action
from tracker.pages.history import words
from tracker.services import history
from tracker.web.access import actor, requires
from tracker.web.query import asked

pages = Blueprint("history", __name__)

LONGEST_ID = 20


@pages.get("/history", endpoint="list")
@requires(Action.VIEW_HISTORY, reads=("person", "before"))
def show_list() -> str:
    """Show the lines of history, newest first, of everything or of one person's record."""
    who = actor()
    person = asked("person")[:LONGEST_ID]
    # PostgreSQL refuses a NUL in what it is asked; no id holds anything but letters and digits.
    person = person if person.isascii() and person.isalnum() else ""
    number = asked("before")
    before = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None
    lines = history.lines(before, person=person or None)
    return render_template(
        "history/list.html",
        lines=lines,
        words=words,
        person=person,
        older=lines[-1].number if len(lines) == history.PAGE and lines[-1].number > 1 else None,
        head=history.head(who.center_id),
    )
