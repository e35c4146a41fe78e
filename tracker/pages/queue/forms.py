"""The forms of the queue: one decision, or several acceptances at once."""

from typing import ClassVar

from tracker.services.completions import CompletionView
from tracker.services.review_words import ReviewWords
from tracker.web.fields import ChecksField, DateField, Option, ParagraphField, TextField
from tracker.web.forms import BaseForm, EditForm


class DecisionForm(EditForm):
    """A decision on one completion. The checklist helps the eye; what was ticked is kept with an acceptance."""

    BUTTONS: ClassVar = {"decision": ("accept", "return")}

    looked_at = ChecksField("Look for", thing="what you looked at", required=False)
    phrases = ChecksField("What is wrong or missing", thing="a reason", required=False)
    words = ParagraphField("In your own words", thing="the reason", required=False, max_length=1000, rows=3)

    @property
    def reason(self) -> str:
        """The reason for returning it: the phrases chosen, then the own words."""
        # Also shown of a form that was refused, in which anything may have been sent.
        chosen = [option.value for option in self.phrases.options if option.value in self.phrases.data]
        return " ".join([*chosen, self.words.data]).strip()


class LinkForm(BaseForm):
    """Who decides by a link, until when, and on what."""

    decider = TextField("Who decides", thing="who decides", max_length=150, hint="A deputy, or a member of your board.")
    function = TextField("Their function", max_length=150, hint="As it stands with each decision: board treasurer.")
    ends_on = DateField("Last day", hint="The link works once, until this day ends; at most 14 days from today.")
    chosen = ChecksField("On what they decide", thing="at least one completion", most=50)


class TogetherForm(BaseForm):
    """Several completions of one event, accepted at once."""

    chosen = ChecksField("Accept for", thing="at least one person")


def decision_form(view: CompletionView, words: ReviewWords) -> DecisionForm:
    """Return the form for a decision on what is shown, in the center's words."""
    form = DecisionForm(data={"version": view.version})
    form.looked_at.options = [Option(line, line) for line in words.checklist(view.kind)]
    form.phrases.options = [Option(line, line) for line in words.reasons]
    return form


def together_form(views: list[CompletionView]) -> TogetherForm:
    """Return the form for an event, everybody chosen; each value names the version that was read."""
    marks = [f"{view.public_id}.{view.version}" for view in views]
    form = TogetherForm(data={"chosen": marks})
    form.chosen.options = [
        Option(mark, view.person_name, view.grade.label) for mark, view in zip(marks, views, strict=True)
    ]
    return form
