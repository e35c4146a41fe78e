"""Routes: who lacks what and what closes it; what lapses by a day. Each as a page and as files to take along."""

from datetime import date

from flask import Blueprint, Response, render_template

from tracker.domain.access import Action
from tracker.domain.windows import next_day
from tracker.pages.handouts.forms import GapsForm, LapsesForm
from tracker.services import assessments, handouts, standards
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.handing import ENDINGS, handed
from tracker.web.noting import Act, Subject, seen
from tracker.web.query import search

pages = Blueprint("handouts", __name__)


@pages.get("/gaps")
@requires(Action.VIEW_TEAM, searches=GapsForm)
def gaps() -> str:
    """Show everything that is missing or waits, with what would close it."""
    who, form = actor(), search(GapsForm)
    as_of, standard = _asked(form)
    found = handouts.of_gaps(who, as_of, standard)
    visit_on = assessments.record(who).visit_on
    return render_template("handouts/gaps.html", handout=found, as_of=as_of, standard=standard, visit_on=visit_on)


@pages.get(f"/gaps.{ENDINGS}")
@requires(Action.VIEW_TEAM, fresh=True, searches=GapsForm, saves=True)
def take_gaps(ending: str) -> Response:
    """Give the same list to take along."""
    seen(Act.EXPORT, Subject.TEAM, actor().center)
    return handed(handouts.of_gaps(actor(), *_asked(search(GapsForm))), ending)


@pages.get("/lapses")
@requires(Action.VIEW_TEAM, searches=LapsesForm)
def lapses() -> str:
    """Show what is met today and lapses by a day to come."""
    form = search(LapsesForm)
    until = _until(form)
    earliest = next_day(actor().today)
    found = handouts.of_lapses(actor(), until)
    return render_template("handouts/lapses.html", handout=found, form=form, until=until, earliest=earliest)


@pages.get(f"/lapses.{ENDINGS}")
@requires(Action.VIEW_TEAM, fresh=True, searches=LapsesForm, saves=True)
def take_lapses(ending: str) -> Response:
    """Give the same list to take along."""
    seen(Act.EXPORT, Subject.TEAM, actor().center)
    return handed(handouts.of_lapses(actor(), _until(search(LapsesForm))), ending)


def _asked(form: GapsForm) -> tuple[date, str]:
    who = actor()
    keys = {each.key for each in standards.followed(who)}
    standard = form.standard.data if form.standard.data in keys else ""
    return assessments.day_asked(form.as_of.data or "", who.today), standard


def _until(form: LapsesForm) -> date:
    """Return the day to look ahead to, and fill the form with what one may choose."""
    who = actor()
    offered = handouts.horizons(who)
    form.ahead.options = [Option(word, label) for word, (label, _) in offered.items()]
    form.ahead.data = form.chosen("ahead") or next(iter(offered))
    other = assessments.day_or_none(form.as_of.data or "")
    return other if other and other > who.today else offered[form.ahead.data][1]
