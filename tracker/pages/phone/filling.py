"""What was read from the files of a link: put into fields that are empty, and marked there."""

from dataclasses import dataclass

from tracker.domain.certificates import Field
from tracker.pages.phone.forms import PhoneForm
from tracker.services import phone_links
from tracker.services.certificates import WaitingRead
from tracker.services.phone_links import Opened

READ = "Read from the certificate."
_PLAIN = {
    "title": Field.TITLE,
    "completed_on": Field.COMPLETED_ON,
    "hours": Field.HOURS,
    "provider": Field.PROVIDER,
}


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say of a file: its name, the words, and whether they warn."""

    name: str
    words: str
    warns: bool = False


class Filling:
    """What the files kept under a link propose."""

    def __init__(self, link: Opened) -> None:
        self._link = link
        self._reads, self._first = phone_links.proposed(link)

    def fill(self, form: PhoneForm) -> bool:
        """Put what was read into the fields that are empty, take back what was said against them, and tell if any was.

        What somebody typed stays as it is.
        """
        its = self._first
        if form.title.is_blank():
            form.training.data = its.training
        blank = [name for name in _PLAIN if form[name].is_blank() and not form[name].process_errors]
        filled = [name for name in blank if getattr(its, name)]
        for name in filled:
            form[name].data, form[name].errors = getattr(its, name), []
        return bool(filled)

    def mark(self, form: PhoneForm) -> None:
        """Say at each field that holds what was read that it does, and what is not sure of it."""
        its = self._first
        for name, what in _PLAIN.items():
            if what in its.rests_on and form[name].data == getattr(its, name):
                found = its.rests_on[what]
                form[name].mark = READ if found.is_sure else f"{READ} {found.reason.words}"

    @property
    def another(self) -> str:
        """The name on the certificate where it is not the one that the link is for; empty where it is, or none."""
        its = self._first
        return "" if its.person == self._link.person else its.person_name

    @property
    def notes(self) -> list[Note]:
        """What to say of the files, each in a sentence."""
        return [note for each in self._reads if (note := _note(each)) is not None]


def _note(each: WaitingRead) -> Note | None:
    if each.reading.kind:
        return Note(each.name, f"{each.reading.kind.words} If it is right all the same, go on.", warns=True)
    if not each.was_read:
        return Note(each.name, "It is here, but could not be read just now: fill in the fields yourself.")
    if not each.reading.has_words:
        return Note(each.name, "It is here. No text in it could be read: fill in the fields yourself.")
    return None
