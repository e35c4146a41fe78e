"""What somebody sends who decides by a link."""

from tracker.services.decision_links import MOST_ITEMS, Asked
from tracker.services.reviews import Said
from tracker.web.fields import CheckboxField, KeptField, Option, ParagraphField, RowsField, SelectField
from tracker.web.forms import BaseForm, RowForm

ACCEPT, RETURN = "accept", "return"


class DecisionRow(RowForm):
    """What is said of one completion. `item`: its public id, and the version that was read."""

    item = KeptField(max_length=40)
    decision = SelectField(
        "Your decision",
        thing="your decision",
        required=False,
        blank="Leave it for now",
        options=[Option(ACCEPT, "Accept: the proof shows what was entered"), Option(RETURN, "Return it with a reason")],
    )
    reason = ParagraphField("Reason", required=False, max_length=1000, rows=2, hint="Why you return it.")


class DecideForm(BaseForm):
    """Everything that is said by a link, at once."""

    states = CheckboxField("I am this person, and decide on these myself", required=True)
    rows = RowsField("Decisions", DecisionRow, row_name="decision", most=MOST_ITEMS)

    @classmethod
    def of(cls, asked: Asked) -> "DecideForm":
        """Return the form with a row for each completion that waits."""
        form = cls(formdata=None)
        form.rows.pop_entry()
        for view in asked.items:
            form.rows.append_entry({"item": f"{view.public_id}.{view.version}"})
        return form

    def said(self) -> dict[str, Said]:
        """Return what was decided on which completion; what was left out is not in it."""
        found = {}
        for row in (entry.form for entry in self.rows.entries):
            public_id, _, version = (row.item.data or "").partition(".")
            if row.decision.data and version.isdecimal():
                found[public_id] = Said(row.decision.data == ACCEPT, int(version), row.reason.data)
        return found
