"""The form by which a center applies a file of its own."""

from typing import ClassVar

from tracker.services.own_standards import LONGEST
from tracker.web.fields import FilesField, KeptField, ParagraphField
from tracker.web.forms import BaseForm

NEITHER = "Choose the file, or put its text below."
NOT_TEXT = "This is not text in UTF-8. Save the file as UTF-8 text, or put its text below."
TOO_LONG = f"A standard has at most {LONGEST:,} characters."


class OwnFileForm(BaseForm):
    """A standard that somebody wrote, as a file or as its text, and which of ours it was seen to replace."""

    BUTTONS: ClassVar = {"decision": ("preview", "save")}

    seen = KeptField(max_length=64)
    files = FilesField(
        "File",
        thing="the file",
        accept=(".toml", "application/toml", "text/plain"),
        camera=False,
        most=1,
        most_bytes=4 * LONGEST,
        offers=f"A text file in TOML, at most {LONGEST:,} characters",
        required=False,
    )
    text = ParagraphField(
        "Or its text",
        max_length=LONGEST,
        rows=14,
        required=False,
        hint="What is chosen above takes the place of what stands here.",
    )
    reason = ParagraphField("Why you apply it", required=False, max_length=500, rows=2, hint="For the history.")

    @property
    def name(self) -> str:
        """What the file is called in messages."""
        return str(self.files.data[0].filename) if self.files.data else "The file"

    def taken(self) -> bool:
        """Put a chosen file's text among the fields, and tell whether there is any; if not, it is said on the form."""
        if self.files.data:
            try:
                text = self.text.clean(self.files.data[0].stream.read().decode("utf-8-sig"))
            except UnicodeDecodeError:
                self.refuse(NOT_TEXT, "files")
                return False
            if len(text) > LONGEST:
                self.refuse(TOO_LONG, "files")
                return False
            self.text.data = text
        if not self.text.data:
            self.refuse(NEITHER, "text")
        return bool(self.text.data)
