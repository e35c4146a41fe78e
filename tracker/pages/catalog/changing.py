"""Routes: the center's own trainings, adopting typed titles, retiring, merging, and what was reported of links."""

from flask import flash, redirect, render_template, url_for

from tracker.db.work import unit_of_work
from tracker.domain.access import Action
from tracker.domain.errors import Conflict
from tracker.formatting import format_count
from tracker.pages.catalog.blueprint import Answer, pages
from tracker.pages.catalog.forms import LONGEST_NAME, AdoptForm, ChangeForm, MergeForm, NewForm
from tracker.services import catalog, links, trainings
from tracker.services.catalog import Entry
from tracker.services.trainings import Filters
from tracker.web import clashes
from tracker.web.access import actor, requires
from tracker.web.fields import Option
from tracker.web.forms import ActForm
from tracker.web.query import asked

ONE = "/catalog/<public_id:training>"


@pages.route("/catalog/new", methods=["GET", "POST"])
@requires(Action.MANAGE_CATALOG, takes=NewForm, reads=("title",))
def new() -> Answer:
    """Add a training of the center's own."""
    form = NewForm()
    if not form.is_submitted():
        form.title.data = form.adopts.data = asked("title")[:LONGEST_NAME]
        return render_template("catalog/new.html", form=form)
    if form.validate():
        try:
            with unit_of_work():
                made = catalog.add(actor(), _entry(form), form.submission_key.data, adopts=form.adopts.data or "")
        except Conflict as problem:
            form.refuse(problem.message, problem.field)
        else:
            flash("The training is in your catalog.", "success")
            return redirect(url_for("catalog.show", training=made), 303)
    return render_template("catalog/new.html", form=form), 422


@pages.route(f"{ONE}/change", methods=["GET", "POST"])
@requires(Action.MANAGE_CATALOG, takes=ChangeForm)
def change(training: str) -> Answer:
    """Show an entry as a form, and save what was changed."""
    view = trainings.get(actor(), training)
    form = ChangeForm(obj=view)
    if not form.is_submitted():
        return render_template("catalog/change.html", form=form, it=view)
    if not form.validate():
        return render_template("catalog/change.html", form=form, it=view), 422
    try:
        with unit_of_work():
            catalog.change(actor(), training, _entry(form), form.version.data)
            catalog.set_aliases(actor(), training, form.aliases.lines())
    except Conflict as problem:
        now = trainings.get(actor(), training)
        status = clashes.refuse(form, problem, now)
        return render_template("catalog/change.html", form=form, it=now), status
    flash("Saved.", "success")
    return redirect(url_for("catalog.show", training=training), 303)


@pages.post(f"{ONE}/retire")
@requires(Action.MANAGE_CATALOG, takes=ActForm)
def retire(training: str) -> Answer:
    """Take an entry off what is proposed."""
    with unit_of_work():
        catalog.retire(actor(), training)
    flash("Retired. What was completed of it stays and counts.", "success")
    return redirect(url_for("catalog.show", training=training), 303)


@pages.post(f"{ONE}/bring-back")
@requires(Action.MANAGE_CATALOG, takes=ActForm)
def bring_back(training: str) -> Answer:
    """Propose a retired entry again."""
    with unit_of_work():
        catalog.retire(actor(), training, back=True)
    flash("It is proposed again.", "success")
    return redirect(url_for("catalog.show", training=training), 303)


@pages.route(f"{ONE}/merge", methods=["GET", "POST"])
@requires(Action.MANAGE_CATALOG, takes=MergeForm)
def merge(training: str) -> Answer:
    """Let an entry be the same as another."""
    view = trainings.get(actor(), training)
    form = MergeForm()
    form.into.options = [option for option in _entries() if option.value != training]
    if not form.is_submitted():
        return render_template("catalog/merge.html", form=form, it=view)
    if form.validate():
        try:
            with unit_of_work():
                catalog.merge(actor(), training, form.into.data)
        except Conflict as problem:
            form.refuse(problem.message, problem.field)
        else:
            flash("They are one entry now; the old title finds it too.", "success")
            return redirect(url_for("catalog.show", training=form.into.data), 303)
    return render_template("catalog/merge.html", form=form, it=view), 422


@pages.route("/catalog/typed", methods=["GET", "POST"])
@requires(Action.MANAGE_CATALOG, takes=AdoptForm)
def typed() -> Answer:
    """Show titles that staff typed, and let one be an entry."""
    who, form = actor(), AdoptForm()
    form.into.options = _entries()
    if not form.is_submitted():
        return render_template("catalog/typed.html", form=form, rows=_typed_rows())
    if not form.validate():
        return render_template("catalog/typed.html", form=form, rows=_typed_rows()), 422
    if not form.into.data:
        return redirect(url_for("catalog.new", title=form.title.data), 303)
    with unit_of_work():
        moved = catalog.adopt(who, form.into.data, form.title.data)
    flash(f"{format_count(moved, 'completion')} now belong to that entry.", "success")
    return redirect(url_for("catalog.typed"), 303)


@pages.get("/catalog/links", endpoint="links")
@requires(Action.MANAGE_CATALOG)
def show_links() -> str:
    """Show what was reported, and which links a check found dead."""
    who = actor()
    return render_template(
        "catalog/links.html",
        reports=links.reports(who),
        dead=links.dead(),
        act=ActForm(formdata=None),
    )


@pages.post("/catalog/reports/<public_id:report>/settle")
@requires(Action.MANAGE_CATALOG, takes=ActForm)
def settle(report: str) -> Answer:
    """Settle a report."""
    with unit_of_work():
        links.settle(actor(), report)
    flash("Settled.", "success")
    return redirect(url_for("catalog.links"), 303)


def _entries() -> list[Option]:
    return [Option(each.public_id, each.title, each.provider) for each in trainings.search(Filters(past=True))]


def _typed_rows() -> list[tuple[catalog.Typed, AdoptForm]]:
    rows: list[tuple[catalog.Typed, AdoptForm]] = []
    for number, each in enumerate(catalog.typed_titles(actor())):
        form = AdoptForm(formdata=None, title=each.title)
        form.into.options = _entries() if number == 0 else rows[0][1].into.options
        form.into.id = f"into-{number}"  # several such forms stand on one page
        rows.append((each, form))
    return rows


def _entry(form: NewForm | ChangeForm) -> Entry:
    return Entry(
        title=form.title.data,
        provider=form.provider.data,
        topics=frozenset(form.topics.data),
        roles=frozenset(form.roles.data),
        audience=form.audience.data,
        format=form.format.data,
        hours=form.hours.data,
        cost=form.cost.data,
        url=form.url.data,
        note=form.note.data,
        past=bool(form.past.data),
    )
