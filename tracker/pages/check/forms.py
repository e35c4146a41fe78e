"""What whoever checks a packet gives."""

from tracker.web.fields import TextField
from tracker.web.forms import BaseForm


class CheckForm(BaseForm):
    """The digest of a whole file, worked out by the browser or by the person; the file itself stays where it is."""

    digest = TextField(
        "SHA-256 of your file",
        thing="the SHA-256 of your file",
        max_length=500,
        autocomplete="off",
        hint="Paste what your computer answered; the whole line will do.",
    )
