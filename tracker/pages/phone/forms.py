"""The forms of a phone link: what is sent by one, and for whom one is given."""

from collections.abc import Iterator
from typing import ClassVar

from wtforms.fields.core import Field

from tracker.services.phone_links import MOST_DAYS, MOST_FILES
from tracker.web.fields import DateField, FilesField, HoursField, KeptField, SelectField, SuggestField, TextField
from tracker.web.forms import BaseForm


class PhoneForm(BaseForm):
    """A completion as a phone sends it. `shown`: the tokens of the files that the page showed as kept."""

    BUTTONS: ClassVar = {"as": ("submit", "read")}

    files = FilesField(
        "Certificate", thing="its file, or take a photo", most=MOST_FILES, offers="Every page, as photo or PDF"
    )
    shown = KeptField(max_length=400)
    title = SuggestField("Training", thing="the title of the training", max_length=300, into="training")
    training = KeptField()
    completed_on = DateField("Completed on", thing="the completion date", until_today=True)
    hours = HoursField(required=False, hint="As the certificate says. Leave empty if it does not.")
    provider = TextField("Given by", required=False, max_length=200)

    def hidden_fields(self) -> Iterator[Field]:
        """Yield all but `shown`, which the page puts beside the files, for a script takes both over together."""
        return (field for field in super().hidden_fields() if field is not self.shown)


class OwnForm(BaseForm):
    """A button, and the key by which pressing it twice makes one link."""


class GiveForm(BaseForm):
    """For whom a link is, and until when."""

    person = SelectField("For whom", thing="for whom it is", blank="Nobody chosen yet")
    ends_on = DateField("Last day", hint=f"It works once, until this day ends; at most {MOST_DAYS} days from today.")
