"""What was read from the certificates of a form: put into its empty fields, marked there, and shown on the page."""

from collections.abc import Sequence

from tracker.domain.certificates import Field
from tracker.pages.completions.forms import LogForm
from tracker.services import certificates
from tracker.services.actor import Actor
from tracker.services.certificates import Known, Proposed, WaitingRead
from tracker.services.completions import PersonChoice, Prefill
from tracker.web.read_panels import panel_of

READ = "Read from the certificate."
READ_FROM_PICTURE = "Read from a picture of the certificate."
# A field of the form for each that one value is read for; people and credits are their own matter.
_PLAIN = {
    "title": Field.TITLE,
    "completed_on": Field.COMPLETED_ON,
    "hours": Field.HOURS,
    "provider": Field.PROVIDER,
    "certificate_number": Field.CERTIFICATE_NUMBER,
    "expires_on": Field.EXPIRES_ON,
}


class Proposals:
    """What the files of a form propose, and whether it was put into the form."""

    def __init__(self, reads: Sequence[WaitingRead], known: Known | None) -> None:
        proposed = [certificates.propose(each.reading, known) for each in reads] if known else []
        # Of several files the first that says anything is the certificate; the others may be its other pages.
        self._first: Proposed = next((each for each in proposed if not each.is_empty), Proposed())
        pictured = [said for each, said in zip(reads, proposed, strict=False) if each.reading.from_picture]
        self._said = READ_FROM_PICTURE if any(self._first is said for said in pictured) else READ
        self.panels = [panel_of(each) for each in reads]

    def fill(self, form: LogForm, preset: Prefill, *, chooses: bool) -> bool:
        """Put what was read into the fields that are empty, take back what was said against them, and tell if any was.

        `chooses`: the page asks who it is for. Then the person named takes the place of the one it came with.
        """
        its = self._first
        if form.title.is_blank():
            form.training.data = its.training
        blank = [name for name in _PLAIN if form[name].is_blank() and not form[name].process_errors]
        filled = [name for name in blank if getattr(its, name)]
        for name in filled:
            form[name].data, form[name].errors = getattr(its, name), []
        if its.credits and not form.credits.filled():
            while form.credits.entries:
                form.credits.pop_entry()
            for line in its.credits:
                form.credits.append_entry({"body": line.body, "amount": line.amount, "number": line.number})
        if chooses and its.person and form.people.data in ([], [preset.person]):
            form.people.data, form.people.errors = [its.person], []
        return bool(filled)

    def mark(self, form: LogForm) -> None:
        """Say at each field that holds what was read that it does, and what is not sure of it."""
        its = self._first
        for name, what in _PLAIN.items():
            if what in its.rests_on and form[name].data == getattr(its, name):
                form[name].mark = self._mark(what)
        if its.credits and [row.body.data for row in form.credits.filled()] == [line.body for line in its.credits]:
            form.credits.mark = self._said
        if its.person and form.people.data == [its.person]:
            form.people.mark = self._mark(Field.PERSON)

    def another_name(self, form: LogForm) -> str:
        """Return the name on the certificate where none of those chosen is called so; empty where one is."""
        its = self._first
        if not its.person_name or its.person in form.people.data:
            return ""
        return its.person_name

    def _mark(self, what: Field) -> str:
        found = self._first.rests_on[what]
        return self._said if found.is_sure else f"{self._said} {found.reason.words}"


def proposals_of(actor: Actor, form: LogForm, people: Sequence[PersonChoice]) -> Proposals:
    """Read the files that wait for a form; what was read before is not read again."""
    tokens = form.files.kept_keys
    return Proposals(certificates.read(actor, tokens), certificates.known(people)) if tokens else nothing_read()


def nothing_read() -> Proposals:
    """Return what a form without files has."""
    return Proposals((), None)
