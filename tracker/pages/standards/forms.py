"""The forms on standards: a button, and the word that a text was checked."""

from tracker.web.fields import CheckboxField, DateField, ParagraphField
from tracker.web.forms import BaseForm


class CheckedForm(BaseForm):
    """Who marks a text as checked says on which day, and may say against what."""

    checked_on = DateField("Checked on", until_today=True)
    note = ParagraphField(
        "Against what",
        hint="Such as: NCA's Standards for Accredited Members, 2023 edition.",
        required=False,
        max_length=500,
        rows=2,
    )
    confirmed = CheckboxField("I compared every requirement with the publisher's own text", required=True)
