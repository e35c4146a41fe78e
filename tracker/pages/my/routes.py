"""Routes: one's own training: what is met, what is missing, and what would close it."""

from flask import Blueprint, render_template

from tracker.domain.access import Action
from tracker.services import assessments, plan_lines, standing
from tracker.web.access import actor, requires
from tracker.web.query import asked

pages = Blueprint("my", __name__)


@pages.get("/my-training", endpoint="training")
@requires(Action.VIEW_OWN_TRAINING, reads=("as_of",))
def training() -> str:
    """Show how one stands by each standard, today or on another day, and what to do next."""
    who = actor()
    mine = standing.own(who, assessments.day_asked(asked("as_of"), who.today))
    agreed = [each for each in plan_lines.of_own(who) if each.state.is_to_do]
    waiting, waiting_count = standing.waiting(who)
    return render_template("my/training.html", mine=mine, agreed=agreed, waiting=waiting, waiting_count=waiting_count)
