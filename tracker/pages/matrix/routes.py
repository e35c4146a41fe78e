"""Routes: people by requirements, on any day."""

from flask import Blueprint, render_template

from tracker.domain.access import Action
from tracker.pages.matrix.forms import FilterForm
from tracker.services import assessments, matrix, standards
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.query import search

pages = Blueprint("matrix", __name__)


@pages.get("/matrix", endpoint="show")
@requires(Action.VIEW_TEAM, searches=FilterForm)
def show() -> str:
    """Show everybody whom the chosen standard binds on the chosen day."""
    who = actor()
    offered = standards.followed(who)
    if not offered:
        return render_template("matrix/none.html")
    filters = search(FilterForm)
    followed = next((each for each in offered if each.key == filters.standard.data), offered[0])
    as_of = assessments.day_asked(filters.as_of.data, who.today)
    known_on = assessments.known_on_asked(filters.known_on.data, who.today)
    found = assessments.of_team(who, followed, as_of, known_on)
    shown = matrix.arrange(
        found,
        role=filters.word("role"),
        agency=filters.word("agency"),
        component=filters.word("component"),
        by_name=filters.word("sort") == "name",
    )
    filters.role.options = [Option(role.value, role.label) for role in shown.roles]
    filters.agency.options = [Option(matrix.OWN, "The center's own"), *(Option(name, name) for name in shown.agencies)]
    filters.component.options = [Option(each.id, each.title) for each in shown.components]
    return render_template(
        "matrix/show.html",
        shown=shown,
        followed=followed,
        offered=offered,
        filters=filters,
        counts=found.counts(),
        days={"as_of": as_of.isoformat(), "known_on": known_on.isoformat() if known_on else None},
        known_on=known_on,
    )
