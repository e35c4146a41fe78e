"""The forms of the queue: one decision, or several acceptances at once."""

from typing import ClassVar

from tracker.domain.record import CompletionKind
from tracker.services.completions import CompletionView
from tracker.web.fields import ChecksField, Option, ParagraphField
from tracker.web.forms import BaseForm, EditForm

# What people return most often, in words that say what to do.
PHRASES = (
    "The certificate is missing. Please add it.",
    "The certificate cannot be read. Please take a new photo or add the PDF.",
    "The name on the certificate is another person's.",
    "The completion date differs from the certificate.",
    "The hours differ from the certificate, or it does not show them.",
    "The title or the provider differs from the certificate.",
    "This looks like one that was logged already.",
)
_ON_EACH = ("The name is this person's", "The day is the one on the certificate")
CHECKLISTS: dict[str, tuple[str, ...]] = {
    CompletionKind.TRAINING: (*_ON_EACH, "Title and provider are right", "The hours are those on the certificate"),
    CompletionKind.PEER_REVIEW: ("The day is right", "It was peer review, not a training", "The length is shown"),
    CompletionKind.SUPERVISION: ("The day is right", "Who supervised is shown", "The length is shown"),
    CompletionKind.LICENSE: (*_ON_EACH, "The license number is right", "The last valid day is entered"),
    CompletionKind.DEGREE: (*_ON_EACH, "The school is named"),
    CompletionKind.ENROLLMENT: (*_ON_EACH, "What they enrolled in is named"),
}


class DecisionForm(EditForm):
    """A decision on one completion. The checklist helps the eye; what was ticked is kept with an acceptance."""

    BUTTONS: ClassVar = {"decision": ("accept", "return")}

    looked_at = ChecksField("Look for", thing="what you looked at", required=False)
    phrases = ChecksField(
        "What is wrong or missing",
        thing="a reason",
        required=False,
        options=[Option(str(number), phrase) for number, phrase in enumerate(PHRASES)],
    )
    words = ParagraphField("In your own words", thing="the reason", required=False, max_length=1000, rows=3)

    @property
    def reason(self) -> str:
        """The reason for returning it: the phrases chosen, then the own words."""
        # Also shown of a form that was refused, in which anything may have been sent.
        chosen = [phrase for number, phrase in enumerate(PHRASES) if str(number) in self.phrases.data]
        return " ".join([*chosen, self.words.data]).strip()


class TogetherForm(BaseForm):
    """Several completions of one event, accepted at once."""

    chosen = ChecksField("Accept for", thing="at least one person")


def decision_form(view: CompletionView) -> DecisionForm:
    """Return the form for a decision on what is shown."""
    form = DecisionForm(data={"version": view.version})
    form.looked_at.options = [Option(line, line) for line in CHECKLISTS.get(view.kind, _ON_EACH)]
    return form


def together_form(views: list[CompletionView]) -> TogetherForm:
    """Return the form for an event, everybody chosen; each value names the version that was read."""
    marks = [f"{view.public_id}.{view.version}" for view in views]
    form = TogetherForm(data={"chosen": marks})
    form.chosen.options = [
        Option(mark, view.person_name, view.grade.label) for mark, view in zip(marks, views, strict=True)
    ]
    return form
