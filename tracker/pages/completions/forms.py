"""The forms of a completion: logging, correcting, sending in, withdrawing, adding files."""

from typing import ClassVar

from tracker.domain.vocabulary import Topic, TrainingFormat
from tracker.services.completions import PERSONAL_KINDS, Prefill
from tracker.web.fields import (
    DateField,
    FilesField,
    HoursField,
    KeptField,
    Option,
    ParagraphField,
    PersonPicker,
    RowsField,
    SeenField,
    SelectField,
    SuggestField,
    TextField,
    TopicPicker,
    options_of,
)
from tracker.web.forms import BaseForm, EditForm, RowForm

KINDS = [Option(kind.value, kind.label.capitalize()) for kind in PERSONAL_KINDS]
TOPICS = options_of(Topic)
FORMATS = options_of(TrainingFormat)


class CreditRow(RowForm):
    """A body's credit, as the certificate states it."""

    body = TextField("Given by", thing="who gives the credit", max_length=200)
    amount = HoursField("Amount", unit="", required=False)
    number = TextField("Number", max_length=200, required=False)


class TopicHoursRow(RowForm):
    """How many of the hours are on one topic."""

    topic = SelectField("Topic", options=TOPICS)
    hours = HoursField("Time on it", thing="the time on it")


class CompletionFields:
    """What is asked about a completion, the certificate first."""

    files = FilesField("Certificate", required=False)
    title = SuggestField("Title", max_length=300, into="training")
    training = KeptField()
    kind = SelectField("What it is", thing="what it is", options=KINDS, blank="", default=KINDS[0].value)
    completed_on = DateField("Completed on", thing="the completion date", until_today=True)
    hours = HoursField(required=False, hint="As the certificate says. Leave empty if it does not.")
    topics = TopicPicker(options=TOPICS, required=False)
    provider = TextField("Provider", required=False)
    format = SelectField("Format", options=FORMATS, blank="", default=TrainingFormat.UNKNOWN.value)
    expires_on = DateField(
        "Last valid day", required=False, hint="For licenses and cards. Leave empty if it does not run out."
    )
    certificate_number = TextField("Certificate or license number", required=False)
    topic_hours = RowsField(
        "Hours by topic",
        TopicHoursRow,
        row_name="topic",
        once="topic",
        hint="Only where the certificate says how many of its hours are on which topic.",
    )
    credits = RowsField(
        "Credits", CreditRow, row_name="credit", hint="CEU, CLE, POST and the like; hours stand apart from them."
    )
    note = ParagraphField("Note", required=False, hint="For whoever reviews this.")

    FOLDED = ("provider", "format", "expires_on", "certificate_number", "topic_hours", "credits", "note")


class LogForm(CompletionFields, BaseForm):
    """A new completion, for one person or several. `seen`: the likely duplicates that were looked at."""

    BUTTONS: ClassVar = {"as": ("submit", "draft", "read")}

    people = PersonPicker("Who completed it")
    event = KeptField()
    seen = SeenField()

    # What stood in it before anybody typed.
    preset = Prefill()


class CorrectForm(CompletionFields, EditForm):
    """A completion as it should have been."""

    BUTTONS: ClassVar = {"as": ("submit", "save")}


class SendForm(EditForm):
    """Nothing to enter: a draft or a returned completion is sent in as it is."""


class WithdrawForm(EditForm):
    """Why something is withdrawn."""

    reason = ParagraphField("Reason", max_length=1000, rows=3, hint="It stays in the record, with this reason.")


class AddFilesForm(BaseForm):
    """Further files of a completion."""

    files = FilesField("Files")
