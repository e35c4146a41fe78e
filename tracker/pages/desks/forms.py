"""What a desk is given with."""

from tracker.services.desks import DeskKind
from tracker.web.fields import DateField, Option, ParagraphField, RadioField, TextField
from tracker.web.forms import BaseForm


class DeskForm(BaseForm):
    """Who reads, until when, and behind which passphrase."""

    reviewer = TextField("Who reads", thing="who reads", max_length=100, hint="Their name, as you will know it again.")
    kind = RadioField(
        "What for",
        thing="what for",
        options=[
            Option(DeskKind.REVIEW, "A review", "By somebody from outside."),
            Option(DeskKind.MOCK, "A mock review", "A colleague reads as a reviewer would, before the visit."),
        ],
        default=DeskKind.REVIEW.value,
    )
    ends_on = DateField("Last day", hint="The link opens until this day ends, at most 180 days from today.")
    passphrase = TextField(
        "Passphrase",
        required=False,
        max_length=128,
        autocomplete="off",
        hint="At least 8 characters, told by another way than the link, such as by phone. Empty: the link alone opens.",
    )


class AnswerForm(BaseForm):
    """What a director or deputy answers."""

    words = ParagraphField("Answer", max_length=1000, rows=2, hint="The reviewer reads it at their desk.")
