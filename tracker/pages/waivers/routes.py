"""Routes: the list of waivers, and proposing one; what follows stands in `deciding`."""

from flask import flash, redirect, render_template, url_for

from tracker.domain.access import Action
from tracker.domain.record import WaiverKind
from tracker.pages.waivers import deciding
from tracker.pages.waivers.blueprint import Answer, pages
from tracker.pages.waivers.forms import ProposeForm
from tracker.services import waivers
from tracker.services.waivers import Entry, WaiverView
from tracker.web import options, uploads
from tracker.web.access import actor, requires
from tracker.web.query import asked

__all__ = ["deciding", "pages"]


@pages.get("/waivers", endpoint="list")
@requires(Action.VIEW_TEAM)
def show_list() -> str:
    """Show what waits for a decision, what holds today, and what is over."""
    who = actor()
    found = waivers.listing(who)
    waiting = [each for each in found if each.is_proposed]
    holding = [each for each in found if _is_to_come(each) or each.holds_on(who.today)]
    over = [each for each in found if each not in waiting and each not in holding]
    return render_template("waivers/list.html", waiting=waiting, holding=holding, over=over)


@pages.route("/waivers/new", methods=["GET", "POST"])
@requires(Action.DECIDE, takes=ProposeForm, reads=("person", "requirement"))
def new() -> Answer:
    """Propose a waiver or an equivalent."""
    who = actor()
    form = ProposeForm(starts_on=who.today)
    form.asked.options = options.requirements(who)
    form.person.options = options.with_team(options.people(who))
    if not form.is_submitted():
        form.asked.data = asked("requirement") if asked("requirement") in form.asked.values() else ""
        form.person.data = asked("person") if asked("person") in form.person.values() else ""
        return render_template("waivers/new.html", form=form)
    made = uploads.taken_along(
        who,
        form,
        lambda files: waivers.propose(who, _entry(form), files, form.submission_key.data),
        {"requirement": "asked"},
    )
    if made is None:
        return render_template("waivers/new.html", form=form), 422
    flash("Proposed. It counts once somebody else has decided on it.", "success")
    return redirect(url_for("waivers.show", waiver=made), 303)


def _entry(form: ProposeForm) -> Entry:
    return Entry(
        kind=WaiverKind(form.kind.data),
        person=options.person_of(form.person.data),
        standard=form.standard,
        requirement=form.requirement,
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        reason=form.reason.data,
        instead=form.instead.data,
    )


def _is_to_come(each: WaiverView) -> bool:
    return each.state == "granted" and each.starts_on > actor().today
