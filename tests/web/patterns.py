"""A bare application that knows templates, styles and words only, and something to show in every component.

Pages are built on components; components are looked at here, without a database and in every state they can be in.
The people in it are the letters of the alphabet.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask, Response, flash, jsonify, render_template, request

from tracker.domain.access import Action
from tracker.domain.finding import Counted, NotCounted, Status, Verdict
from tracker.domain.record import Completion
from tracker.domain.vocabulary import CompletionState
from tracker.web import assets, filters, headers
from tracker.web.fields import (
    CheckboxField,
    ChecksField,
    DateField,
    EmailField,
    FilesField,
    HoursField,
    KeptField,
    KeptFile,
    LinkField,
    Option,
    ParagraphField,
    PasswordField,
    PersonPicker,
    RadioField,
    RowsField,
    SelectField,
    SuggestField,
    TextField,
    TopicPicker,
    WholeNumberField,
)
from tracker.web.forms import BaseForm, EditForm, RowForm
from tracker.web.navigation import Navigation, navigation
from tracker.web.paging import Page

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 24)
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Children's Advocacy Center of the Upper Valleys"

PEOPLE = [
    Option(f"p{number}", f"Person {letter}", hint, agency)
    for number, (letter, hint, agency) in enumerate(
        [
            *[(letter, "Forensic interviewer", "The center") for letter in "ABCD"],
            *[(letter, "Investigator", "Sheriff's office") for letter in "EFGH"],
            *[(letter, "", "Child protective services") for letter in "JKL"],
        ]
    )
]
TOPICS = [
    Option(*pair)
    for pair in [("trauma", "Trauma"), ("screening", "Screening"), ("advocacy", "Advocacy"), ("courts", "Courts")]
]


class CreditRow(RowForm):
    """A body's credit for a training."""

    body = TextField("Credit body", max_length=100)
    amount = HoursField("Credits", unit="")


class CompletionForm(BaseForm):
    """Every kind of field, as on the page where a completion is logged."""

    files = FilesField("Certificate", hint="What is read from it is filled in below; you correct it.", required=False)
    title = SuggestField("Title of the training", thing="the title", into="training_id")
    training_id = KeptField()
    completed_on = DateField("Completion date", until_today=True)
    hours = HoursField(hint="As the certificate says. 1:30 and 90 min are fine.")
    topics = TopicPicker(options=TOPICS)
    people = PersonPicker("People", options=PEOPLE, hint="Everyone who completed it.")
    training_format = SelectField("Format", options=[("in_person", "In person"), ("recorded", "Recorded")])
    agency = SelectField(
        "Agency",
        options=[Option("so", "Sheriff's office", group="Partners"), Option("c", "The center")],
        required=False,
    )
    decision = RadioField(
        "Decision",
        options=[
            Option("accept", "Accept", "It counts from now on."),
            Option("return", "Return", "Say what is missing."),
        ],
    )
    kinds = ChecksField("Kinds", options=[("a", "Initial"), ("b", "Ongoing")], required=False)
    seats = WholeNumberField("Seats", least=1, most=500, required=False)
    link = LinkField(required=False)
    email = EmailField()
    password = PasswordField(new=True)
    note = ParagraphField("Note", required=False, hint="For whoever reviews this.")
    confirmed = CheckboxField("The names are those on the certificate", required=True)
    credits = RowsField("Credits", CreditRow, row_name="credit")


class RenameForm(EditForm):
    """A form that changes what exists."""

    name = TextField("Name", max_length=80)


def make_app() -> Flask:
    """Make the application."""
    app = Flask("patterns", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.update(SECRET_KEY="patterns", TESTING=True, WTF_CSRF_ENABLED=False)
    headers.install(app, secure=False)
    assets.install(app)
    filters.install(app)
    entries = {entry.endpoint for entry in _navigation("").rail + _navigation("").more}
    for endpoint in [*sorted(entries), "account.show", "account.kept_here", "check.show", "sign_in.sign_out"]:
        app.add_url_rule(f"/at/{endpoint}", endpoint, patterns, methods=["GET", "POST"])
    app.add_url_rule("/", "patterns", patterns, methods=["GET", "POST"])
    app.add_url_rule("/plain", "plain", plain)
    app.add_url_rule("/matrix", "wide", matrix)
    app.add_url_rule("/error", "fault", fault)
    app.add_url_rule("/suggest", "suggest", suggest)
    return app


def patterns() -> str:
    """Show every component; a form sent empty shows every error."""
    form = CompletionForm(today=TODAY)
    signs = ("It has a date of birth in it of somebody under 18.",)
    form.files.kept = [
        KeptFile("k1", "certificate-a.pdf", 230_400),
        KeptFile("k2", "scan-0007.pdf", 81_000, signs=signs),
    ]
    form.files.kept_keys = ["k1", "k2"]
    form.title.suggest_url = "/suggest"
    if request.method == "POST":
        form.validate()
        form.refuse("Somebody else logged the same training for Person A on Nov 3, 2026.")
    for category in ("success", "info", "warning", "error"):
        flash(f"A message of the kind {category}.", category)
    return render_template("patterns.html", **context(), form=form, findings=findings(), page=Page(["x"] * 50, 4, 1204))


def plain() -> str:
    """Show the page of those who are not signed in."""
    return render_template("patterns_plain.html", form=RenameForm())


def matrix() -> str:
    """Show a matrix of 30 people, as it goes on one sheet."""
    return render_template("patterns_matrix.html", **context(), findings=findings(), rows=30)


def fault() -> str:
    """Show what stands where something could not be done."""
    return render_template("errors/error.html", status=404, message="There is nothing here, or it is not yours to see.")


def suggest() -> Response:
    """Propose trainings."""
    words = request.args["q"].lower()
    titles = ["Trauma and the brain", "Trauma-informed advocacy", "Screening for exploitation"]
    found = [title for title in titles if words in title.lower()]
    return jsonify(results=[{"id": title[:3], "title": title, "detail": "2 hours"} for title in found])


def context() -> dict[str, Any]:
    """What every page is given when somebody is signed in."""
    return {
        "account": SimpleNamespace(display_name="Person A"),
        "center": SimpleNamespace(name=request.args.get("center", "Cedar Valley Children's Advocacy Center")),
        "nav": _navigation(request.args.get("at", "matrix.show")),
        "unchecked": [
            SimpleNamespace(
                title="The CSEC standard",
                unchecked_words="Working draft, not checked against NCA's text",
                notice="Its text was not available when this was written.",
            )
        ],
        "today": TODAY,
    }


def findings() -> dict[str, Verdict]:
    """One verdict of each status; the unmet one with all its proof."""
    trauma = _completion("c1", "Trauma and the brain", date(2026, 3, 2))
    old = _completion("c2", "Screening for exploitation", date(2023, 5, 9))
    made = {
        status.value: Verdict(status=status, reason=f"A reason why this is {status.label.lower()}.")
        for status in Status
    }
    made["not_met"] = Verdict(
        status=Status.NOT_MET,
        reason="5.5 of 8 hours in the 24 months up to Nov 24, 2026.",
        gap="2.5 hours on trauma or screening, before Jan 31, 2027.",
        counted=(Counted(trauma, Decimal("5.5"), note="3 of them on trauma"),),
        not_counted=(NotCounted(old, "it was completed before Nov 24, 2024"),),
        hours_needed=Decimal(8),
        hours_counted=Decimal("5.5"),
        cautions=("One record rests on a person's own word.",),
        children=(
            Verdict(status=Status.MET, title="Trauma", reason="3 of 2 hours.", counted=(Counted(trauma, Decimal(3)),)),
        ),
    )
    return made


def _completion(key: str, title: str, day: date) -> Completion:
    return Completion(key=key, title=title, completed_on=day, state=CompletionState.ACCEPTED)


def _navigation(current: str) -> Navigation:
    return navigation(frozenset(action.value for action in Action), current, queue_count=3)
