"""Routes: the list of what the team did and holds, and recording it; `changing` and `sheets` hold the rest."""

from flask import flash, redirect, render_template, url_for

from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.events import changing, sheets
from tracker.pages.events.blueprint import Answer, pages
from tracker.pages.events.forms import EventForm
from tracker.services import events, planned_events
from tracker.services.actor import Actor
from tracker.services.events import EventView
from tracker.services.uploads import StoredFile
from tracker.web import options, uploads
from tracker.web.access import actor, requires
from tracker.web.event_entry import entry_of
from tracker.web.query import asked

__all__ = ["changing", "pages", "sheets"]


@pages.get("/events", endpoint="list")
@requires(Action.VIEW_TEAM)
def show_list() -> str:
    """Show what the team did, and what it holds."""
    found = events.listing(actor())
    return render_template(
        "events/list.html",
        ahead=planned_events.listing(actor()),
        held=[each for each in found if not each.is_document],
        documents=[each for each in found if each.is_document],
    )


@pages.route("/events/new", methods=["GET", "POST"])
@requires(Action.MANAGE_EVENTS, takes=EventForm, reads=("kind",))
def new() -> Answer:
    """Record an event, with everybody who was there, in one act."""
    who = actor()
    form = EventForm(today=who.today)
    form.title.suggest_url = url_for("catalog.suggest")
    form.people.options = options.people_by_agency(who)
    if not form.is_submitted():
        if asked("kind") in form.kind.values():
            form.kind.data = asked("kind")
        return render_template("events/new.html", form=form, same=())
    same: list[EventView] = []
    made = uploads.taken_along(who, form, lambda files: _record(who, form, files, same))
    if made is None:
        return render_template("events/new.html", form=form, same=same), 422
    flash("Recorded. What each person completed waits in the queue for a second pair of eyes.", "success")
    return redirect(url_for("events.show", event=made), 303)


def _record(who: Actor, form: EventForm, files: tuple[StoredFile, ...], same: list[EventView]) -> str:
    """Record what was entered; where the form did not show each likely same event yet, put those into `same` instead.

    Raises Conflict then, so that what was chosen and typed is kept.
    """
    entry, key = entry_of(form), form.submission_key.data
    found = events.likely_same(who, entry, key)[: form.seen.MOST]
    ids = [each.public_id for each in found]
    if not form.seen.has_shown(ids):
        form.seen.show(ids)
        same += found
        raise Conflict("This may be recorded already. Compare below, then record it anyway or leave it.")
    return events.record(who, entry, tuple(form.people.data), files, key)
