"""The forms about one's own account."""

from tracker.web import addresses
from tracker.web.fields import KeptField, PasswordField
from tracker.web.forms import BaseForm


class ConfirmForm(BaseForm):
    """The password again, before something weighty."""

    next = KeptField(max_length=addresses.LONGEST)
    password = PasswordField()


class PasswordForm(BaseForm):
    """A new password after the old one."""

    old_password = PasswordField("Present password")
    password = PasswordField(
        "New password",
        new=True,
        hint="At least 15 characters. Four or five unrelated words make a good password.",
    )
