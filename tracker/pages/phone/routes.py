"""Routes: logging one completion by a link, without a password. Looking uses nothing up; sending does."""

from functools import partial
from typing import BinaryIO

from flask import Blueprint, Response, jsonify, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker import clock
from tracker.domain.errors import Conflict, NotFound, Refused, TrackerError
from tracker.pages.phone.filling import Filling
from tracker.pages.phone.forms import PhoneForm
from tracker.services import phone_links
from tracker.services.actor import Actor
from tracker.services.completions import Entry
from tracker.services.phone_links import Opened
from tracker.services.uploads import Waiting
from tracker.web import uploads
from tracker.web.access import public
from tracker.web.fields import KeptFile
from tracker.web.forms import ActForm
from tracker.web.headers import shut_in
from tracker.web.query import asked

pages = Blueprint("phone", __name__)
Answer = str | AnyResponse | tuple[str, int]
LOOK_FIRST = "Look at what was read from the certificate, then send it once more."


@pages.route("/log/<token:token>", methods=["GET", "POST"])
@public(takes=PhoneForm)
def show(token: str) -> Answer:
    """Show what to send, keep files as they come, and take the completion."""
    now = clock.now()
    try:
        link = phone_links.opened(token, now)
    except NotFound:
        return _ended(token, PhoneForm(today=now.date()))
    form = PhoneForm(today=link.actor.today)
    form.title.suggest_url = url_for("phone.suggest", token=token)
    if not form.is_submitted():
        _show_kept(token, link, form)
        return _page(token, link, form)
    try:
        phone_links.count_try(link)
    except Refused as hurry:
        _show_kept(token, link, form)
        form.refuse(hurry.message)
        return _page(token, link, form), 429
    return _receive(token, link, form)


@pages.get("/log/<token:token>/suggest")
@public(reads=("q",))
def suggest(token: str) -> Response:
    """Propose trainings of the catalog for what somebody begins to type; nothing else of them is told."""
    found = phone_links.suggest(phone_links.opened(token, clock.now()), asked("q")[:100])
    return jsonify(results=[{"id": each.public_id, "title": each.title, "detail": each.provider} for each in found])


@pages.get("/log/<token:token>/files/<int:number>")
@public()
def picture(token: str, number: int) -> Response:
    """Show the first page of a kept file, by its place from 1."""
    path = phone_links.picture(phone_links.opened(token, clock.now()), number)
    return shut_in(send_file(path, "image/jpeg", conditional=False, etag=False))


@pages.get("/log/<token:token>/done")
@public()
def done(token: str) -> Answer:
    """Say that it was sent, and what comes next."""
    sent = phone_links.sent(token, clock.now())
    if sent is None:
        raise NotFound(phone_links.CLOSED)
    return render_template("phone/done.html", center={"name": sent.center_name})


def _receive(token: str, link: Opened, form: PhoneForm) -> Answer:
    wanted = set(form.files.kept_keys)
    phone_links.drop(link, [each for each in form.shown.data.split() if each not in wanted])
    had_new = bool(form.files.data)
    # All that lies under the link is sent with it: files travel with no form, but the one that brought them.
    form.files.kept_keys = []
    received = uploads.receive(link.actor, form.files, partial(_take, link))
    _show_kept(token, link, form)
    if form.pressed("as") == "read":
        filling = Filling(link)
        filling.fields.fill(form)
        received.refuse_on(form)
        return _page(token, link, form, filling), 422 if received.refusals else 200
    valid = form.validate()
    received.refuse_on(form)
    filling = Filling(link)
    if had_new and filling.fields.fill(form):
        form.refuse(LOOK_FIRST)
        valid = False
    if not valid or received.refusals:
        return _page(token, link, form, filling), 422
    return _send(token, link, form, filling)


def _take(link: Opened, _actor: Actor, source: BinaryIO, name: str) -> Waiting:
    return phone_links.take(link, source, name)


def _send(token: str, link: Opened, form: PhoneForm, filling: Filling) -> Answer:
    entry = Entry(
        title=form.title.data,
        completed_on=form.completed_on.data,
        hours=form.hours.data,
        provider=form.provider.data,
        training=form.training.data or None,
    )
    try:
        phone_links.send(link, entry, form.submission_key.data)
    except Refused:
        raise
    except TrackerError as problem:
        form.refuse_for(problem)
        return _page(token, link, form, filling), 422 if isinstance(problem, Conflict | NotFound) else 503
    return redirect(url_for("phone.done", token=token), 303)


def _ended(token: str, form: PhoneForm) -> Answer:
    """Answer for a link that opens nothing: the form that used it up, sent again, was sent."""
    sent = phone_links.sent(token, clock.now())
    if sent is not None and form.is_submitted() and form.submission_key.data == sent.key:
        return redirect(url_for("phone.done", token=token), 303)
    return render_template("phone/closed.html", words=phone_links.CLOSED, act=ActForm(formdata=None)), 404


def _show_kept(token: str, link: Opened, form: PhoneForm) -> None:
    files = phone_links.waiting(link)
    form.files.kept, form.files.kept_keys = [], []
    form.files.keep(
        KeptFile(each.token, each.name, each.size, url_for("phone.picture", token=token, number=number), each.signs)
        for number, each in enumerate(files, start=1)
    )
    form.shown.data = " ".join(each.token for each in files)


def _page(token: str, link: Opened, form: PhoneForm, filling: Filling | None = None) -> str:
    filling = filling or Filling(link)
    filling.fields.mark(form)
    center = {"name": link.actor.center_name}
    return render_template("phone/show.html", token=token, link=link, form=form, filling=filling, center=center)
