"""What a packet is asked for with."""

from typing import ClassVar

from tracker.web.fields import CheckboxField, DateField, ParagraphField, SelectField
from tracker.web.forms import BaseForm


class PacketForm(BaseForm):
    """Which standard, and the day that the packet tells of; a button each to issue it and to see it first."""

    BUTTONS: ClassVar = {"way": ("issue", "see")}

    standard = SelectField("Standard", blank="")
    as_of = DateField("As of", until_today=True, hint="The day the packet tells of: today, or a day before.")
    known_on = DateField(
        "As known on",
        until_today=True,
        required=False,
        hint="Empty: from everything that is known today. A day: from what was known when it ended.",
    )


class WithdrawPacketForm(BaseForm):
    """That a packet is withdrawn, and what the director wants to add to why."""

    words = ParagraphField(
        "In your words",
        required=False,
        max_length=500,
        rows=2,
        hint="These words stay for good. Write no names, and nothing about a child.",
    )
    sure = CheckboxField("I know that it cannot be brought back")
