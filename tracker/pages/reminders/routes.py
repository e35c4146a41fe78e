"""Routes: what would be sent now, what was sent, a center's settings of it, and one's own switch."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.reminders.forms import CalendarForm, OwnForm, SettingsForm, SnoozeForm
from tracker.services import reminders, replies, retention
from tracker.web import clashes
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.forms import ActForm
from tracker.web.query import asked

pages = Blueprint("reminders", __name__)
A_MONTH = timedelta(days=30)
MOST_WORDS = 200
Answer = str | Response | tuple[str, int]


@pages.get("/reminders")
@requires(Action.VIEW_TEAM)
def show() -> str:
    """Show who would be sent what now, and what was sent."""
    who = actor()
    return render_template(
        "reminders/show.html",
        held=reminders.settings(who),
        recipients=reminders.recipients(who),
        sent=reminders.sent(who),
        snoozed=reminders.snoozed(who),
        not_taken=replies.not_taken(who) if replies.is_on() else None,
        kept=retention.periods_in_force()["digests"].words,
    )


@pages.get("/reminders/<public_id:membership>")
@requires(Action.VIEW_TEAM)
def preview(membership: str) -> str:
    """Show what somebody would be sent now, word for word."""
    return render_template("reminders/preview.html", it=reminders.preview(actor(), membership))


@pages.route("/reminders/settings", methods=["GET", "POST"])
@requires(Action.MANAGE_CENTER, takes=SettingsForm)
def settings() -> Answer:
    """Show the settings, and save what was changed."""
    who = actor()
    form = SettingsForm(obj=reminders.settings(who))
    if not form.is_submitted():
        return render_template("reminders/settings.html", form=form)
    if not form.validate():
        return render_template("reminders/settings.html", form=form), 422
    wanted = reminders.Settings(form.on.data, form.weekday.data, form.offsets.data, form.version.data)
    try:
        with unit_of_work():
            reminders.change(who, wanted)
    except Conflict as problem:
        status = clashes.refuse(form, problem, reminders.settings(who))
        return render_template("reminders/settings.html", form=form), status
    flash("Saved." if wanted.on else "Saved. Nobody here is sent the weekly mail.", "success")
    return redirect(url_for("reminders.show"), 303)


@pages.route("/my-training/reminders", methods=["GET", "POST"])
@requires(Action.VIEW_OWN_TRAINING, takes=OwnForm)
def mine() -> Answer:
    """Show one's own switch and what one was sent, and save the switch."""
    who = actor()
    form = OwnForm(data={"reminded": reminders.is_reminded(who)})
    if not form.is_submitted():
        return _mine(form)
    if not form.validate():
        return _mine(form), 422
    with unit_of_work():
        reminders.switch(who, on=form.reminded.data)
    flash("You get the weekly mail." if form.reminded.data else "You get the weekly mail no more.", "success")
    return redirect(url_for("reminders.mine"), 303)


@pages.route("/my-training/reminders/snooze", methods=["GET", "POST"])
@requires(Action.VIEW_OWN_TRAINING, takes=SnoozeForm, reads=("about",))
def snooze() -> Answer:
    """Ask what the mail shall leave out, until when and why, and leave it out."""
    who = actor()
    form = SnoozeForm(data={"about": asked("about").split(","), "until": who.today + A_MONTH})
    form.about.options = [
        Option(item.key, item.what, (item.why[:MOST_WORDS]).strip()) for item in reminders.to_snooze(who)
    ]
    if not form.is_submitted():
        return render_template("reminders/snooze.html", form=form)
    if not form.validate():
        return render_template("reminders/snooze.html", form=form), 422
    try:
        with unit_of_work():
            reminders.snooze(who, form.about.data, form.until.data, form.reason.data, form.submission_key.data)
    except Conflict as problem:
        form.refuse_for(problem)
        return render_template("reminders/snooze.html", form=form), 422
    flash("Snoozed: the mail leaves it out until then. What you must complete stays the same.", "success")
    return redirect(url_for("reminders.mine"), 303)


@pages.post("/my-training/reminders/<public_id:snooze>/wake")
@requires(Action.VIEW_OWN_TRAINING, takes=ActForm)
def wake(snooze: str) -> Response:
    """Let the mail tell of something again."""
    with unit_of_work():
        reminders.wake(actor(), snooze)
    flash("It is told again in the next mail.", "success")
    return redirect(url_for("reminders.mine"), 303)


@pages.post("/my-training/reminders/calendar")
@requires(Action.VIEW_OWN_TRAINING, fresh=True, takes=CalendarForm)
def begin_calendar() -> Answer:
    """Make the address of one's calendar anew, and show it once."""
    form = CalendarForm()
    if not form.validate():
        own = OwnForm(formdata=None, data={"reminded": reminders.is_reminded(actor())})
        return _mine(own, form), 422
    with unit_of_work():
        link = reminders.begin_calendar(actor(), form.submission_key.data)
    if not link:
        flash("The address was made already, and is shown only once. Make another one if you did not copy it.", "info")
        return redirect(url_for("reminders.mine"), 303)
    return render_template("reminders/calendar.html", link=link)


@pages.post("/my-training/reminders/calendar/end")
@requires(Action.VIEW_OWN_TRAINING, takes=ActForm)
def end_calendar() -> Response:
    """Let the address of one's calendar work no more."""
    with unit_of_work():
        reminders.end_calendar(actor())
    flash("Your calendar can be read by no address any more.", "success")
    return redirect(url_for("reminders.mine"), 303)


def _mine(form: OwnForm, begin: CalendarForm | None = None) -> str:
    who = actor()
    return render_template(
        "reminders/mine.html",
        form=form,
        act=ActForm(),
        begin=begin or CalendarForm(formdata=None),
        has_calendar=reminders.has_calendar(who),
        held=reminders.settings(who),
        sent=reminders.sent_to(who),
        snoozed=reminders.snoozed_by_me(who),
    )
