"""The forms about a planned event: what it is, who is expected, when its code opens, who was there."""

from datetime import time
from typing import ClassVar

from tracker.domain.vocabulary import Discipline, Role, Topic, TrainingFormat
from tracker.services.events import HELD_KINDS
from tracker.services.planned_events import BLANK_ROWS
from tracker.web.fields import (
    CheckboxField,
    DateField,
    FilesField,
    HoursField,
    KeptField,
    Option,
    ParagraphField,
    PersonPicker,
    RowsField,
    SelectField,
    SuggestField,
    TextField,
    TopicPicker,
    WholeNumberField,
    options_of,
)
from tracker.web.forms import BaseForm, EditForm, RowForm

KIND_OPTIONS = [Option(kind.value, kind.label.capitalize()) for kind in HELD_KINDS]
MOST_LINES = 500
NEW = "new"
MOST_FILES, TOKEN = 5, 22


def _clock(half_hours: int) -> Option:
    """Return a time as it is chosen: every half hour from midnight."""
    at = time(half_hours // 2, 30 * (half_hours % 2))
    words = f"{at.hour % 12 or 12}:{at.minute:02} {'AM' if at.hour < 12 else 'PM'}"
    return Option(at.isoformat("minutes"), words)


TIMES = [_clock(half) for half in range(48)]


class PlanFields:
    """What is asked about an event to come."""

    kind = SelectField("What it is", thing="what it is", options=KIND_OPTIONS, blank="", default=HELD_KINDS[0].value)
    title = SuggestField("Title", max_length=300, into="training")
    training = KeptField()
    held_on = DateField("Day", thing="the day")
    hours = HoursField(required=False, hint="For who stays to the end; others can get fewer afterwards.")
    topics = TopicPicker(options=options_of(Topic), required=False)
    provider = TextField("Provider or trainer", required=False, max_length=200)
    format = SelectField(
        "Format",
        options=options_of(TrainingFormat),
        blank="",
        default=TrainingFormat.UNKNOWN.value,
    )
    note = ParagraphField("Note", required=False, max_length=2000)


class PlanForm(PlanFields, BaseForm):
    """An event to come, with who is expected."""

    people = PersonPicker("Who is expected", required=False, most=200)


class ChangeForm(PlanFields, EditForm):
    """An event to come, as it is planned now."""


class ExpectForm(BaseForm):
    """Further people who are expected."""

    people = PersonPicker("Who is expected too", most=200)


class CodeForm(EditForm):
    """When the code opens the check-in; or that it closes now, or that another code takes its place."""

    BUTTONS: ClassVar = {"decision": ("open", "close", "renew")}

    opens = SelectField("Opens at", thing="when it opens", options=TIMES, blank="", default="08:00")
    closes = SelectField("Closes at", thing="when it closes", options=TIMES, blank="", default="17:00")


class SignedForm(BaseForm):
    """The signed sheet of one event."""

    files = FilesField("Signed sheet", thing="the signed sheet", most=MOST_FILES)


class ScanForm(BaseForm):
    """A signed sheet, whose code says of which event it is."""

    files = FilesField("Signed sheet", thing="the signed sheet", most=MOST_FILES)


class PresentRow(RowForm):
    """Somebody to tick. Who checked in, or signed a blank row, may be a new person, of whom some fields ask."""

    line = KeptField(max_length=24)
    there = CheckboxField("Was there")
    who = SelectField("Who this is", thing="who this is", required=False)
    name = TextField("Name", required=False, max_length=200)
    agency = TextField("Agency", required=False, max_length=200)
    discipline = SelectField(
        "Professional field",
        required=False,
        options=options_of(Discipline),
    )
    role = SelectField("Role", required=False, options=options_of(Role))
    hours = HoursField(required=False)
    page = WholeNumberField("Page", least=1, most=500, required=False)
    row = WholeNumberField("Row", least=1, most=1000, required=False)


class RecordForm(BaseForm):
    """Who was there. `scan`: the tokens of the signed sheet that waits."""

    scan = KeptField(max_length=MOST_FILES * (TOKEN + 1))
    rows = RowsField("Who was there", PresentRow, row_name="person", most=MOST_LINES + BLANK_ROWS)
