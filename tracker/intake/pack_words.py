"""How much of a ZIP is unpacked at once, and why a file in it cannot be taken."""

from enum import StrEnum

MOST_ENTRIES, MOST_AT_ONCE, MOST_BYTES_AT_ONCE = 2_000, 40, 24 * 1024 * 1024


class Why(StrEnum):
    """Why a file in a ZIP cannot be taken."""

    LOCKED = "locked"
    LINK = "link"
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    EMPTY = "empty"

    @property
    def words(self) -> str:
        """The reason, as the person who dropped the ZIP reads it."""
        return _WORDS[self]


_WORDS = {
    Why.LOCKED: "It asks for a password. Take the password off, and drop it again.",
    Why.LINK: "It is a link to another file, and not a file. Drop the file itself.",
    Why.TOO_LARGE: "It is larger than 25 MB. Save it with fewer pages or as a smaller picture, and drop it again.",
    Why.DAMAGED: "It is damaged, or packed in a way that is not known here. Drop it by itself.",
    Why.EMPTY: "It is empty. Save or download it again, and drop the new one.",
}
