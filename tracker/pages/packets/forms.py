"""What a packet is asked for with."""

from tracker.web.fields import DateField, SelectField
from tracker.web.forms import BaseForm


class PacketForm(BaseForm):
    """Which standard, and the day that the packet tells of."""

    standard = SelectField("Standard", blank="")
    as_of = DateField("As of", until_today=True, hint="The day the packet tells of: today, or a day before.")
