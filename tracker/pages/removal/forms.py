"""The form by which a file is removed for good."""

from tracker.services.removing_files import Why
from tracker.web.fields import CheckboxField, Option, ParagraphField, RadioField
from tracker.web.forms import BaseForm


class RemoveFileForm(BaseForm):
    """Why a file must not be kept, and that it is gone then."""

    why = RadioField("Why must it not be kept?", thing="the reason", options=[Option(each, each.label) for each in Why])
    words = ParagraphField(
        "In your words",
        required=False,
        max_length=500,
        rows=2,
        hint="These words stay for good. Write no names, and nothing about a child.",
    )
    sure = CheckboxField("I know that it cannot be brought back")
