"""Routes: one's own training: what is met, what is missing, and what would close it."""

from flask import Blueprint, render_template

from tracker.domain.access import Action
from tracker.services import plan_lines, standing
from tracker.web.access import actor, requires

pages = Blueprint("my", __name__)


@pages.get("/my-training", endpoint="training")
@requires(Action.VIEW_OWN_TRAINING)
def training() -> str:
    """Show how one stands by each standard, and what to do next."""
    who = actor()
    agreed = [each for each in plan_lines.of_own(who) if each.state.is_to_do]
    waiting, waiting_count = standing.waiting(who)
    return render_template(
        "my/training.html", mine=standing.own(who), agreed=agreed, waiting=waiting, waiting_count=waiting_count
    )
