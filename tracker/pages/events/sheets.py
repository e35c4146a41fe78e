"""Routes: the sign-in sheet of a training, recorded already or still to come."""

from flask import Response, render_template

from tracker.domain.access import Action
from tracker.pages.events.blueprint import pages
from tracker.pages.events.forms import SheetForm
from tracker.services import handouts
from tracker.services.handouts import Handout
from tracker.web.access import actor, requires
from tracker.web.handing import ENDINGS, handed
from tracker.web.query import search

UNTITLED = "Team training"


@pages.get("/events/sign-in-sheet")
@requires(Action.MANAGE_EVENTS, searches=SheetForm)
def sheet() -> str:
    """Ask what the sheet is for, and offer it."""
    form = search(SheetForm)
    asked = any(form.asked.values())
    return render_template("events/sheet.html", form=form, ready=asked and form.validate(), asked=form.asked)


@pages.get(f"/events/sign-in-sheet.{ENDINGS}")
@requires(Action.MANAGE_EVENTS, fresh=True, searches=SheetForm, saves=True)
def take_sheet(ending: str) -> Response:
    """Give the sheet of a training to come, with everybody who is here today."""
    form = search(SheetForm)
    return handed(_sheet(form) if form.validate() else handouts.of_day(actor(), UNTITLED, actor().today), ending)


@pages.get(f"/events/<public_id:event>/sign-in-sheet.{ENDINGS}")
@requires(Action.MANAGE_EVENTS, fresh=True, saves=True)
def take_sheet_of_event(event: str, ending: str) -> Response:
    """Give the sheet of a recorded event, with those who are ticked."""
    return handed(handouts.of_event(actor(), event), ending)


def _sheet(form: SheetForm) -> Handout:
    return handouts.of_day(actor(), form.title.data, form.held_on.data, form.hours.data, form.provider.data)
