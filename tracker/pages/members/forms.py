"""The forms about who signs in at a center."""

from tracker.domain.access import AccessRole
from tracker.web.fields import EmailField, Option, RadioField, SelectField
from tracker.web.forms import BaseForm

ROLES = [
    Option(AccessRole.STAFF, "Staff", "Logs own trainings and sees own record."),
    Option(AccessRole.DEPUTY, "Deputy", "Sees the team, logs for others, decides, issues packets."),
    Option(AccessRole.DIRECTOR, "Director", "All of that, and standards, settings and who signs in."),
]


class InviteForm(BaseForm):
    """Who is invited, as what, and which person of the center they are."""

    email = EmailField()
    role = RadioField("May do", thing="what they may do", options=ROLES, default=AccessRole.STAFF.value)
    person = SelectField(
        "Is this person",
        required=False,
        blank="Nobody on the list of people",
        hint="Ties the account to the person's record. Without one they see no training of their own.",
    )


class RoleForm(BaseForm):
    """Another role for a member."""

    role = SelectField("May do", thing="a role", options=[Option(role, role.label) for role in AccessRole])
