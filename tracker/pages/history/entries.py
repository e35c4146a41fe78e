"""A line of history or a look, as the pages and the table to take along show it."""

from dataclasses import dataclass
from datetime import datetime

from tracker.formatting import format_number
from tracker.pages.history import words
from tracker.services.history import Line
from tracker.services.sightings import Act, Look, Subject

# What somebody did who saw something: of one person's record, and of what is nobody's own.
_LOOKS = {
    (Act.LOOK, Subject.PERSON): "looked at {record}",
    (Act.LOOK, Subject.COMPLETION): "looked at a completion of {whom}",
    (Act.OPEN, Subject.EVIDENCE): "looked at a file of {whom}",
    (Act.DOWNLOAD, Subject.EVIDENCE): "downloaded a file of {whom}",
    (Act.DOWNLOAD, Subject.PACKET): "downloaded a packet",
    (Act.EXPORT, Subject.PERSON): "took {record} along as a table",
    (Act.LOOK, Subject.HISTORY): "looked at the history",
    (Act.EXPORT, Subject.HISTORY): "took the history along as a table",
    (Act.EXPORT, Subject.PLAN): "took what was agreed on along as a table",
    (Act.EXPORT, Subject.TEAM): "took a list of the team along",
    (Act.DOWNLOAD, Subject.ARCHIVE): "downloaded everything of the center",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what and when, in words. `number`: of the line of history; 0 for a look. `href` may be empty."""

    who: str
    role: str
    what: str
    href: str
    at: datetime
    number: int
    times: int
    reason: str
    detail: tuple[str, ...]
    person: str

    @property
    def times_words(self) -> str:
        """How often on that day, where it was more than once."""
        return f"{format_number(self.times)} times that day" if self.times > 1 else ""


def entry(item: Line | Look, *, own: bool = False, linked: bool = True) -> Entry:
    """Return a line or a look in words. `own`: to the one whose record it is; `linked`: with the page of the thing."""
    if isinstance(item, Line):
        href = words.address(item) if linked else ""
        detail = tuple(words.detail(item))
        said = words.sentence(item, own=own)
        return Entry(item.who, "", said, href, item.at, item.number, 1, item.reason, detail, item.person_name or "")
    href = words.page_of(item.subject, item.subject_id) if linked else ""
    name = item.person_name or ""
    return Entry(item.who, item.as_what, _seen(item, own), href, item.at, 0, item.times, "", (), name)


def _seen(look: Look, own: bool) -> str:
    name = look.person_name or ""
    of_name = f"the record of {name or 'somebody who was removed'}"
    whom, record = ("yours", "your record") if own else (name or "the team", of_name)
    said = _LOOKS.get((look.act, look.subject), f"{look.act.value} {look.subject.value}")
    if look.subject is Subject.HISTORY and name:
        said += " of {whom}"
    return said.format(whom=whom, record=record)
