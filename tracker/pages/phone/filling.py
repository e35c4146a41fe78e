"""What was read from the files of a link: put into fields that are empty, and marked there."""

from dataclasses import dataclass

from tracker.services import phone_links
from tracker.services.certificates import WaitingRead
from tracker.services.phone_links import Opened
from tracker.web.read_fields import ReadFields
from tracker.web.read_panels import Panel, panel_of


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
        self._reads, first = phone_links.proposed(link)
        self.fields = ReadFields(first)

    @property
    def another(self) -> str:
        """The name on the certificate where it is not the one that the link is for; empty where it is, or none."""
        its = self.fields.its
        return "" if its.person == self._link.person else its.person_name

    @property
    def panels(self) -> list[tuple[int, Panel]]:
        """What was read from each file, by its place from 1; files that said nothing left out."""
        panels = enumerate(map(panel_of, self._reads), start=1)
        return [(number, panel) for number, panel in panels if panel.lines]

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
