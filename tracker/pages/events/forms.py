"""The forms about what the team did together."""

from tracker.domain.vocabulary import Topic, TrainingFormat
from tracker.services.events import KINDS
from tracker.web.fields import (
    DateField,
    FilesField,
    HoursField,
    KeptField,
    Option,
    ParagraphField,
    PersonPicker,
    SeenField,
    SelectField,
    SuggestField,
    TextField,
    TopicPicker,
    options_of,
)
from tracker.web.forms import BaseForm, EditForm, SearchForm

KIND_OPTIONS = [Option(kind.value, kind.label.capitalize()) for kind in KINDS]
TOPICS = options_of(Topic)
FORMATS = options_of(TrainingFormat)


class EventFields:
    """What is asked about an event."""

    kind = SelectField(
        "What it is",
        thing="what it is",
        options=KIND_OPTIONS,
        blank="",
        default=KINDS[0].value,
        hint="A training or peer review held for the team, or a document that the team holds.",
    )
    title = SuggestField("Title", max_length=300, into="training")
    training = KeptField()
    held_on = DateField("Day", thing="the day", until_today=True, hint="When it was held, or the date on the document.")
    hours = HoursField(required=False, hint="For everyone who was there; single ones are corrected afterwards.")
    topics = TopicPicker(options=TOPICS, required=False)
    provider = TextField("Provider or trainer", required=False, max_length=200)
    format = SelectField("Format", options=FORMATS, blank="", default=TrainingFormat.UNKNOWN.value)
    expires_on = DateField("Last valid day", required=False, hint="For documents that run out.")
    note = ParagraphField("Note", required=False, max_length=2000)


class EventForm(EventFields, BaseForm):
    """A new event, with who was there and its files. `seen`: likely the same events, looked at already."""

    people = PersonPicker("Who was there", required=False)
    files = FilesField("Signed sheet or document", required=False)
    seen = SeenField()


class CorrectForm(EventFields, EditForm):
    """An event as it should have been."""


class AttendanceForm(BaseForm):
    """Further people who were there."""

    people = PersonPicker("Who was there too")


class FilesForm(BaseForm):
    """Further files of an event."""

    files = FilesField("Files")


class SheetForm(SearchForm):
    """For which training a sign-in sheet is printed."""

    title = TextField("Title", max_length=300)
    held_on = DateField("Day", thing="the day")
    hours = HoursField(required=False)
    provider = TextField("Provider or trainer", required=False, max_length=200)

    @property
    def asked(self) -> dict[str, str]:
        """What was entered, as an address carries it."""
        day, hours = self.held_on.data, self.hours.data
        return {
            "title": self.title.data or "",
            "held_on": day.isoformat() if day else "",
            "hours": f"{hours:f}" if hours is not None else "",
            "provider": self.provider.data or "",
        }


class WithdrawForm(EditForm):
    """Why an event is withdrawn."""

    reason = ParagraphField(
        "Reason", max_length=1000, rows=3, hint="The completions that rest on it are withdrawn too, with this reason."
    )
