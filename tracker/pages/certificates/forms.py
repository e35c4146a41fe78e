"""The forms of the list of certificates: adding files, and saying what is right of each."""

from tracker.services.certificates import Listed
from tracker.services.completions import PersonChoice
from tracker.web.fields import (
    DateField,
    FilesField,
    HoursField,
    KeptField,
    Option,
    RowsField,
    SeenField,
    SelectField,
    TextField,
)
from tracker.web.forms import BaseForm, RowForm

MOST = 50
LOG, WAIT, TAKE_OFF = "log", "wait", "take_off"
ACTS = (Option(LOG, "Log it"), Option(WAIT, "Leave it in the list"), Option(TAKE_OFF, "Take it off the list"))


class AddForm(BaseForm):
    """Certificates, up to fifty at once."""

    files = FilesField(
        "Certificates", thing="the certificates", most=MOST, folders=True, offers="PDFs or photos, up to 50 at once"
    )


class CertificateRow(RowForm):
    """One certificate: what was read of it, to be corrected in place. `seen`: the likely duplicates looked at."""

    token = KeptField()
    seen = SeenField()
    act = SelectField("What to do", thing="what to do with it", options=ACTS, blank="")
    person = SelectField("Who completed it", thing="who completed it", blank="Nobody chosen yet", required=False)
    title = TextField("Title", max_length=300, required=False)
    completed_on = DateField("Completed on", required=False)
    hours = HoursField(required=False)


class ListForm(BaseForm):
    """The certificates of the list."""

    rows = RowsField("Certificates", CertificateRow, row_name="certificate", most=MOST)

    @classmethod
    def of(cls, lines: tuple[Listed, ...], people: list[PersonChoice]) -> "ListForm":
        """Return the form of a list, with what was read; what is sure is proposed to be logged."""
        form = cls(formdata=None)
        form.rows.pop_entry()
        for line in lines[:MOST]:
            form.rows.append_entry(_proposed(line, people))
        form.offer(people)
        return form

    def offer(self, people: list[PersonChoice]) -> None:
        """Offer whom the certificates may be of."""
        options = [Option(each.public_id, each.name, group=each.agency) for each in people]
        for entry in self.rows.entries:
            entry.form.person.options = options


def _proposed(line: Listed, people: list[PersonChoice]) -> dict[str, object]:
    its = line.proposed
    return {
        "token": line.file.token,
        "act": LOG if line.is_sure else WAIT,
        "person": its.person or (people[0].public_id if len(people) == 1 and not its.person_name else ""),
        "title": its.title,
        "completed_on": its.completed_on,
        "hours": its.hours,
    }
