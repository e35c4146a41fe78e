"""The forms of waivers: proposing one, deciding on it, ending it."""

from typing import ClassVar

from tracker.domain.record import WaiverKind
from tracker.web.fields import DateField, FilesField, Option, ParagraphField, RadioField, SelectField, TextField
from tracker.web.forms import BaseForm, EditForm

KINDS = [
    Option(WaiverKind.WAIVER.value, "Set the requirement aside", "A waiver: nothing meets it for now."),
    Option(WaiverKind.EQUIVALENT.value, "Let something else meet it", "An equivalent, such as a degree or a license."),
]


class ProposeForm(BaseForm):
    """A waiver or an equivalent as proposed."""

    kind = RadioField("What is proposed", thing="what is proposed", options=KINDS, default=WaiverKind.WAIVER.value)
    asked = SelectField("Requirement", thing="a requirement")
    person = SelectField("For whom", thing="for whom it is")
    instead = TextField(
        "What meets it instead", required=False, max_length=300, hint="For an equivalent: its title and year."
    )
    reason = ParagraphField(
        "Reason",
        max_length=1000,
        rows=4,
        hint="It is printed in packets, for reviewers. Leave out health, children and cases.",
    )
    starts_on = DateField("First day")
    ends_on = DateField("Last day", hint="It ends by itself then. Five years at most.")
    files = FilesField("Letter or decision behind it", required=False)

    @property
    def standard(self) -> str:
        """The id of the standard that the requirement is of."""
        return str(self.asked.data).partition("/")[0]

    @property
    def requirement(self) -> str:
        """The id of the requirement."""
        return str(self.asked.data).partition("/")[2]


class DecideForm(EditForm):
    """A decision on what somebody else proposed."""

    BUTTONS: ClassVar = {"decision": ("grant", "decline")}

    reason = ParagraphField(
        "Reason", required=False, max_length=1000, rows=3, hint="Needed where you decline, so that it can be mended."
    )


class TakeBackForm(EditForm):
    """Taking back what one proposed oneself."""


class EndForm(EditForm):
    """Ending before its last day what was granted."""

    last_day = DateField("New last day", thing="the new last day")
    reason = ParagraphField("Reason", max_length=1000, rows=3)


class FilesForm(BaseForm):
    """Further files behind a waiver."""

    files = FilesField("Files")
