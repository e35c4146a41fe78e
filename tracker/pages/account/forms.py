"""The forms about one's own account."""

from tracker.web import addresses
from tracker.web.fields import AnswerField, CodeField, EmailField, KeptField, PasswordField, TextField
from tracker.web.forms import BaseForm

LONGEST_NAME = 80


class ConfirmForm(BaseForm):
    """The password again, before something weighty."""

    next = KeptField(max_length=addresses.LONGEST)
    password = PasswordField()


class ConfirmByCodeForm(BaseForm):
    """The digits of the app, from who has no password."""

    next = KeptField(max_length=addresses.LONGEST)
    code = CodeField()


class ConfirmByPasskeyForm(BaseForm):
    """What the browser answered for a passkey."""

    next = KeptField(max_length=addresses.LONGEST)
    answer = AnswerField()


class PasswordForm(BaseForm):
    """A new password after the old one."""

    old_password = PasswordField("Present password")
    password = PasswordField(
        "New password",
        new=True,
        hint="At least 15 characters, or 8 with a second factor. Four or five unrelated words make a good password.",
    )


class AppForm(BaseForm):
    """The first digits of a new app, and its secret, sealed, as the page showed it."""

    sealed = KeptField(max_length=300, required=True)
    code = CodeField(hint="The six digits that the app shows now.")


class NewPasskeyForm(BaseForm):
    """A new passkey: its name, and what the browser answered."""

    answer = AnswerField()
    name = TextField(
        "Name of the new passkey",
        thing="a name for the passkey",
        max_length=LONGEST_NAME,
        hint="Where it is kept, such as “my phone”.",
        autocomplete="off",
    )


class RenameForm(BaseForm):
    """Another name for a passkey."""

    name = TextField("Name", thing="a name for the passkey", max_length=LONGEST_NAME, autocomplete="off")


class RemoveForm(BaseForm):
    """Removing a factor; the password is asked for with the last one."""

    password = PasswordField(
        required=False,
        hint="It is your last second factor, so the password must be long enough to stand alone.",
    )


class CloseForm(BaseForm):
    """The own address, typed by who means to close the account."""

    email = EmailField("Your email address", hint="Type it to say that you mean it.")
