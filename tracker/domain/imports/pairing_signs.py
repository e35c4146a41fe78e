"""What speaks for a row or against it, with what that is worth, and why a file is left to a person."""

from enum import StrEnum


class Sign(StrEnum):
    """What speaks for a row, or against it."""

    COLUMN = "column"
    PERSON_READ = "person_read"
    PERSON_NAMED = "person_named"
    LAST_NAMED = "last_named"
    TITLE_READ = "title_read"
    TITLE_NAMED = "title_named"
    TITLE_PARTLY = "title_partly"
    DAY_READ = "day_read"
    DAY_NAMED = "day_named"
    OTHER_PERSON = "other_person"
    OTHER_TITLE = "other_title"
    OTHER_DAY = "other_day"

    @property
    def words(self) -> str:
        """The sign, as people read it."""
        return _WORDS[self]

    @property
    def score(self) -> int:
        """What it is worth, of 100; below 0 where it speaks against."""
        return _SCORES[self]

    @property
    def is_against(self) -> bool:
        """Whether it speaks against the row."""
        return self.score < 0


class Doubt(StrEnum):
    """Why a file is left to a person."""

    NOBODY = "nobody"
    AGAINST = "against"
    LITTLE = "little"
    NEAR = "near"
    SHARED = "shared"
    LOOK = "look"

    @property
    def words(self) -> str:
        """The doubt, as people read it."""
        return _DOUBTS[self]


_SCORES = {
    Sign.COLUMN: 100,
    Sign.PERSON_READ: 40,
    Sign.PERSON_NAMED: 40,
    Sign.LAST_NAMED: 20,
    Sign.TITLE_READ: 30,
    Sign.TITLE_NAMED: 30,
    Sign.TITLE_PARTLY: 15,
    Sign.DAY_READ: 30,
    Sign.DAY_NAMED: 30,
    Sign.OTHER_PERSON: -40,
    Sign.OTHER_TITLE: -10,
    Sign.OTHER_DAY: -10,
}
_WORDS = {
    Sign.COLUMN: "The row names this file.",
    Sign.PERSON_READ: "The certificate names the person.",
    Sign.PERSON_NAMED: "The file's name has the person.",
    Sign.LAST_NAMED: "The file's name has the last name.",
    Sign.TITLE_READ: "The certificate has the training.",
    Sign.TITLE_NAMED: "The file's name has the training.",
    Sign.TITLE_PARTLY: "Part of the training's title agrees.",
    Sign.DAY_READ: "The certificate has the day.",
    Sign.DAY_NAMED: "The file's name has the day.",
    Sign.OTHER_PERSON: "But the certificate names somebody else.",
    Sign.OTHER_TITLE: "But it seems to be of another training.",
    Sign.OTHER_DAY: "But it has another day.",
}
_DOUBTS = {
    Doubt.NOBODY: "Nothing in it leads to a row.",
    Doubt.AGAINST: "Something speaks against the likest row.",
    Doubt.LITTLE: "Too little speaks for one row.",
    Doubt.NEAR: "Another row is as likely.",
    Doubt.SHARED: "Another file fits the same row.",
    Doubt.LOOK: "Look at it before it is taken.",
}
