"""The forms by which a transcript is brought in: the file, then what to do with each line of it."""

from tracker.domain.transcripts import MOST_COMPLETIONS
from tracker.services.prior_records import Ahead
from tracker.web.fields import CheckboxField, FilesField, KeptField, Option, RowsField, SelectField
from tracker.web.forms import BaseForm, OneFileForm, RowForm


class TranscriptForm(OneFileForm):
    """The transcript as the prior center's tracker gave it."""

    files = FilesField(
        "Transcript",
        thing="the transcript",
        accept=("application/pdf", "application/json", ".json"),
        camera=False,
        most=1,
        offers="PDF or JSON",
        hint="As the tracker of the prior center gave it.",
    )


class ActRow(RowForm):
    """What to do with one line."""

    number = KeptField(max_length=4)
    act = SelectField("What to do", thing="what to do with it", blank="")


class ChooseForm(BaseForm):
    """What to do with each line of a transcript that waits."""

    token = KeptField(required=True)
    is_theirs = CheckboxField("This transcript is theirs, under another name", required=False)
    rows = RowsField("Lines", ActRow, row_name="line", most=MOST_COMPLETIONS)

    @classmethod
    def of(cls, look: Ahead) -> "ChooseForm":
        """Return the form of a transcript, with what is proposed for each line."""
        form = cls(formdata=None, data={"token": look.opened.token})
        form.rows.pop_entry()
        for line in look.open_lines:
            form.rows.append_entry({"number": str(line.number), "act": line.choices[0][0]})
        form.offer(look)
        return form

    def offer(self, look: Ahead) -> None:
        """Offer for each line what may be done with it."""
        lines = {str(line.number): line for line in look.lines}
        for entry in self.rows.entries:
            line, act = lines.get(entry.form.number.data), entry.form.act
            act.options = [Option(*choice) for choice in line.choices] if line else []
            # Read aloud each choice must say what it is about, or all of them sound the same.
            act.label.text = f"What to do with “{line.stated.title}”" if line else act.label.text

    def chosen(self) -> dict[int, str]:
        """Return what was chosen for each line, by its number."""
        rows = [entry.form for entry in self.rows.entries]
        return {int(row.number.data): row.act.data for row in rows if row.number.data.isdecimal()}
