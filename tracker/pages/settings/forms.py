"""The form of what a director sets of a center."""

from datetime import date
from zoneinfo import available_timezones

from tracker.domain.second_factor import Demand
from tracker.services.centers import US_ZONES
from tracker.web.fields import DateField, Option, ParagraphField, RadioField, SelectField, TextField
from tracker.web.forms import EditForm

_US = {key for key, _ in US_ZONES}
ZONES = [
    *(Option(key, label, group="United States") for key, label in US_ZONES),
    *(Option(key, key, group="Elsewhere") for key in sorted(available_timezones() - _US) if "/" in key),
]


DEMANDS = [
    Option(Demand.LEADERS, "Directors and deputies", "Whoever reads the records of others. This is what we advise."),
    Option(Demand.EVERYBODY, "Everybody", "Staff too, who read their own record only."),
    Option(
        Demand.NOBODY,
        "Nobody",
        "Then one guessed, shared or stolen password of a director opens, changes and exports every record here.",
    ),
]


class SecondFactorForm(EditForm):
    """Of whom the center asks a second factor."""

    second_factor = RadioField("Asked of", thing="who is asked", options=DEMANDS)


class SettingsForm(EditForm):
    """Name, zone, visit day, contact and the center's own resources."""

    name = TextField("Name of the center", thing="the name of the center", max_length=120)
    site_visit_on = DateField(
        "Day of the site visit",
        required=False,
        hint="Forecasts and the team's readiness look at this day.",
        earliest=date(2000, 1, 1),
        latest=date(2100, 12, 31),
    )
    time_zone = SelectField(
        "Time zone", thing="a time zone", options=ZONES, hint="Days are counted on the center's clock."
    )
    contact = TextField(
        "Contact for training", required=False, max_length=200, hint="Who to ask, shown on the resources page."
    )
    own_resources = ParagraphField(
        "Your own resources",
        required=False,
        max_length=10_000,
        rows=6,
        hint="Local links and words, shown on the resources page.",
    )
