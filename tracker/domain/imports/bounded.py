"""Parts of a form that came as JSON, taken only where they are of their kind and within bounds; else ValueError."""

from collections.abc import Sequence
from typing import Any


def a_list(told: Any, most: int) -> Sequence[Any]:
    """Return a list of so many parts at most."""
    if type(told) is not list or len(told) > most:
        raise ValueError("not a list within bounds")
    return told


def a_text(told: Any, most: int) -> str:
    """Return a text of so many characters at most."""
    if type(told) is not str or len(told) > most:
        raise ValueError("not a text within bounds")
    return told


def a_whole(told: Any, most: int) -> int:
    """Return a number from 0 to `most`. Raises ValueError for anything else."""
    if type(told) is not int or not 0 <= told <= most:
        raise ValueError("not a number within bounds")
    return told
