"""The form that leads to a provider."""

from tracker.web import addresses
from tracker.web.fields import KeptField
from tracker.web.forms import BaseForm


class GoForm(BaseForm):
    """Where to go after one is in."""

    next = KeptField(max_length=addresses.LONGEST)
