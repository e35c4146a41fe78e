"""What was read from the certificates of a form: put into its empty fields, marked there, and shown on the page."""

from collections.abc import Sequence

from tracker.domain.certificates import Field
from tracker.pages.completions.forms import LogForm
from tracker.services import certificates
from tracker.services.actor import Actor
from tracker.services.certificates import First, Known, WaitingRead
from tracker.services.completions import PersonChoice, Prefill
from tracker.web.read_fields import ReadFields
from tracker.web.read_panels import panel_of


class Proposals:
    """What the files of a form propose, and whether it was put into the form."""

    def __init__(self, reads: Sequence[WaitingRead], known: Known | None) -> None:
        self._plain = ReadFields(certificates.first_of((each.reading for each in reads), known) if known else First())
        self.panels = [panel_of(each) for each in reads]

    def fill(self, form: LogForm, preset: Prefill, *, chooses: bool) -> bool:
        """Put what was read into the fields that are empty, take back what was said against them, and tell if any was.

        `chooses`: the page asks who it is for. Then the person named takes the place of the one it came with.
        """
        its, filled = self._plain.its, self._plain.fill(form)
        if its.credits and not form.credits.filled():
            while form.credits.entries:
                form.credits.pop_entry()
            for line in its.credits:
                form.credits.append_entry({"body": line.body, "amount": line.amount, "number": line.number})
        if chooses and its.person and form.people.data in ([], [preset.person]):
            form.people.data, form.people.errors = [its.person], []
        return filled

    def mark(self, form: LogForm) -> None:
        """Say at each field that holds what was read that it does, and what is not sure of it."""
        its = self._plain.its
        self._plain.mark(form)
        if its.credits and [row.body.data for row in form.credits.filled()] == [line.body for line in its.credits]:
            form.credits.mark = self._plain.said
        if its.person and form.people.data == [its.person]:
            form.people.mark = self._plain.mark_of(Field.PERSON)

    def another_name(self, form: LogForm) -> str:
        """Return the name on the certificate where none of those chosen is called so; empty where one is."""
        its = self._plain.its
        if not its.person_name or its.person in form.people.data:
            return ""
        return its.person_name


def proposals_of(actor: Actor, form: LogForm, people: Sequence[PersonChoice]) -> Proposals:
    """Read the files that wait for a form; what was read before is not read again."""
    tokens = form.files.kept_keys
    return Proposals(certificates.read(actor, tokens), certificates.known(people)) if tokens else nothing_read()


def nothing_read() -> Proposals:
    """Return what a form without files has."""
    return Proposals((), None)
