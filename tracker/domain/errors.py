"""What can go wrong, by what the person in front of it can do about it.

Every message says what, where and what to do, in plain words, for the one who must act. What a parser or a database
said never reaches a page.
"""


class TrackerError(Exception):
    """The root of everything this package raises on purpose."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        """Keep the message, and the name of the form field that it concerns, if one does."""
        super().__init__(message)
        self.message = message
        self.field = field


class NotFound(TrackerError):
    """There is no such thing, or it is not yours to see: the two look alike."""


class Refused(TrackerError):
    """You may see it but not do this."""


class Conflict(TrackerError):
    """What you ask clashes with what is there: changed meanwhile, already exists, in the wrong state."""


class Outdated(Conflict):
    """It was changed since you read it."""


class InvalidStandard(TrackerError):
    """A standard's file says something that cannot be meant; the message names file, key and what is allowed."""


class InvalidCatalog(TrackerError):
    """A catalog file says something that cannot be meant; the message names file, row, column and what is allowed."""


class UnreadableFile(TrackerError):
    """An uploaded file cannot be taken; the message says what is wrong with it and what would do instead."""
