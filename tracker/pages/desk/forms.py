"""What a reader at a desk sends."""

from tracker.web.fields import PasswordField
from tracker.web.forms import BaseForm


class OpenForm(BaseForm):
    """The passphrase, where the desk has one."""

    passphrase = PasswordField("Passphrase", required=False, autocomplete="off")
