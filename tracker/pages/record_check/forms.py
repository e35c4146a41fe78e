"""The forms of the check of the record: what to show, and why a line is right."""

from tracker.web.fields import ParagraphField
from tracker.web.forms import BaseForm


class AsideForm(BaseForm):
    """Setting a line aside."""

    reason = ParagraphField(
        "This is right, because",
        thing="why it is right",
        max_length=1000,
        rows=3,
        hint="Others read it here and in the history. Leave out health, children and cases.",
    )


class TakeBackForm(BaseForm):
    """Putting a line among the others again."""
