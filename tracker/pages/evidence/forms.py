"""The forms about files that prove: why one is withdrawn, and where in it to look."""

from tracker.domain.errors import Conflict
from tracker.domain.place import LABEL_LENGTH, Box, Part
from tracker.web.fields import (
    ParagraphField,
    PercentField,
    SelectField,
    TextField,
    WholeNumberField,
    options_of,
)
from tracker.web.forms import ActForm, BaseForm

MOST_PAGES = 100
PARTS = options_of(Part)


class WithdrawFileForm(BaseForm):
    """Why a file is withdrawn."""

    reason = ParagraphField("Reason", max_length=1000, rows=3, hint="The file stays in the record, with this reason.")


class BoxForm(BaseForm):
    """Where on a page: a part of it, or a box by its numbers."""

    part = SelectField("Where on the page", thing="where on the page", options=PARTS, blank="")
    left = PercentField("From the left, %", thing="the distance from the left", required=False)
    top = PercentField("From the top, %", thing="the distance from the top", required=False)
    width = PercentField("Width, %", required=False)
    height = PercentField("Height, %", required=False)

    def show_box(self, box: Box | None) -> None:
        """Fill the fields from a box; None for the whole page."""
        self.part.data = Part.of(box).value
        if box and not Part(self.part.data).box:
            self.left.data, self.top.data = box.left, box.top
            self.width.data, self.height.data = box.right - box.left, box.bottom - box.top

    def box(self) -> Box | None:
        """Return the box chosen; None for the whole page. Raises Conflict where numbers are missing."""
        part = Part(self.part.data)
        if part is not Part.OWN:
            return part.box
        left, top, width, height = (each.data for each in (self.left, self.top, self.width, self.height))
        if None in {left, top, width, height}:
            raise Conflict("Enter all four numbers, or choose a part of the page.", field="part")
        return Box(left, top, left + width, top + height)


class PlaceForm(BoxForm):
    """Where in a file to look, and what is to be seen there."""

    label = TextField(
        "What is to be seen there",
        thing="what is to be seen there",
        max_length=LABEL_LENGTH,
        hint="A few words, such as “hours” or “topic list”. Leave out children and cases.",
    )
    first_page = WholeNumberField("Page", least=1, most=MOST_PAGES, required=False, hint="Left open: the first.")
    last_page = WholeNumberField(
        "To page", thing="the last page", least=1, most=MOST_PAGES, required=False, hint="Left open: this page only."
    )


class RemovePlaceForm(ActForm):
    """Pointing there no more."""


class RedactForm(BoxForm):
    """What of a page is not printed, and why."""

    page = WholeNumberField("Page", least=1, most=MOST_PAGES, required=False, hint="Left open: the first.")
    reason = ParagraphField("Why it is not printed", thing="why it is not printed", max_length=1000, rows=2)


class PrintAgainForm(BaseForm):
    """Why it may be printed after all."""

    reason = ParagraphField("Reason", max_length=1000, rows=2)
