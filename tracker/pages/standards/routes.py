"""Routes: which standards apply, what they ask, and who checked their text."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain import rule_words
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.domain.standard import Requirement
from tracker.domain.vocabulary import Discipline, Role
from tracker.formatting import join_names
from tracker.pages.standards import correcting, editions, own, updates
from tracker.pages.standards.blueprint import ONE, Answer, pages
from tracker.pages.standards.forms import CheckedForm
from tracker.services import (
    approved_trainings,
    centers,
    desks,
    own_standards,
    shipped_changes,
    standards,
    whole_trainings,
)
from tracker.services import correcting as corrections
from tracker.web import noting_updates
from tracker.web.access import actor, requires
from tracker.web.forms import ActForm

__all__ = ["correcting", "editions", "own", "pages", "updates"]


@pages.get("/standards", endpoint="list")
@requires(Action.VIEW_STANDARDS)
def show_list() -> str:
    """Show which standards ship, and which of them apply here."""
    who = actor()
    offered = standards.offered(who)
    followed = [offer.holds for offer in offered if offer.holds]
    noting_updates.first_look(followed)
    return render_template(
        "standards/list.html",
        offered=offered,
        updates=shipped_changes.told(followed),
        unreadable=[each for each in own_standards.given(who) if each.trouble],
        form=ActForm(),
        visit_on=centers.settings(who).site_visit_on,
    )


@pages.get(ONE)
@requires(Action.VIEW_STANDARDS)
def show(key: str, edition: str) -> str:
    """Show everything that an edition asks, with its sources."""
    who = actor()
    return _page(key, edition, CheckedForm(today=who.today, checked_on=who.today))


@pages.post(f"{ONE}/follow")
@requires(Action.MANAGE_STANDARDS, takes=ActForm)
def follow(key: str, edition: str) -> Response:
    """Let a standard apply."""
    with unit_of_work():
        standards.follow(actor(), key, edition)
    return redirect(url_for("standards.list"), 303)


@pages.post(f"{ONE}/drop")
@requires(Action.MANAGE_STANDARDS, takes=ActForm)
def drop(key: str, edition: str) -> Response:
    """Let a standard no longer apply."""
    with unit_of_work():
        standards.drop(actor(), key, edition)
    flash("It no longer applies. What was recorded stays, and counts again on the day it does.", "info")
    return redirect(url_for("standards.list"), 303)


@pages.post(f"{ONE}/checked")
@requires(Action.MANAGE_STANDARDS, fresh=True, takes=CheckedForm)
def checked(key: str, edition: str) -> Answer:
    """Say that the text was compared with the publisher's."""
    who = actor()
    form = CheckedForm(today=who.today)
    if not form.validate():
        return _page(key, edition, form), 422
    try:
        with unit_of_work():
            standards.mark_checked(who, key, edition, form.checked_on.data, form.note.data)
    except Conflict as problem:
        form.refuse(problem.message, problem.field)
        return _page(key, edition, form), 422
    flash("Noted. Pages and packets now say who checked the text, and when.", "success")
    return redirect(url_for("standards.show", key=key, edition=edition), 303)


@pages.post(f"{ONE}/unchecked")
@requires(Action.MANAGE_STANDARDS, fresh=True, takes=ActForm)
def unchecked(key: str, edition: str) -> Response:
    """Take the checking back."""
    with unit_of_work():
        standards.unmark(actor(), key, edition)
    return redirect(url_for("standards.show", key=key, edition=edition), 303)


def _page(key: str, edition: str, form: CheckedForm) -> str:
    who = actor()
    offer = standards.get(who, key, edition)
    followed = [offer.followed] if offer.followed else []
    noting_updates.first_look(followed)
    given = [each for each in own_standards.given(who) if (each.standard, each.edition) == (key, edition)]
    return render_template(
        "standards/show.html",
        offer=offer,
        given=given[0] if offer.own and given else None,
        form=form,
        act=ActForm(),
        roles_of=_roles,
        measured=rule_words.measured,
        approved=approved_trainings.named(offer.followed.holds) if offer.followed else {},
        wholes=whole_trainings.named(offer.followed.holds) if offer.followed else {},
        asked=desks.on_standard(who, key) if who.may(Action.ISSUE_PACKET) else {},
        updates=[(told, updates.SeenForm(shown=told.followed.file.digest)) for told in shipped_changes.told(followed)],
        outdated=corrections.outdated(offer.followed) if offer.followed else (),
    )


def _roles(requirement: Requirement) -> str:
    """Return whom a requirement binds, in the order of the lists."""
    applies = requirement.applies
    words = join_names([role.label for role in Role if role in applies.roles]) or "Everybody"
    fields = [discipline.label for discipline in Discipline if discipline in applies.disciplines]
    return f"{words}, from {join_names(fields)}" if fields else words
