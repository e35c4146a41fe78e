"""Routes: logging a completion; what is done with one afterwards stands in `changing`."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict, NotFound, Refused, TrackerError
from tracker.formatting import join_names
from tracker.pages.completions import changing
from tracker.pages.completions.blueprint import Answer, pages
from tracker.pages.completions.entries import asked_for, entry_of, is_unfolded, log_form
from tracker.pages.completions.forms import LogForm
from tracker.services import completions
from tracker.services import uploads as waiting_files
from tracker.services.actor import Actor
from tracker.services.completions import Duplicate
from tracker.web import uploads
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.uploads import Received

# What is done with a completion afterwards has its routes there, on the same blueprint.
__all__ = ["changing", "pages"]

NO_PERSON = (
    "Your account is not tied to a person of this center yet, so there is nobody to log this for. Ask the director."
)


@pages.route("/completions/new", methods=["GET", "POST"], endpoint="new")
@requires(Action.RECORD_COMPLETION, takes=LogForm, reads=("person", "training", "event"))
def new() -> Answer:
    """Show the form, and log what it holds."""
    who = actor()
    proposed = completions.prefill(who, **asked_for())
    form = log_form(who, proposed)
    if who.may(Action.RECORD_FOR_OTHERS):
        form.people.options = [
            Option(each.public_id, each.name, each.role_words, each.agency)
            for each in completions.people_to_choose(who, proposed.person)
        ]
    elif proposed.person:
        form.people.options = [Option(proposed.person, who.name)]
    if not form.people.options:
        raise Refused(NO_PERSON)
    if not _chooses(form):
        # Where there is nobody to choose from, the page does not ask, and nothing that is sent counts.
        form.people.data = [option.value for option in form.people.options]
    if form.is_submitted():
        return _log(who, form)
    return _page(form)


def _log(who: Actor, form: LogForm) -> Answer:
    if made := _made_already(who, form):
        return made
    received = uploads.receive(who, form.files)
    if form.adds_row():
        return _page(form)
    valid = form.validate()
    received.refuse_on(form)
    if not valid or received.refusals:
        return _unsaved(who, form, 422)
    found = _unseen(who, form, received)
    if found:
        form.refuse("This may be there already. Compare, then save anyway or leave it.")
        return _unsaved(who, form, 422, found)
    return _save(who, form, received)


def _unseen(who: Actor, form: LogForm, received: Received) -> list[Duplicate]:
    """Return the likely duplicates, where one of them was not looked at yet; and note them all as looked at."""
    found = completions.likely_duplicates(who, entry_of(form, form.event.data), form.people.data, received.digests)
    ids = [each.completion.public_id for each in found][:40]
    if set(ids) <= set(form.seen.data.split()):
        return []
    form.seen.data = " ".join(ids)
    return found


def _save(who: Actor, form: LogForm, received: Received) -> Answer:
    sends = form.pressed("as") != "draft"
    try:
        files = waiting_files.store(who, received.tokens)
        with unit_of_work():
            made = completions.record(
                who,
                entry_of(form, form.event.data),
                form.people.data,
                files,
                submit=sends,
                key=form.submission_key.data,
            )
    except Refused:
        raise
    except TrackerError as problem:
        form.refuse_for(problem)
        return _unsaved(who, form, 422 if isinstance(problem, Conflict | NotFound) else 503)
    waiting_files.discard(who, received.tokens)
    flash(_saved(form, sends), "success")
    return redirect(url_for("completions.show", completion=made[0]), 303)


def _unsaved(who: Actor, form: LogForm, status: int, found: list[Duplicate] | None = None) -> Answer:
    """Show the form again; but where its twin was saved meanwhile, that is the answer to both."""
    # In a unit of work of its own: what this request has read until now is from before the twin was saved.
    with unit_of_work():
        made = _made_already(who, form)
    return made or (_page(form, found), status)


def _made_already(who: Actor, form: LogForm) -> Response | None:
    made = completions.made_by(who, form.submission_key.data)
    return redirect(url_for("completions.show", completion=made), 303) if made else None


def _saved(form: LogForm, sends: bool) -> str:
    chosen = [option.label for option in form.people.options if option.value in form.people.data]
    whom = f" for {join_names(chosen)}" if len(chosen) > 1 else ""
    if sends:
        return f"Logged{whom}. It counts as soon as a second person has accepted it."
    return f"Saved as a draft{whom}. Nobody is asked to look at it until you send it in."


def _page(form: LogForm, found: list[Duplicate] | None = None) -> str:
    return render_template(
        "completions/new.html", form=form, found=found or [], unfolded=is_unfolded(form), chooses=_chooses(form)
    )


def _chooses(form: LogForm) -> bool:
    return len(form.people.options) > 1
