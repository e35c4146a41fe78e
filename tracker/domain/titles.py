"""When two spellings are one title."""

import unicodedata


def fold(title: str) -> str:
    """Return a title without case, accents and punctuation, so that two spellings of one title are equal."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", title) if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain.casefold()).split())
