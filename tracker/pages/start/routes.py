"""Routes: where a visit begins: the center, or the choice between several."""

from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from tracker.domain.access import Action, granted
from tracker.services import accounts, setting_up
from tracker.services.accounts import CenterChoice
from tracker.web.access import public

pages = Blueprint("start", __name__)

Answer = str | Response


@pages.get("/")
@public()
def show() -> Answer:
    """Lead to the page that somebody's day begins with."""
    if not current_user.is_authenticated:
        return redirect(url_for("set_up.waiting" if setting_up.is_needed() else "sign_in.show"), 303)
    choices = accounts.centers_of(current_user.signed_in.account_id)
    if len(choices) == 1:
        return redirect(_first_page(choices[0]), 303)
    return render_template(
        "start/choose.html",
        choices=[(choice, _first_page(choice)) for choice in choices],
        is_administrator=current_user.signed_in.is_administrator,
    )


def _first_page(choice: CenterChoice) -> str:
    endpoint = "home.director" if Action.VIEW_TEAM in granted(choice.role) else "my.training"
    return url_for(endpoint, center=choice.public_id)
