"""When two spellings are one title, and when a title holds a name."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=4096)
def fold(title: str) -> str:
    """Return a title without case, accents and punctuation, so that two spellings of one title are equal."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", title) if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain.casefold()).split())


def names(title: str, wanted: Iterable[str]) -> bool:
    """Tell whether a title holds any of these names, as whole words: "CSEC-102, online" holds "CSEC 102"."""
    folded = f" {fold(title)} "
    return any(f" {fold(name)} " in folded for name in wanted)
