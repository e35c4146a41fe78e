"""Fields of a form that a certificate may fill: filled where they are empty, marked while they hold what was read."""

from tracker.domain.certificates import Field
from tracker.services.certificates import First
from tracker.web.forms import BaseForm

READ = "Read from the certificate."
READ_FROM_PICTURE = "Read from a picture of the certificate."
# A field for each that one value is read for, where a form has it.
_PLAIN = {
    "title": Field.TITLE,
    "completed_on": Field.COMPLETED_ON,
    "hours": Field.HOURS,
    "provider": Field.PROVIDER,
    "certificate_number": Field.CERTIFICATE_NUMBER,
    "expires_on": Field.EXPIRES_ON,
}


class ReadFields:
    """What was read for the plain fields of a form."""

    def __init__(self, first: First) -> None:
        self.its = first.proposed
        self.said = READ_FROM_PICTURE if first.from_picture else READ

    def fill(self, form: BaseForm) -> bool:
        """Put what was read into the fields that are empty, take back what was said against them, and tell if any was.

        What somebody typed stays as it is.
        """
        if form["title"].is_blank():
            form["training"].data = self.its.training
        blank = [name for name in _PLAIN if name in form and form[name].is_blank() and not form[name].process_errors]
        filled = [name for name in blank if getattr(self.its, name)]
        for name in filled:
            form[name].data, form[name].errors = getattr(self.its, name), []
        return bool(filled)

    def mark(self, form: BaseForm) -> None:
        """Say at each field that holds what was read that it does, and what is not sure of it."""
        for name, what in _PLAIN.items():
            if name in form and what in self.its.rests_on and form[name].data == getattr(self.its, name):
                form[name].mark = self.mark_of(what)

    def mark_of(self, what: Field) -> str:
        """Return what is said at a field that holds what was read."""
        found = self.its.rests_on[what]
        return self.said if found.is_sure else f"{self.said} {found.reason.words}"
