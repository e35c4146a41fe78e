"""What somebody types who checks in."""

from tracker.web.fields import TextField
from tracker.web.forms import BaseForm


class CheckInForm(BaseForm):
    """A name and an agency. There is no list to choose from: it would say who else is on the team."""

    name = TextField(
        "Your name", thing="your name", max_length=200, autocomplete="name", hint="As on your certificates."
    )
    agency = TextField(
        "Your agency",
        thing="your agency",
        required=False,
        max_length=200,
        autocomplete="organization",
        hint="Empty: the center itself.",
    )
