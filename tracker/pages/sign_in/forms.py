"""The forms before one is signed in."""

from tracker.web import addresses
from tracker.web.fields import AnswerField, CodeField, EmailField, KeptField, PasswordField, TextField
from tracker.web.forms import BaseForm

GOOD_PASSWORD = "At least 15 characters. Four or five unrelated words make a good password."  # noqa: S105 a hint


class SignInForm(BaseForm):
    """Email and password."""

    next = KeptField(max_length=addresses.LONGEST)
    email = EmailField(autocomplete="username")
    password = PasswordField()


class CodeForm(BaseForm):
    """Six digits of the app."""

    code = CodeField()


class RecoveryForm(BaseForm):
    """One of the codes on paper."""

    code = TextField(
        "Recovery code",
        thing="a recovery code",
        max_length=40,
        autocomplete="off",
        hint="Sixteen letters and digits, from the list that you kept. Each works once.",
    )


class PasskeyForm(BaseForm):
    """What the browser answered for a passkey, filled in by a script."""

    next = KeptField(max_length=addresses.LONGEST)
    answer = AnswerField()


class ForgotForm(BaseForm):
    """The address that a link for a new password goes to."""

    email = EmailField()


class NewPasswordForm(BaseForm):
    """A new password."""

    password = PasswordField("New password", new=True, hint=GOOD_PASSWORD)


class JoinForm(BaseForm):
    """Who joins for the first time."""

    name = TextField(
        "Your name", thing="your name", max_length=120, autocomplete="name", hint="As on your certificates."
    )
    password = PasswordField("Choose a password", new=True, hint=GOOD_PASSWORD)


class JoinAgainForm(BaseForm):
    """Who joins with an account that exists gives its password."""

    password = PasswordField("Your password")
