"""Routes: showing again that it is you, before something weighty. A password does, or a passkey, which is two in one.

Who has no password, because another provider vouches for them, gives the digits of the app.
"""

from flask import flash, jsonify, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict, Refused
from tracker.domain.second_factor import Proof
from tracker.pages.account.blueprint import Answer, pages
from tracker.pages.account.forms import ConfirmByCodeForm, ConfirmByPasskeyForm, ConfirmForm
from tracker.services import accounts, entering, sessions
from tracker.services.second_factor import authenticators, passkeys, standing, tries
from tracker.web import entering as door
from tracker.web import proving, questions
from tracker.web.access import signed_in
from tracker.web.addresses import asked_next, own_path
from tracker.web.forms import ActForm, BaseForm

WRONG_ACCOUNT = "This passkey is not one of your account."


@pages.route("/account/confirm", methods=["GET", "POST"])
@signed_in(takes=ConfirmForm, reads=("next",))
def confirm() -> Answer:
    """Ask for the password again, then go on to where one was going."""
    form, me = ConfirmForm(next=asked_next()), current_user.signed_in
    if not form.is_submitted():
        return _page(form, form.next.data)
    if not form.validate():
        return _page(form, form.next.data), 422
    proof = proving.ask(form, me.email, form.password.data, "This is not your password.", "password")
    if proof.account_id is None:
        return _page(form, form.next.data), proof.status
    with unit_of_work():
        accounts.forget_tries(me.email)
        sessions.confirm(me.session_id, clock.now())
    return _go_on(form.next.data)


@pages.post("/account/confirm/code")
@signed_in(takes=ConfirmByCodeForm)
def confirm_by_code() -> Answer:
    """Take the digits of the app from who has no password."""
    form, me = ConfirmByCodeForm(), current_user.signed_in
    if standing.of(me.account_id).has_password:
        raise Conflict("Give your password, or a passkey.")
    if not form.validate():
        return _page(form, form.next.data), 422
    place = tries.where(me.account_id, door.browser(), Proof.PROVIDER)
    try:
        with unit_of_work():
            tries.count(me.account_id, place, clock.now())
    except Refused as hurry:
        form.refuse(hurry.message)
        return _page(form, form.next.data), 429
    with unit_of_work():
        right = authenticators.check(me.account_id, form.code.data, clock.now())
        if right:
            tries.forget(me.account_id, place)
            sessions.confirm(me.session_id, clock.now())
    if not right:
        form.refuse(entering.WRONG_CODE, "code")
        return _page(form, form.next.data), 422
    return _go_on(form.next.data)


@pages.post("/account/confirm/passkey/question")
@signed_in(takes=ActForm)
def confirm_question() -> Response:
    """Make the question that the browser puts to a passkey."""
    with unit_of_work():
        question = passkeys.ask(clock.now())
    return jsonify(questions.put(question))


@pages.post("/account/confirm/passkey")
@signed_in(takes=ConfirmByPasskeyForm)
def confirm_by_passkey() -> Response:
    """Take a passkey instead of the password."""
    form, me = ConfirmByPasskeyForm(), current_user.signed_in
    try:
        if not form.validate():
            raise Conflict(form.error_list()[0][1])
        with unit_of_work():
            if passkeys.check(questions.taken(), form.answer.data, clock.now()) != me.account_id:
                raise Refused(WRONG_ACCOUNT)
            sessions.confirm(me.session_id, clock.now())
    except (Conflict, Refused) as wrong:
        flash(wrong.message, "error")
        return redirect(url_for("account.confirm", next=own_path(form.next.data) or None), 303)
    return _go_on(form.next.data)


def _go_on(next: str) -> Response:
    return redirect(own_path(next) or url_for("start.show"), 303)


def _page(form: BaseForm, next: str) -> str:
    """The page with the form that was sent; the others, for other ways, stand beside it empty."""
    has = standing.of(current_user.signed_in.account_id)
    by_password = form if isinstance(form, ConfirmForm) else ConfirmForm(formdata=None, next=next)
    by_code = form if isinstance(form, ConfirmByCodeForm) else ConfirmByCodeForm(formdata=None, next=next)
    return render_template(
        "account/confirm.html",
        form=form,
        by_password=by_password if has.has_password else None,
        by_code=by_code if has.app_since and not has.has_password else None,
        by_passkey=ConfirmByPasskeyForm(formdata=None, next=next) if has.passkeys and passkeys.place() else None,
        next=next,
    )
