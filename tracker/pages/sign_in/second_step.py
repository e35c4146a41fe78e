"""Routes: the second factor after the first proof: an app, a passkey, a recovery code. And a passkey as the whole."""

from flask import flash, jsonify, redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.db.work import unit_of_work
from tracker.domain.errors import Conflict, Refused
from tracker.domain.second_factor import Proof
from tracker.pages.sign_in.blueprint import Answer, pages
from tracker.pages.sign_in.forms import CodeForm, PasskeyForm, RecoveryForm
from tracker.services import entering as door
from tracker.services import mailing
from tracker.services.entering import Entered
from tracker.services.second_factor import passkeys, standing, tries
from tracker.services.second_factor.steps import Step
from tracker.web import entering, questions
from tracker.web.access import public
from tracker.web.forms import ActForm, BaseForm

TOO_LATE = "Signing in took longer than ten minutes, or was ended. Begin again."


@pages.post("/sign-in/passkey/question")
@public(takes=ActForm)
def passkey_question() -> Response:
    """Make the question that the browser puts to a passkey; the answer must come within ten minutes."""
    with unit_of_work():
        question = passkeys.ask(clock.now())
    return jsonify(questions.put(question))


@pages.post("/sign-in/passkey")
@public(takes=PasskeyForm)
def passkey() -> Answer:
    """Let in whoever answers with a passkey, which is two factors in one."""
    form = PasskeyForm()
    try:
        _refuse_unanswered(form)
        with unit_of_work():
            account = passkeys.check(questions.taken(), form.answer.data, clock.now())
        return entering.enter(account, Proof.PASSKEY, next=form.next.data)
    except (Conflict, Refused) as wrong:
        flash(wrong.message, "error")
        return redirect(url_for("sign_in.show", next=form.next.data or None), 303)


@pages.route("/sign-in/second-factor", methods=["GET", "POST"])
@public(takes=CodeForm)
def second_factor() -> Answer:
    """Ask for the second factor, and let in whoever gives the digits of the app."""
    step = door.waiting(entering.waiting_step(), clock.now())
    if step is None:
        return _begin_again()
    form = CodeForm()
    if not form.is_submitted():
        return _page(step, form)
    if not form.validate():
        return _page(step, form), 422
    try:
        with unit_of_work():
            mail = door.count_try(step, entering.browser(), clock.now())
    except Refused as hurry:
        form.refuse(hurry.message)
        return _page(step, form), 429
    if mail:
        mailing.send_later(mail)
    return _enter_by_code(step, form)


@pages.post("/sign-in/second-factor/passkey")
@public(takes=PasskeyForm)
def second_passkey() -> Answer:
    """Let in whoever answers the second step with a passkey of the account."""
    secret, form = entering.waiting_step(), PasskeyForm()
    try:
        _refuse_unanswered(form)
        with unit_of_work():
            asked = (questions.taken(), form.answer.data)
            entered = door.by_passkey(secret, *asked, entering.browser(), clock.now())
    except (Conflict, Refused) as wrong:
        flash(wrong.message, "error")
        return redirect(url_for("sign_in.second_factor"), 303)
    return entering.arrive(entered)


@pages.route("/sign-in/recovery-code", methods=["GET", "POST"])
@public(takes=RecoveryForm)
def recovery_code() -> Answer:
    """Let in whoever lost the second factor and kept the codes."""
    secret = entering.waiting_step()
    step, form = door.waiting(secret, clock.now()), RecoveryForm()
    if step is None:
        return _begin_again()
    if not form.is_submitted():
        return render_template("sign_in/recovery_code.html", form=form)
    if not form.validate():
        return render_template("sign_in/recovery_code.html", form=form), 422
    try:
        with unit_of_work():
            tries.count_recovery(step.id, clock.now())
    except Refused as hurry:
        form.refuse(hurry.message)
        return render_template("sign_in/recovery_code.html", form=form), 429
    try:
        with unit_of_work():
            entered = door.by_recovery_code(secret, form.code.data, entering.browser(), clock.now())
    except Refused as wrong:
        form.refuse(wrong.message, wrong.field)
        return render_template("sign_in/recovery_code.html", form=form), 422
    return entering.arrive(entered)


def _enter_by_code(step: Step, form: CodeForm) -> Answer:
    try:
        with unit_of_work():
            entered: Entered = door.by_code(entering.waiting_step(), form.code.data, entering.browser(), clock.now())
    except Refused as wrong:
        form.refuse(wrong.message, wrong.field)
        return _page(step, form), 422
    return entering.arrive(entered)


def _refuse_unanswered(form: BaseForm) -> None:
    if not form.validate():
        raise Conflict(form.error_list()[0][1])


def _begin_again() -> Response:
    session.pop(entering.STEP, None)
    flash(TOO_LATE, "warning")
    return redirect(url_for("sign_in.show"), 303)


def _page(step: Step, form: CodeForm) -> str:
    has = standing.of(step.account_id or 0)
    asks = PasskeyForm(formdata=None) if has.passkeys and passkeys.place() else None
    return render_template("sign_in/second_factor.html", form=form, has=has, passkey=asks)
