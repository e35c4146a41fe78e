"""What a reader at a desk sends."""

from collections.abc import Mapping
from typing import ClassVar

from tracker.services.desks import MOST_DRAWN, Among, Mark
from tracker.web.fields import Option, ParagraphField, PasswordField, RadioField, TextField, WholeNumberField
from tracker.web.forms import BaseForm


class OpenForm(BaseForm):
    """The passphrase, where the desk has one."""

    passphrase = PasswordField("Passphrase", required=False, autocomplete="off")


class MarkForm(BaseForm):
    """What a reader thinks: a button for each mark, which takes the note along."""

    BUTTONS: ClassVar[Mapping[str, tuple[str, ...]]] = {"mark": tuple(Mark)}

    note = ParagraphField("Note", required=False, max_length=1000, rows=2)


class AskForm(BaseForm):
    """What a reader asks the center."""

    words = ParagraphField("Your question", max_length=1000, rows=2, hint="Write nothing about a child or a case.")


class SampleForm(BaseForm):
    """How much is drawn of what, by which seed."""

    of = RadioField(
        "Draw from",
        thing="what is drawn",
        options=[Option(Among.EXHIBITS, "Exhibits"), Option(Among.PEOPLE, "People")],
        default=Among.EXHIBITS.value,
    )
    size = WholeNumberField("How many", least=1, most=MOST_DRAWN, default=3)
    seed = TextField("Seed", required=False, max_length=40, hint="Empty: we draw one, and print it.")
