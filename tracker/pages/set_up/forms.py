"""The form that sets up the first center."""

from tracker.services.centers import US_ZONES
from tracker.web.fields import EmailField, Option, PasswordField, SelectField, TextField
from tracker.web.forms import BaseForm
from tracker.web.measured_by import measured_by


class SetUpForm(BaseForm):
    """The center and its director."""

    center_name = TextField(
        "Name of the center", thing="the name of the center", max_length=120, autocomplete="organization"
    )
    time_zone = SelectField(
        "Time zone",
        thing="a time zone",
        options=[Option(key, label) for key, label in US_ZONES],
        hint="Days are counted on the center's clock.",
    )
    measured_by = measured_by()
    name = TextField("Your name", thing="your name", max_length=120, autocomplete="name")
    email = EmailField("Your email address", thing="your email address", autocomplete="username")
    password = PasswordField(
        "Choose a password",
        new=True,
        hint="At least 15 characters. Four or five unrelated words make a good password.",
    )
