"""Routes: the lists of the queue, as the center keeps them."""

from flask import flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.pages.settings.blueprint import Answer, pages
from tracker.pages.settings.forms import ReviewWordsForm
from tracker.services import review_words
from tracker.web import clashes
from tracker.web.access import actor, requires


@pages.route("/settings/queue", methods=["GET", "POST"])
@requires(Action.MANAGE_CENTER, takes=ReviewWordsForm)
def queue() -> Answer:
    """Show the lists of the queue, and keep them as they should be."""
    who = actor()
    form = ReviewWordsForm(obj=review_words.of(who))
    if not form.is_submitted():
        return render_template("settings/queue.html", form=form)
    if not form.validate():
        return render_template("settings/queue.html", form=form), 422
    try:
        with unit_of_work():
            review_words.change(who, form.wanted(), form.version.data)
    except Conflict as problem:
        status = clashes.refuse(form, problem, review_words.of(who))
        return render_template("settings/queue.html", form=form), status
    flash("The words of the queue are saved. They show with the next completion that is opened.", "success")
    return redirect(url_for("settings.queue"), 303)
