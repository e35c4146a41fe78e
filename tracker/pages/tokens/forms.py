"""The form that makes a token."""

from tracker.domain.access import TokenMay
from tracker.web.fields import DateField, Option, RadioField, TextField
from tracker.web.forms import BaseForm

MAY = [
    Option(
        TokenMay.READ,
        TokenMay.READ.label,
        "The whole record: people, leave, completions, files, events, waivers, plans, packets, the history, and how "
        "standards stand. No link that opens something.",
    ),
    Option(
        TokenMay.WRITE,
        TokenMay.WRITE.label,
        "What it logs waits for a second person, as everything does. It never decides, and what it logged you cannot "
        "accept yourself, for it acts in your stead.",
    ),
]


class TokenForm(BaseForm):
    """What the token is for, what it may do, and until when."""

    name = TextField(
        "What is it for",
        thing="what it is for",
        max_length=80,
        hint="Such as: Learning platform. In the history, what it does stands under this name.",
    )
    may = RadioField("It may", thing="what it may do", options=MAY, default=TokenMay.READ.value)
    ends_on = DateField("Last day", thing="the last day", hint="A year from now at most.")
