"""The forms of the reminders: a center's settings, and one's own switch."""

from tracker.domain.reminders import DAYS
from tracker.web.fields import CheckboxField, ChecksField, DateField, Option, ParagraphField, SelectField, TextField
from tracker.web.forms import BaseForm, EditForm


class SettingsForm(EditForm):
    """Whether there is a digest, on which weekday, and how long before a last day it tells of what is to come."""

    on = CheckboxField("Send a weekly mail to everybody who signs in")
    weekday = SelectField(
        "Day of the week",
        thing="a day of the week",
        options=[Option(str(number), name) for number, name in enumerate(DAYS)],
        blank="",
        hint="From 7 in the morning on the center's clock.",
    )
    offsets = TextField(
        "Days before something lapses or is due",
        thing="numbers of days",
        max_length=40,
        hint="Such as 90, 30, 7. What is missing already is told every week.",
    )


class OwnForm(BaseForm):
    """One's own switch."""

    reminded = CheckboxField("Send me the weekly mail")


class SnoozeForm(BaseForm):
    """What the mail shall leave out, before which day, and why."""

    about = ChecksField("What the mail leaves out", thing="what the mail shall leave out")
    until = DateField("Until", thing="a day", hint="From this day on it is told again. At most 90 days from now.")
    reason = ParagraphField(
        "Reason",
        thing="a reason",
        max_length=1000,
        rows=3,
        hint="Your director sees it. Leave health and family out of it.",
    )


class CalendarForm(BaseForm):
    """A button that makes the address of one's calendar anew."""
