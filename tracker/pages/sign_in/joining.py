"""Routes: joining a center by an invitation's link, as somebody new or with an account that exists."""

from flask import render_template

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict
from tracker.domain.second_factor import Proof
from tracker.pages.sign_in.blueprint import Answer, pages
from tracker.pages.sign_in.forms import JoinAgainForm, JoinForm
from tracker.services import invitations
from tracker.services.invitations import OpenInvitation
from tracker.web import entering, proving
from tracker.web.access import public


@pages.route("/join/<token:token>", methods=["GET", "POST"])
@public(takes=JoinForm)  # who has an account gives its password only
def join(token: str) -> Answer:
    """Show what the invitation offers, and let its holder accept it."""
    offer = invitations.opened(token, clock.now())
    return _again(token, offer) if offer.has_account else _anew(token, offer)


def _anew(token: str, offer: OpenInvitation) -> Answer:
    form = JoinForm(name=offer.person_name or "")
    if not form.is_submitted():
        return render_template("sign_in/join.html", form=form, offer=offer)
    if not form.validate():
        return render_template("sign_in/join.html", form=form, offer=offer), 422
    try:
        with unit_of_work():
            account = invitations.join(token, form.name.data, form.password.data, clock.now())
    except Conflict as problem:
        form.refuse_for(problem)
        return render_template("sign_in/join.html", form=form, offer=offer), 422
    return entering.enter(account, Proof.JOINED, say=f"Welcome to {offer.center_name}.")


def _again(token: str, offer: OpenInvitation) -> Answer:
    """Who has an account proves it with the password, signed in or not: the link alone must not add a center to it."""
    form = JoinAgainForm()
    if not form.is_submitted():
        return render_template("sign_in/join_again.html", form=form, offer=offer)
    if not form.validate():
        return render_template("sign_in/join_again.html", form=form, offer=offer), 422
    wrong = "This is not the password of that account."
    proof = proving.ask_at_the_door(form, offer.email, form.password.data, wrong, "password")
    if proof.account_id is None:
        return render_template("sign_in/join_again.html", form=form, offer=offer), proof.status
    with unit_of_work():
        invitations.join_as(token, proof.account_id, clock.now())
    return entering.enter(proof.account_id, Proof.PASSWORD, say=f"You belong to {offer.center_name} now.")
