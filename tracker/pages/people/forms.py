"""The forms about people, their roles and their agencies."""

from typing import ClassVar

from tracker.domain.vocabulary import Discipline, Role
from tracker.services.removing_people import Why
from tracker.web.fields import (
    DateField,
    EmailField,
    LinesField,
    Option,
    RadioField,
    RowsField,
    SeenField,
    SelectField,
    TextField,
    options_of,
)
from tracker.web.forms import BaseForm, EditForm, RowForm, SearchForm

ROLES = options_of(Role)
DISCIPLINES = options_of(Discipline)
AGENCY_HINT = "Type a name; leave it empty for the center's own people."


class TermRow(RowForm):
    """A role from a day on."""

    role = SelectField("Role", thing="a role", options=ROLES)
    starts_on = DateField("Since", thing="the first day")
    ends_on = DateField("Last day", required=False)


class PersonFields:
    """Who somebody is."""

    name = TextField("Name", max_length=200, hint="As on their certificates.")
    other_names = LinesField(
        "Former and other names",
        required=False,
        max_length=1300,
        rows=2,
        hint="One a line, as older certificates carry them. They are found by these names too.",
    )
    discipline = SelectField(
        "Professional field", thing="a professional field", options=DISCIPLINES, blank="", default=Discipline.CAC.value
    )
    agency = TextField("Agency", required=False, max_length=200, hint=AGENCY_HINT)
    email = EmailField("Email address", required=False)


class NewPersonForm(PersonFields, BaseForm):
    """A person with roles. `seen`: likely the same people, looked at already."""

    terms = RowsField("Roles", TermRow, row_name="role", most=6)
    seen = SeenField()


class PersonForm(PersonFields, EditForm):
    """A person as it should be."""


class TermForm(BaseForm):
    """One role with its days."""

    role = SelectField("Role", thing="a role", options=ROLES)
    starts_on = DateField("Since", thing="the first day")
    ends_on = DateField("Last day", required=False)


class TermDaysForm(EditForm):
    """The days of a role that is there."""

    PREFIXED_BY = "term"

    starts_on = DateField("First day")
    ends_on = DateField("Last day", required=False, hint="Leave empty while it is held.")


class AwayForm(BaseForm):
    """A leave of absence with its days. There is no field for why: it would be about somebody's health or family."""

    away_from = DateField("First day of leave", thing="the first day of the leave")
    away_until = DateField("Last day of leave", required=False, hint="Leave empty while nobody knows it.")


class AwayDaysForm(EditForm):
    """The days of a leave that is entered, or that it was none."""

    PREFIXED_BY = "leave"
    BUTTONS: ClassVar = {"decision": ("save", "take_back")}

    starts_on = DateField("First day of leave")
    ends_on = DateField("Last day of leave", required=False, hint="Leave empty while nobody knows it.")


class LeaveForm(BaseForm):
    """The last day of somebody who leaves."""

    last_day = DateField("Last day", thing="the last day")


class RemovePersonForm(EditForm):
    """Why somebody should not be on the list at all. No words of one's own: they would stay, and may name them."""

    why = RadioField("Why?", thing="the reason", options=[Option(each, each.label) for each in Why])


class TeamRow(RowForm):
    """A person of the team in one line."""

    name = TextField("Name", max_length=200)
    role = SelectField("Role", thing="a role", options=ROLES)
    starts_on = DateField("Since", thing="the first day")
    agency = TextField("Agency", required=False, max_length=200)


class TeamForm(BaseForm):
    """The whole team in one screen. `seen`: likely the same people, looked at already."""

    rows = RowsField("People", TeamRow, row_name="person", most=40, hint=AGENCY_HINT)
    seen = SeenField()


class AgencyForm(EditForm):
    """An agency's name and field."""

    name = TextField("Name", max_length=200)
    discipline = SelectField("Professional field", thing="a professional field", options=DISCIPLINES, blank="")


class FilterForm(SearchForm):
    """What the list can be narrowed to."""

    role = SelectField("Role", blank="All roles", required=False, options=ROLES)
    agency = SelectField("Agency", blank="All agencies", required=False)
    show = SelectField(
        "Show", blank="Here now", required=False, options=[Option("left", "Left"), Option("all", "Everybody")]
    )
