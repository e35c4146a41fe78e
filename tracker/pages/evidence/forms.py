"""The form by which a file is withdrawn."""

from tracker.web.fields import ParagraphField
from tracker.web.forms import BaseForm


class WithdrawFileForm(BaseForm):
    """Why a file is withdrawn."""

    reason = ParagraphField("Reason", max_length=1000, rows=3, hint="The file stays in the record, with this reason.")
