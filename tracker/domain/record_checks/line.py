"""One thing that looks wrong in a record: whose, what is odd about it, and what opens to mend it."""

import json
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class Check(StrEnum):
    """The kinds of what is looked for."""

    SAME_FILE = "same-file"
    OTHER_NAME = "other-name"
    TWICE = "twice"
    IN_THE_FUTURE = "in-the-future"
    BEFORE_ROLE = "before-role"
    IN_ONE_DAY = "in-one-day"
    OVER_FORMAT = "over-format"
    OVER_CLAIMED = "over-claimed"
    NO_FILE = "no-file"
    WEAK_PROOF = "weak-proof"
    WAIVER_NO_FILE = "waiver-no-file"
    NO_ROLE = "no-role"
    NOT_ON_LIST = "not-on-list"
    LAPSING = "lapsing"

    @property
    def label(self) -> str:
        """The words people read."""
        return _LABELS[self]

    @property
    def looks_for(self) -> str:
        """Say in a sentence what it looks for."""
        return _LOOKS_FOR[self]


class Opens(StrEnum):
    """The form that mends something: of a completion, of a team event or document, of a person, or of a waiver."""

    CORRECT = "correct"
    WITHDRAW = "withdraw"
    FILES = "files"
    EVENT_CORRECT = "event_correct"
    EVENT_FILES = "event_files"
    EVENT_LOG = "event_log"
    EVENT_WITHDRAW = "event_withdraw"
    ROLES = "roles"
    NAMES = "names"
    LOG = "log"
    WAIVER = "waiver"


@dataclass(frozen=True, slots=True)
class Thing:
    """What a line is about, by public key (empty: the team), with the words of the link to its form.

    `requirement` is what the form is for, where it is for one: its standard's key, a slash and its id.
    """

    opens: Opens
    key: str
    words: str
    requirement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What looks wrong. `name` is whose it is; `facts` are the values that were looked at.

    `says`: what is odd and why it matters. `do`: what mends it.
    """

    check: Check
    name: str
    says: str
    do: str
    things: tuple[Thing, ...]
    facts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same as long as check, things and facts are: 64 hexadecimal digits. The words may change."""
        about = sorted((thing.opens.value, thing.key) for thing in self.things)
        return sha256(json.dumps([self.check.value, about, self.facts]).encode()).hexdigest()


_LABELS = {
    Check.SAME_FILE: "Same file under two people",
    Check.OTHER_NAME: "Another name on the certificate",
    Check.TWICE: "Logged twice",
    Check.IN_THE_FUTURE: "Dated in the future",
    Check.BEFORE_ROLE: "Before the first role",
    Check.IN_ONE_DAY: "Too much for its day",
    Check.OVER_FORMAT: "Too many hours for how it was given",
    Check.OVER_CLAIMED: "More hours than the training has",
    Check.NO_FILE: "No file",
    Check.WEAK_PROOF: "Weaker proof than asked for",
    Check.WAIVER_NO_FILE: "Waiver without a file",
    Check.NO_ROLE: "No role",
    Check.NOT_ON_LIST: "Not on the approved list",
    Check.LAPSING: "Lapses before the visit",
}
_LOOKS_FOR = {
    Check.SAME_FILE: "One file that proves something of two people who were not logged together.",
    Check.OTHER_NAME: "A file of one person on which nothing but another name was read.",
    Check.TWICE: (
        "The same training of one person on the same day or the next; the same team event or document twice on a day."
    ),
    Check.IN_THE_FUTURE: "A day that is still to come.",
    Check.BEFORE_ROLE: "Training from before somebody's first role here.",
    Check.IN_ONE_DAY: "More than 24 hours on one day, or more than 80 in one entry.",
    Check.OVER_FORMAT: (
        "More than 16 hours in person or 12 live online on one day, or a recording of more than 12. "
        "These limits are ours."
    ),
    Check.OVER_CLAIMED: "Clearly more hours than the catalog or the team event says.",
    Check.NO_FILE: "What was accepted, or is a team event or a document of the team, and has no file.",
    Check.WEAK_PROOF: "What counts on weaker proof than the standard asks for.",
    Check.WAIVER_NO_FILE: "What is set aside or met by something else, still holds, and has no file behind it.",
    Check.NO_ROLE: "People without any role, and people whose last role ended without word that they left.",
    Check.NOT_ON_LIST: "Training that does not count because it is not on a standard's approved list.",
    Check.LAPSING: "What is met today and lapses before the site visit.",
}
