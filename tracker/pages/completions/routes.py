"""Routes: logging a completion; what is done with one afterwards stands in `changing`."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound, Refused, TrackerError
from tracker.formatting import join_names
from tracker.pages.completions import changing
from tracker.pages.completions.blueprint import Answer, pages
from tracker.pages.completions.entries import asked_for, entry_of, is_unfolded, log_form, preset_of
from tracker.pages.completions.forms import LogForm
from tracker.pages.completions.proposals import Proposals, nothing_read, proposals_of
from tracker.services import completions
from tracker.services import uploads as waiting_files
from tracker.services.actor import Actor
from tracker.services.completions import Duplicate, PersonChoice, Prefill
from tracker.web import uploads
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.uploads import Received

# What is done with a completion afterwards has its routes there, on the same blueprint.
__all__ = ["changing", "pages"]

NO_PERSON = (
    "Your account is not tied to a person of this center yet, so there is nobody to log this for. Ask the director."
)
LOOK_FIRST = "Look at what was read from the certificate, then send it once more."


@pages.route("/completions/new", methods=["GET", "POST"], endpoint="new")
@requires(Action.RECORD_COMPLETION, takes=LogForm, reads=("person", "training", "event", "plan_line", "requirement"))
def new() -> Answer:
    """Show the form, read the certificate into it, and log what it holds."""
    who = actor()
    preset = preset_of(who)
    form, people = log_form(who, preset), completions.people_for(who, preset.person)
    form.people.options = [Option(each.public_id, each.name, each.role_words, each.agency) for each in people]
    if not people:
        raise Refused(NO_PERSON)
    if not _chooses(form):
        # Where there is nobody to choose from, the page does not ask, and nothing that is sent counts.
        form.people.data = [option.value for option in form.people.options]
    return _submitted(who, form, preset, people) if form.is_submitted() else _page(form, nothing_read())


def _submitted(who: Actor, form: LogForm, preset: Prefill, people: Sequence[PersonChoice]) -> Answer:
    try:
        return _log(who, form, preset, people)
    except NotFound:
        # What waited for this form goes with the twin that is saved: its answer is the answer to both.
        if made := _saved_meanwhile(who, form):
            return made
        raise


def _log(who: Actor, form: LogForm, preset: Prefill, people: Sequence[PersonChoice]) -> Answer:
    if made := _made_already(who, form):
        return made
    has_new_files = bool(form.files.data)
    received = uploads.receive(who, form.files)
    if form.pressed("as") == "read":
        received.refuse_on(form)
        return _filled(who, form, preset, people), 422 if received.refusals else 200
    if form.adds_row():
        return _page(form, proposals_of(who, form, people))
    valid = form.validate()
    received.refuse_on(form)
    if not valid or received.refusals:
        page = _filled(who, form, preset, people) if has_new_files else _page(form, proposals_of(who, form, people))
        return _unsaved(who, form, page, 422)
    found = _unseen(who, form, received)
    if found:
        form.refuse("This may be there already. Compare, then save anyway or leave it.")
        return _unsaved(who, form, _page(form, proposals_of(who, form, people), found), 422)
    return _save(who, form, received, people)


def _filled(who: Actor, form: LogForm, preset: Prefill, people: Sequence[PersonChoice]) -> str:
    """Show the form with what was read from the files in its empty fields; nothing is saved by that."""
    read = proposals_of(who, form, people)
    if read.fill(form, preset, chooses=_chooses(form)) and form.pressed("as") != "read":
        form.refuse(LOOK_FIRST)
    return _page(form, read)


def _unseen(who: Actor, form: LogForm, received: Received) -> list[Duplicate]:
    """Return the likely duplicates, where one of them was not looked at yet; and note them all as looked at."""
    found = completions.likely_duplicates(who, entry_of(form, form.event.data), form.people.data, received.digests)
    ids = [each.completion.public_id for each in found][: form.seen.MOST]
    if form.seen.has_shown(ids):
        return []
    form.seen.show(ids)
    return found


def _save(who: Actor, form: LogForm, received: Received, people: Sequence[PersonChoice]) -> Answer:
    sends = form.pressed("as") != "draft"
    try:
        files = waiting_files.store(who, received.tokens)
        with unit_of_work():
            made = completions.record(
                who,
                entry_of(form, form.event.data, form.preset.guessed),
                form.people.data,
                files,
                submit=sends,
                key=form.submission_key.data,
            )
    except Refused:
        raise
    except TrackerError as problem:
        form.refuse_for(problem)
        page = _page(form, proposals_of(who, form, people))
        return _unsaved(who, form, page, 422 if isinstance(problem, Conflict | NotFound) else 503)
    waiting_files.discard(who, received.tokens)
    flash(_saved(form, sends), "success")
    return redirect(url_for("completions.show", completion=made[0]), 303)


def _unsaved(who: Actor, form: LogForm, page: str, status: int) -> Answer:
    """Show the form again; but where its twin was saved meanwhile, that is the answer to both."""
    return _saved_meanwhile(who, form) or (page, status)


def _saved_meanwhile(who: Actor, form: LogForm) -> Response | None:
    # In a unit of work of its own: what this request has read until now is from before the twin was saved.
    with unit_of_work():
        return _made_already(who, form)


def _made_already(who: Actor, form: LogForm) -> Response | None:
    made = completions.made_by(who, form.submission_key.data)
    return redirect(url_for("completions.show", completion=made), 303) if made else None


def _saved(form: LogForm, sends: bool) -> str:
    chosen = [option.label for option in form.people.options if option.value in form.people.data]
    whom = f" for {join_names(chosen)}" if len(chosen) > 1 else ""
    if sends:
        return f"Logged{whom}. It counts as soon as a second person has accepted it."
    return f"Saved as a draft{whom}. Nobody is asked to look at it until you send it in."


def _page(form: LogForm, read: Proposals, found: list[Duplicate] | None = None) -> str:
    read.mark(form)
    given = {"found": found or [], "unfolded": is_unfolded(form), "chooses": _chooses(form), "read": read}
    named = {name: value for name, value in asked_for().items() if name not in {"training", "event"}}
    return render_template("completions/new.html", form=form, another=read.another_name(form), asked=named, **given)


def _chooses(form: LogForm) -> bool:
    return len(form.people.options) > 1
