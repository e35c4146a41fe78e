"""What a packet is asked for with."""

from typing import ClassVar

from tracker.domain.vocabulary import Level
from tracker.web.fields import CheckboxField, DateField, Option, ParagraphField, RadioField, SelectField
from tracker.web.forms import BaseForm

LEVELS = (
    Option(
        Level.FULL,
        Level.FULL.label,
        "Everybody by name, with every certificate. For the reviewer, who must see whose a certificate is.",
    ),
    Option(
        Level.INITIALS,
        Level.INITIALS.label,
        "“A. R. (Forensic interviewer)” in place of names, with what they completed and how they stand. No certificates"
        " or their numbers, no notes, no agencies."
        " For your board or a partner. Who knows the team may still tell who is who.",
    ),
    Option(
        Level.COUNTS,
        Level.COUNTS.label,
        "How many people meet each requirement; nobody is listed, and no certificate. For a funder or a yearly report."
        " In a small team a number may still tell who is meant.",
    ),
)


class PacketForm(BaseForm):
    """Which standard, of which day, how much it tells of people; a button each to issue, see and check it."""

    BUTTONS: ClassVar = {"way": ("issue", "see", "check")}

    standard = SelectField("Standard", blank="")
    as_of = DateField("As of", until_today=True, hint="The day the packet tells of: today, or a day before.")
    known_on = DateField(
        "As known on",
        until_today=True,
        required=False,
        hint="Empty: from everything that is known today. A day: from what was known when it ended.",
    )
    level = RadioField(
        "Names",
        thing="how much it tells of people",
        options=LEVELS,
        default=Level.FULL.value,
        hint="Whoever issues it, and whoever checked the standard, is named in each: they answer for it.",
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
