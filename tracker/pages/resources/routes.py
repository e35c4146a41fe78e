"""Routes: the training-and-resources page."""

from flask import Blueprint, render_template

from tracker.domain.access import Action
from tracker.services import centers, resources, trainings
from tracker.services.trainings import Filters
from tracker.web.access import actor, requires

pages = Blueprint("resources", __name__)

NAMED = 12


@pages.get("/resources")
@requires(Action.VIEW_CATALOG)
def show() -> str:
    """Show trainings, resources, what is coming, the definition with its statutes, contact and disclaimer."""
    live = trainings.search(Filters())
    return render_template(
        "resources/show.html",
        parts=resources.parts(),
        settings=centers.settings(actor()),
        named=[each for each in live if each.url][:NAMED],
        total=len(live),
    )
