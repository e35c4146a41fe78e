"""Where an import stands, what a row of its file is, and what would come of a row."""

from tracker.domain.vocabulary import Labelled

NOT_YOURS = "Only a director or deputy brings in what others completed."
NONE_HERE = "There is no such import, or it is not yours to see."
MEANWHILE = "Somebody else worked on this import meanwhile. Look at what is there now, then choose again."


class ImportState(Labelled):
    """Where an import stands between being dropped and lying in the record."""

    WAITING = "waiting"
    READING = "reading"
    FAILED = "failed"
    READ = "read"
    OPEN = "open"
    SAVED = "saved"
    CLEARED = "cleared"

    @property
    def is_under_way(self) -> bool:
        """Tell whether the file is still to be read."""
        return self in {ImportState.WAITING, ImportState.READING}

    @property
    def has_rows(self) -> bool:
        """Tell whether its rows are laid out, and can be brought in."""
        return self in {ImportState.OPEN, ImportState.SAVED}

    @property
    def label(self) -> str:
        """The words people read."""
        return _STATES[self]


class Kind(Labelled):
    """What a row of the file tells of."""

    AGENCY = "agency"
    PERSON = "person"
    COMPLETION = "completion"
    PROBLEM = "problem"


class Outcome(Labelled):
    """What would come of a row, in the order in which people ask about it."""

    NEW = "new"
    HERE = "here"
    CONFLICT = "conflict"
    WHO = "who"
    WHICH = "which"
    LATER = "later"
    IMPOSSIBLE = "impossible"
    DONE = "done"

    @property
    def label(self) -> str:
        """The words people read."""
        return _OUTCOMES[self]


class Choice(Labelled):
    """What somebody chose for a row that meets another one here, or for any row to be left for later."""

    KEEP = "keep"
    REPLACE = "replace"
    BOTH = "both"
    LATER = "later"

    @property
    def label(self) -> str:
        """The words people choose by."""
        return _CHOICES[self]


class FileState(Labelled):
    """How far the reading of a file is that came with a spreadsheet; a ZIP is packed until all of it lies here."""

    PACKED = "packed"
    UNPACKED = "unpacked"
    WAITING = "waiting"
    READ = "read"
    DRAWN = "drawn"
    REFUSED = "refused"

    @property
    def is_under_way(self) -> bool:
        """Whether it is still to be read."""
        return self in {FileState.PACKED, FileState.WAITING}


class FileOutcome(Labelled):
    """What would come of a file, in the order in which people ask about it."""

    ASKED = "asked"
    PAIRED = "paired"
    HELD = "held"
    WAITING = "waiting"
    HERE = "here"
    LATER = "later"
    REFUSED = "refused"
    DONE = "done"

    @property
    def label(self) -> str:
        """The words people read."""
        return _FILE_OUTCOMES[self]


# Nothing of these lies in the store for the import's sake.
GONE = (FileState.REFUSED, FileState.UNPACKED)
NEW_PERSON, OWN_TITLE, LATER = "new", "own", "later"

_STATES = {
    ImportState.WAITING: "Waits to be read",
    ImportState.READING: "Being read",
    ImportState.FAILED: "Could not be read",
    ImportState.READ: "Not looked at yet",
    ImportState.OPEN: "Nothing saved yet",
    ImportState.SAVED: "Brought in",
    ImportState.CLEARED: "Over",
}
_OUTCOMES = {
    Outcome.NEW: "New",
    Outcome.HERE: "The same is here",
    Outcome.CONFLICT: "Differs from what is here",
    Outcome.WHO: "Which person?",
    Outcome.WHICH: "Which training?",
    Outcome.LATER: "Kept for later",
    Outcome.IMPOSSIBLE: "Cannot be brought in",
    Outcome.DONE: "Brought in",
}
_FILE_OUTCOMES = {
    FileOutcome.ASKED: "Which row?",
    FileOutcome.PAIRED: "Goes to a row",
    FileOutcome.HELD: "Waits with its row",
    FileOutcome.WAITING: "Still to be read",
    FileOutcome.HERE: "In the record already",
    FileOutcome.LATER: "Kept for later",
    FileOutcome.REFUSED: "Cannot be taken",
    FileOutcome.DONE: "Added",
}
_CHOICES = {
    Choice.KEEP: "Keep what is here",
    Choice.REPLACE: "Take what the file says",
    Choice.BOTH: "Keep both",
    Choice.LATER: "Leave it for later",
}
