"""The form that begins a further center."""

from tracker.services.centers import US_ZONES
from tracker.web.fields import EmailField, Option, SelectField, TextField
from tracker.web.forms import BaseForm
from tracker.web.measured_by import measured_by


class CenterForm(BaseForm):
    """The center, and who will direct it."""

    center_name = TextField("Name of the center", thing="the name of the center", max_length=120)
    time_zone = SelectField(
        "Time zone",
        thing="a time zone",
        options=[Option(key, label) for key, label in US_ZONES],
        hint="Days are counted on the center's clock.",
    )
    measured_by = measured_by()
    director = TextField("Name of its director", thing="the name of its director", max_length=120)
    email = EmailField("Email address of its director", thing="the director's email address")
