"""Routes: what one signs in with beside the password: an app, passkeys, recovery codes. All behind a fresh sign-in."""

from collections.abc import Callable
from functools import partial

from flask import flash, jsonify, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict
from tracker.pages.account.blueprint import Answer, pages
from tracker.pages.account.forms import AppForm, NewPasskeyForm, RemoveForm, RenameForm
from tracker.services import accounts, mailing
from tracker.services.second_factor import authenticators, changes, passkeys, standing
from tracker.services.second_factor.changes import Changed
from tracker.services.second_factor.passkeys import PasskeyView
from tracker.web import proving, qr, questions
from tracker.web.access import signed_in
from tracker.web.forms import ActForm, BaseForm


@pages.get("/account/signing-in")
@signed_in(fresh=True)
def signing_in() -> str:
    """Show what one signs in with, and lead whoever owes a second factor to set one up."""
    return _page(NewPasskeyForm())


@pages.route("/account/app", methods=["GET", "POST"])
@signed_in(fresh=True, takes=AppForm)
def app() -> Answer:
    """Show the secret of a new app as a picture, and keep it once the app shows the right digits."""
    me, form = current_user.signed_in, AppForm()
    if not form.is_submitted():
        offer = authenticators.offer(me.account_id, me.email)
        return _app_page(AppForm(sealed=offer.sealed), offer)
    # Refused as a whole where the secret is none of ours: there is no picture to show again.
    offer = authenticators.offered(form.sealed.data, me.account_id, me.email)
    if not form.validate():
        return _app_page(form, offer), 422
    try:
        with unit_of_work():
            changed = changes.set_up_app(me, form.sealed.data, form.code.data, clock.now())
    except Conflict as wrong:
        form.refuse(wrong.message, wrong.field)
        return _app_page(form, offer), 422
    return _done(changed, "Your app is set up.")


@pages.post("/account/app/remove")
@signed_in(fresh=True, takes=RemoveForm)
def remove_app() -> Answer:
    """Forget the app."""
    return _remove(changes.remove_app, "The app is removed.")


@pages.post("/account/passkeys/question")
@signed_in(fresh=True, takes=ActForm)
def passkey_question() -> Response:
    """Make the question with which the browser makes a passkey."""
    with unit_of_work():
        question = passkeys.ask_for_new(current_user.signed_in.account_id, clock.now())
    return jsonify(questions.put(question))


@pages.post("/account/passkeys/add")
@signed_in(fresh=True, takes=NewPasskeyForm)
def add_passkey() -> Answer:
    """Keep a passkey that the browser made."""
    me, form = current_user.signed_in, NewPasskeyForm()
    secret = questions.taken()
    if not form.validate():
        return _page(form), 422
    try:
        with unit_of_work():
            changed = changes.add_passkey(me, secret, form.answer.data, form.name.data, clock.now())
    except Conflict as wrong:
        form.refuse(wrong.message)
        form.answer.data = ""
        return _page(form), 422
    return _done(changed, "Your passkey is kept.")


@pages.post("/account/passkeys/<public_id:passkey>/name")
@signed_in(fresh=True, takes=RenameForm)
def rename_passkey(passkey: str) -> Response:
    """Give a passkey another name."""
    form = RenameForm()
    if not form.validate():
        raise Conflict(form.error_list()[0][1])
    with unit_of_work():
        passkeys.rename(current_user.signed_in.account_id, passkey, form.name.data)
    flash("The passkey has its new name.", "success")
    return redirect(url_for("account.signing_in"), 303)


@pages.post("/account/passkeys/<public_id:passkey>/remove")
@signed_in(fresh=True, takes=RemoveForm)
def remove_passkey(passkey: str) -> Answer:
    """Forget a passkey."""
    standing.of(current_user.signed_in.account_id).passkey(passkey)
    return _remove(partial(changes.remove_passkey, public_id=passkey), "The passkey is removed.")


@pages.post("/account/recovery-codes")
@signed_in(fresh=True, takes=ActForm)
def recovery_codes() -> str:
    """Make new recovery codes and show them, this once."""
    with unit_of_work():
        changed = changes.make_codes(current_user.signed_in, clock.now())
    mailing.send_later(changed.mail)
    return _codes_page(changed, "The codes from before are void.")


def _remove(forget: Callable[..., Changed], what: str) -> Answer:
    me, form = current_user.signed_in, RemoveForm()
    if wrong := _refuse_password(form):
        return wrong
    try:
        with unit_of_work():
            changed = forget(me, password=form.password.data, now=clock.now(), is_owed=bool(_who_asks()))
    except Conflict as problem:
        form.refuse(problem.message)
        return _page(form), 422
    return _done(changed, what)


def _refuse_password(form: RemoveForm) -> Answer | None:
    """Ask for the password where the last factor goes; return the page that says what is wrong with it, if anything."""
    me = current_user.signed_in
    has = standing.of(me.account_id)
    if not form.validate():
        return _page(form), 422
    if has.count > 1 or not has.has_password or _who_asks():
        return None
    proof = proving.ask(form, me.email, form.password.data, "This is not your password.", "password")
    if proof.account_id is None:
        return _page(form), proof.status
    with unit_of_work():
        accounts.forget_tries(me.email)
    return None


def _who_asks() -> list[str]:
    """Return who asks this account for a second factor, as the page names them."""
    me = current_user.signed_in
    asks = [choice.name for choice in accounts.centers_of(me.account_id) if choice.asks_twice]
    return [*asks, "the installation"] if me.is_administrator else asks


def _done(changed: Changed, what: str) -> Answer:
    mailing.send_later(changed.mail)
    if changed.codes:
        return _codes_page(changed, what)
    flash(f"{what} Every other browser was signed out.", "success")
    return redirect(url_for("account.signing_in"), 303)


def _codes_page(changed: Changed, what: str) -> str:
    return render_template("account/recovery_codes.html", codes=changed.codes, what=what)


def _rename_form(key: PasskeyView) -> RenameForm:
    form = RenameForm(formdata=None, name=key.name)
    form.name.id = f"name-{key.public_id}"  # several such forms stand on one page
    return form


def _app_page(form: AppForm, offer: authenticators.Offer) -> str:
    groups = [offer.secret[start : start + 4] for start in range(0, len(offer.secret), 4)]
    return render_template(
        "account/app.html", form=form, picture=qr.picture(offer.address), address=offer.address, secret=" ".join(groups)
    )


def _page(form: BaseForm) -> str:
    me = current_user.signed_in
    has = standing.of(me.account_id)
    return render_template(
        "account/signing_in.html",
        form=form,
        new=form if isinstance(form, NewPasskeyForm) else NewPasskeyForm(formdata=None),
        removing=form if isinstance(form, RemoveForm) else RemoveForm(formdata=None),
        has=has,
        keys=[(key, _rename_form(key)) for key in has.passkeys],
        is_owed=bool(_who_asks()) and not me.proved_twice,
        asks=_who_asks(),
        can_be=passkeys.place() is not None,
        act=ActForm(formdata=None),
    )
