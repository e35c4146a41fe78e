"""Routes: the tokens of a center: which there are, making one, revoking one."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action, TokenMay
from tracker.domain.errors import Conflict
from tracker.pages.tokens.forms import TokenForm
from tracker.services import api_tokens
from tracker.web.access import actor, requires
from tracker.web.forms import ActForm

pages = Blueprint("tokens", __name__)
Answer = str | Response | tuple[str, int]


@pages.get("/tokens", endpoint="list")
@requires(Action.MANAGE_TOKENS)
def show_list() -> str:
    """Show which tokens there are, and the form that makes one."""
    return _page(TokenForm(formdata=None))


@pages.post("/tokens/make")
@requires(Action.MANAGE_TOKENS, fresh=True, takes=TokenForm)
def make() -> Answer:
    """Make a token and show its secret, once."""
    form = TokenForm()
    if not form.validate():
        return _page(form), 422
    key = form.submission_key.data or ""
    try:
        with unit_of_work():
            if api_tokens.was_made_by(actor(), key):
                flash(
                    "This token was made already, and is not shown again. Not noted? Revoke it, make another.", "info"
                )
                return redirect(url_for("tokens.list"), 303)
            secret = api_tokens.make(actor(), form.name.data, TokenMay(form.may.data), form.ends_on.data, key)
    except Conflict as problem:
        form.refuse_for(problem)
        return _page(form), 422
    return render_template("tokens/made.html", name=form.name.data, secret=secret, ends_on=form.ends_on.data)


@pages.post("/tokens/<public_id:program>/revoke")
@requires(Action.MANAGE_TOKENS, takes=ActForm)
def revoke(program: str) -> Response:
    """Let a token open nothing any more."""
    with unit_of_work():
        api_tokens.revoke(actor(), program)
    flash("The token is revoked. It opens nothing any more.", "success")
    return redirect(url_for("tokens.list"), 303)


def _page(form: TokenForm) -> str:
    return render_template(
        "tokens/list.html", form=form, tokens=api_tokens.listing(actor()), act=ActForm(formdata=None)
    )
