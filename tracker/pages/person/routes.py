"""Routes: one person: roles, findings, completions, history."""

from flask import Blueprint, render_template

from tracker.domain.access import Action
from tracker.services import assessments, completions, desks, plan_lines, standing
from tracker.web.access import actor, requires
from tracker.web.noting import Act, Subject, seen
from tracker.web.query import asked

pages = Blueprint("person", __name__)

LATEST = 5


@pages.get("/people/<public_id:person>")
@requires(Action.VIEW_OWN_TRAINING, reads=("as_of", "known_on"))
def show(person: str) -> str:
    """Show a person on a day, to who sees the team and to the person themselves."""
    who = actor()
    as_of = assessments.day_asked(asked("as_of"), who.today)
    known_on = assessments.known_on_asked(asked("known_on"), who.today)
    overview = standing.of(who, person, as_of, known_on)
    book = completions.book(who, person)
    seen(Act.LOOK, Subject.PERSON, person, person)
    return render_template(
        "person/show.html",
        overview=overview,
        latest=completions.narrowed(book).completions[:LATEST],
        total=book.total,
        is_own=book.is_own,
        asked=desks.on_person(who, person) if who.may(Action.ISSUE_PACKET) else [],
        agreed=[each for each in plan_lines.of_person(who, person) if each.state.is_to_do],
    )
